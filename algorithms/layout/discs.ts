import type { Links } from './canonical-graph.ts';

/** Discs that one relaxation moves: the regions of a cut through the tree, the stars, or the belt. */
export interface Discs {
  readonly count: number;
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly radii: Float64Array;
  /** For each disc its tree nodes of depth 0, 1 and 2 (`DEPTHS` a disc). */
  readonly ancestors: Int32Array;
  /** How far each disc gives way: 0 is pinned, 1 is free. */
  readonly mobility: Float64Array;
}

/** What pulls the discs together. */
export interface Bonds {
  readonly links: Links;
  /** Weight of all links of each disc, above 0: a link pulls the less the more its weaker end has. */
  readonly degrees: Float64Array;
}
