import { hashFraction } from '../hash.ts';
import type { CanonicalGraph } from './canonical-graph.ts';
import { type CommunityTree, DEPTHS } from './community-tree.ts';

/** Share of a disc's area that its contents cover: children are looser than they look, for the gaps between them count already. */
const CHILDREN_PACKING = 0.9;
const STARS_PACKING = 0.85;

/** Equal discs crystallise into a grid; radii that differ by so much make the map look grown. */
const JITTER = 0.16;

/** The width of the gap between two communities that part at a depth: share of the map's width, and its bounds in units. */
const GAPS = [
  { share: 0.036, least: 2.5, most: 6.5 },
  { share: 0.011, least: 0.55, most: 1.7 },
  { share: 0.005, least: 0.28, most: 0.5 },
  { share: 0.003, least: 0.15, most: 0.3 },
] as const;

/** With more regions than this the gaps between them shrink, or the map would be mostly gap. */
const MANY_REGIONS = 24;

export interface Sizes {
  /** Radius of each node's star, in units. */
  readonly starRadii: Float64Array;
  /** Rank quantile of each node: towards 0 for the best, 1 for the last and for the belt. */
  readonly quantiles: Float64Array;
  /** Radius of each tree node. */
  readonly regionRadii: Float64Array;
  /** Gap between two communities that part at depth 0, 1, 2, and between stars' groups below. */
  readonly gaps: readonly number[];
}

/** How much room everything needs, from stars up to regions. */
export function measureSizes(graph: CanonicalGraph, tree: CommunityTree): Sizes {
  const inside: number[] = [];
  for (let node = 0; node < graph.nodeCount; node++) if (tree.leafOf[node]! >= 0) inside.push(node);
  const { ranks, keys, degrees } = graph;
  const best = inside.sort(
    (left, right) =>
      ranks[right]! - ranks[left]! ||
      degrees[right]! - degrees[left]! ||
      keys[left]! - keys[right]! ||
      left - right,
  );
  const quantiles = new Float64Array(graph.nodeCount).fill(1);
  best.forEach((node, index) => {
    quantiles[node] = (index + 1) / best.length;
  });
  const starRadii = quantiles.map((quantile, node) => starRadius(quantile, keys[node]!));
  const gaps = gapWidths(best.length, tree.roots.length);
  return { starRadii, quantiles, gaps, regionRadii: regionSizes(tree, starRadii, gaps) };
}

function starRadius(quantile: number, key: number): number {
  const sharpness = (1 - quantile) ** 6;
  const jitter = 1 + JITTER * (2 * hashFraction(key) - 1);
  return 0.5 * (0.78 + 0.95 * sharpness) * jitter * (quantile < 0.004 ? 1.35 : 1);
}

function gapWidths(starCount: number, regionCount: number): number[] {
  const width = Math.sqrt(Math.max(20, starCount)) * 1.25;
  const crowd = Math.min(1, Math.sqrt(MANY_REGIONS / Math.max(1, regionCount)));
  return GAPS.map(({ share, least, most }, depth) =>
    Math.min(most, Math.max(least, share * width * (depth === 0 ? crowd : 1))),
  );
}

function regionSizes(
  { nodes }: CommunityTree,
  starRadii: Float64Array,
  gaps: readonly number[],
): Float64Array {
  const radii = new Float64Array(nodes.length);
  for (let index = nodes.length - 1; index >= 0; index--) {
    const { members, children, depth } = nodes[index]!;
    let area = 0;
    for (const member of members) area += starRadii[member]! ** 2;
    for (const child of children) area += (radii[child]! + gaps[Math.min(depth + 1, DEPTHS)]! / 2) ** 2;
    radii[index] = Math.sqrt(area / (children.length > 0 ? CHILDREN_PACKING : STARS_PACKING));
  }
  return radii;
}
