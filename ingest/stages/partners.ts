/** Who is joined with whom, and which entities hang together through that; entities are numbers from 0. */
export interface Partners {
  /** Joins two; joining them again changes nothing. */
  join(one: number, other: number): void;
  has(one: number, other: number): boolean;
  /** How many partners an entity has. */
  count(place: number): number;
  /** True when a chain of partners leads from one to the other. */
  isConnected(one: number, other: number): boolean;
  /** Number of entities that hang together with the one or the other, whichever are fewer. */
  smallerSide(one: number, other: number): number;
}

/** Keeps account of who is joined with whom. Everything starts alone. */
export function createPartners(entityCount: number): Partners {
  const joined = new Set<number>();
  const counts = new Int32Array(entityCount);
  const above = Int32Array.from({ length: entityCount }, (_, place) => place);
  const sizes = new Int32Array(entityCount).fill(1);
  const keyOf = (one: number, other: number) => Math.min(one, other) * entityCount + Math.max(one, other);
  const rootOf = (place: number): number => {
    let root = place;
    while (above[root] !== root) root = above[root] = above[above[root]!]!;
    return root;
  };
  return {
    join(one: number, other: number): void {
      const key = keyOf(one, other);
      if (joined.has(key)) return;
      joined.add(key);
      counts[one]!++;
      counts[other]!++;
      const [small, large] = [rootOf(one), rootOf(other)].sort(
        (left, right) => sizes[left]! - sizes[right]!,
      ) as [number, number];
      if (small === large) return;
      above[small] = large;
      sizes[large]! += sizes[small]!;
    },
    has: (one: number, other: number) => joined.has(keyOf(one, other)),
    count: (place: number) => counts[place]!,
    isConnected: (one: number, other: number) => rootOf(one) === rootOf(other),
    smallerSide: (one: number, other: number) => Math.min(sizes[rootOf(one)]!, sizes[rootOf(other)]!),
  };
}
