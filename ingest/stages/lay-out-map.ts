import { layOut } from '../../algorithms/layout/lay-out.ts';
import type { LayoutCommunity, PreviousLayout } from '../../algorithms/layout/layout-types.ts';
import type { Community } from '../../domain/community.ts';
import type { Entity } from '../../domain/entity.ts';
import type { GraphIndex } from '../../domain/graph-index.ts';
import type { Relationship } from '../../domain/relationship.ts';
import { byId, round } from '../ordering.ts';
import { type CommunityTree, groupingsOf } from './community-tree.ts';

export interface LayoutInput {
  /** Ordered by id. */
  entities: readonly Entity[];
  relationships: readonly Relationship[];
  tree: CommunityTree;
  /** The present index, from whose positions the new ones start; null starts from nothing. */
  previous: Pick<GraphIndex, 'entities' | 'communities'> | null;
}

export interface PlacedMap {
  /** With their positions and their smallest communities. */
  entities: Entity[];
  /** With their centres and radii. */
  communities: Community[];
}

/** Decimals of a position, in layout units: a hundredth of the distance between neighbours is less than anyone sees. */
const DECIMALS = 2;

/**
 * Gives every entity its place on the map and every community its centre and radius. While the same entities lie in the same
 * communities nothing moves at all; otherwise what did not change stays where people know it.
 */
export function layOutMap({ entities, relationships, tree, previous }: LayoutInput): PlacedMap {
  const joined = entities.map((entity, place) => ({
    ...entity,
    communityId: tree.communities[tree.leaves[place]!]?.id ?? null,
  }));
  if (previous && isSameMap(joined, tree.communities, previous)) return keepPositions(joined, tree, previous);

  const placeOf = new Map(entities.map((entity, place) => [entity.id, place]));
  const layout = layOut({
    entityIds: entities.map(({ id }) => id),
    ranks: entities.map(({ rank }) => rank),
    edges: {
      sources: relationships.map(({ sourceId }) => placeOf.get(sourceId)!),
      targets: relationships.map(({ targetId }) => placeOf.get(targetId)!),
      weights: relationships.map(({ weight }) => weight),
    },
    communities: tree.communities.map(
      ({ id, level }, place): LayoutCommunity => ({
        id,
        level,
        parent: tree.parents[place]!,
        members: tree.members[place]!,
      }),
    ),
    ...previousLayout(previous),
  });
  return {
    entities: joined.map((entity, place) => ({
      ...entity,
      x: round(layout.x[place]!, DECIMALS),
      y: round(layout.y[place]!, DECIMALS),
    })),
    communities: tree.communities.map((community, place) => {
      const { x, y, radius } = layout.communities[place]!;
      return { ...community, x: round(x, DECIMALS), y: round(y, DECIMALS), radius: round(radius, DECIMALS) };
    }),
  };
}

function isSameMap(
  entities: readonly Entity[],
  communities: readonly Community[],
  previous: NonNullable<LayoutInput['previous']>,
): boolean {
  const before = [...previous.communities].sort(byId);
  return (
    entities.length === previous.entities.length &&
    communities.length === before.length &&
    entities.every(({ id, communityId }, place) => {
      const known = previous.entities[place]!;
      return id === known.id && communityId === known.communityId && known.x !== null && known.y !== null;
    }) &&
    [...communities]
      .sort(byId)
      .every(({ id, parentId }, place) => id === before[place]!.id && parentId === before[place]!.parentId)
  );
}

function keepPositions(
  entities: readonly Entity[],
  tree: CommunityTree,
  previous: NonNullable<LayoutInput['previous']>,
): PlacedMap {
  const known = new Map(previous.communities.map((community) => [community.id, community]));
  return {
    entities: entities.map((entity, place) => {
      const { x, y } = previous.entities[place]!;
      return { ...entity, x, y };
    }),
    communities: tree.communities.map((community) => {
      const { x, y, radius } = known.get(community.id)!;
      return { ...community, x, y, radius };
    }),
  };
}

function previousLayout(previous: LayoutInput['previous']): { previous?: PreviousLayout } {
  const groupings = previous && groupingsOf(previous);
  if (!groupings) return {};
  const ordered = [...previous.communities].sort((one, other) => one.level - other.level || byId(one, other));
  return {
    previous: {
      entityIds: previous.entities.map(({ id }) => id),
      x: previous.entities.map(({ x }) => x ?? Number.NaN),
      y: previous.entities.map(({ y }) => y ?? Number.NaN),
      communities: groupings.map(({ level, parent, members }, place) => ({
        id: ordered[place]!.id,
        level,
        parent,
        members,
      })),
    },
  };
}
