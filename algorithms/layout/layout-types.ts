/** A community as the layout needs it. */
export interface LayoutCommunity {
  /** Orders communities of one level; any text, distinct within a level. */
  readonly id: string;
  /** 0 is the coarsest. */
  readonly level: number;
  /** Index in the same list, -1 on level 0. */
  readonly parent: number;
  /** Indices of all its entities, those of its children included. */
  readonly members: ArrayLike<number>;
}

interface LayoutEdges {
  /** Indices of entities; either way round, parallel edges add up, self loops are ignored. */
  readonly sources: ArrayLike<number>;
  readonly targets: ArrayLike<number>;
  /** Not negative; 1 each when absent. */
  readonly weights?: ArrayLike<number>;
}

/** What the last layout was given and what it gave; entities are matched by id, communities by shared members. */
export interface PreviousLayout {
  readonly entityIds: readonly string[];
  /** Positions parallel to `entityIds`; NaN where there is none. */
  readonly x: ArrayLike<number>;
  readonly y: ArrayLike<number>;
  readonly communities: readonly LayoutCommunity[];
}

export interface LayoutInput {
  /** Distinct ids; their hashes decide every tie, so the order of all these arrays changes nothing. */
  readonly entityIds: readonly string[];
  /** How important each entity is, in any unit: higher ranks get more room and lie nearer to the middle of their community. */
  readonly ranks: ArrayLike<number>;
  readonly edges: LayoutEdges;
  /** Entities in none of them, and small components, lie on a belt around the rest. */
  readonly communities: readonly LayoutCommunity[];
  /** When present, what did not change stays where it was, to the last bit where a whole region did not. */
  readonly previous?: PreviousLayout;
}

export interface LayoutOptions {
  /** Turns the start of a layout from nothing; 42 when absent. */
  seed?: number;
  /** Width over height that the whole tends to; 1.35 when absent. */
  aspect?: number;
  /** Components of at most this many entities lie on the belt, unless they are the largest; 7 when absent. */
  beltMax?: number;
}

export interface Disc {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
}

/** The box around all stars, their radii included. All 0 without entities. */
export interface Extent {
  readonly minX: number;
  readonly minY: number;
  readonly maxX: number;
  readonly maxY: number;
}

/**
 * Positions in a unit of about the distance of two neighbouring entities, y downwards or upwards as the drawer likes. A layout from
 * nothing is centred on 0, 0 and wider than high; n entities take a box of about 1.6 n square units. A layout with `previous` keeps the
 * old coordinates, so its box may drift.
 */
export interface Layout {
  /** Parallel to `entityIds`. */
  readonly x: Float32Array;
  readonly y: Float32Array;
  /** Room of each entity, about 0.35 to 1.2. Discs of two entities hardly ever overlap. */
  readonly radii: Float32Array;
  /** 1 for entities on the belt. */
  readonly belt: Uint8Array;
  /** Parallel to the given communities: their middle, and the radius of a disc that holds as much as they spread. */
  readonly communities: readonly Disc[];
  readonly extent: Extent;
}
