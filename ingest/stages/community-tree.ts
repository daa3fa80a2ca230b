import type { Community } from '../../domain/community.ts';

/** Communities with who is in them; lists are parallel, a parent stands before its children. */
export interface CommunityTree {
  /** Positions are 0 before the layout. */
  communities: Community[];
  /** Place of each community's parent in the list, -1 at level 0. */
  parents: number[];
  /** Places of its entities, children's included, ascending. */
  members: Int32Array[];
  /** For each entity the place of the smallest community it is in, -1 when it is in none. */
  leaves: Int32Array;
}

/** A community before it has a name: as Leiden found it, or as an earlier index had it. */
export interface Grouping {
  level: number;
  parent: number;
  members: Int32Array;
}

/** For each entity the place of the deepest grouping that holds it, -1 when none does. */
export function leavesOf(groupings: readonly Grouping[], entityCount: number): Int32Array {
  const leaves = new Int32Array(entityCount).fill(-1);
  groupings.forEach(({ members }, place) => {
    for (const member of members) leaves[member] = place;
  });
  return leaves;
}
