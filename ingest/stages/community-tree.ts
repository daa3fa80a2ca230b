import type { Community } from '../../domain/community.ts';
import type { GraphIndex } from '../../domain/graph-index.ts';
import { byId } from '../ordering.ts';

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

/**
 * The communities of an index as groupings over its own entities, by level, then id; null when they do not fit together or there are
 * none.
 */
export function groupingsOf({
  entities,
  communities,
}: Pick<GraphIndex, 'entities' | 'communities'>): Grouping[] | null {
  const ordered = [...communities].sort((one, other) => one.level - other.level || byId(one, other));
  const placeOf = new Map(ordered.map((community, place) => [community.id, place]));
  const parents = ordered.map(({ parentId }) => (parentId === null ? -1 : (placeOf.get(parentId) ?? null)));
  const members: number[][] = ordered.map(() => []);
  for (const [place, entity] of entities.entries()) {
    if (entity.communityId === null) continue;
    let community = placeOf.get(entity.communityId) ?? null;
    while (community !== null && community >= 0) {
      members[community]!.push(place);
      community = parents[community] ?? null;
    }
    if (community === null) return null;
  }
  if (ordered.length === 0 || members.some((list) => list.length === 0)) return null;
  return ordered.map(({ level }, place) => ({
    level,
    parent: parents[place] ?? -1,
    members: Int32Array.from(members[place]!),
  }));
}
