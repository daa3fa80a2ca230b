import type { CompressedGraph } from '../../algorithms/compressed-graph.ts';
import { hierarchicalLeiden } from '../../algorithms/hierarchical-leiden.ts';
import type { Community } from '../../domain/community.ts';
import type { Entity } from '../../domain/entity.ts';
import type { GraphIndex } from '../../domain/graph-index.ts';
import type { Relationship } from '../../domain/relationship.ts';
import { communityId } from '../ids.ts';
import { type CommunityTree, type Grouping, groupingsOf, leavesOf } from './community-tree.ts';
import { nameCommunities } from './name-communities.ts';

export interface DetectInput {
  /** Ordered by id. */
  entities: readonly Entity[];
  relationships: readonly Relationship[];
  /** What `relationshipGraph` makes of the two. */
  graph: CompressedGraph;
  /** The present index, from whose communities the new ones start; null starts from nothing. */
  previous: Pick<GraphIndex, 'entities' | 'relationships' | 'communities'> | null;
}

/** Communities of at least so many members are divided further. */
const DIVIDED_FROM = 12;
const SEED = 20_240_601;
/** A run that brings or takes fewer of the relationships than this is a small change. */
const SMALL_CHANGE = 0.1;
/**
 * Modularity given up for keeping the old communities. After a small change nearly any: what a sentence moved is not worth new communities
 * everywhere, of which reports would have to be written.
 */
const KEEP_WITHIN = { small: 0.05, large: 0.005 };

/**
 * Finds the hierarchy of communities on every component of the graph. While entities and relationships stay what they were, so do the
 * communities; otherwise the old ones are where the search starts. An entity without a relationship is in none.
 */
export function detectCommunities(input: DetectInput): CommunityTree {
  const { entities, graph, previous } = input;
  const known = previous && groupingsOf(previous);
  const groupings =
    known && isSameGraph(input, previous)
      ? known
      : hierarchicalLeiden(graph, {
          seed: SEED,
          maxSize: DIVIDED_FROM,
          ...(known && {
            previous: labelsByLevel(previous, known, entities),
            keepWithin: isSmallChange(input, previous) ? KEEP_WITHIN.small : KEEP_WITHIN.large,
          }),
        });
  const titles = nameCommunities(groupings, entities, graph);
  const ids = groupings.map(({ level, members }) =>
    communityId(level, entities[strongest(graph, members)]!.id),
  );
  const communities: Community[] = groupings.map(({ level, parent, members }, place) => ({
    id: ids[place]!,
    level,
    parentId: parent < 0 ? null : ids[parent]!,
    title: titles[place]!,
    size: members.length,
    x: 0,
    y: 0,
    radius: 0,
  }));
  return {
    communities,
    parents: groupings.map(({ parent }) => parent),
    members: groupings.map(({ members }) => members),
    leaves: leavesOf(groupings, entities.length),
  };
}

/** The member with the most weight to other members; of equals, the one whose id comes first. */
function strongest(graph: CompressedGraph, members: Int32Array): number {
  const inside = new Set(members);
  let best = members[0]!;
  let bestWeight = -1;
  for (const member of members) {
    let weight = 0;
    for (let arc = graph.offsets[member]!; arc < graph.offsets[member + 1]!; arc++)
      if (inside.has(graph.targets[arc]!)) weight += graph.weights[arc]!;
    // Sums of the same weights in another order may differ in their last bits: that is no difference.
    if (weight > bestWeight + 1e-9) {
      best = member;
      bestWeight = weight;
    }
  }
  return best;
}

function isSameGraph(input: DetectInput, previous: NonNullable<DetectInput['previous']>): boolean {
  return (
    input.entities.length === previous.entities.length &&
    input.relationships.length === previous.relationships.length &&
    input.entities.every((entity, place) => entity.id === previous.entities[place]!.id) &&
    input.relationships.every((relationship, place) => {
      const before = previous.relationships[place]!;
      return relationship.id === before.id && relationship.weight === before.weight;
    })
  );
}

function isSmallChange(
  { relationships }: DetectInput,
  previous: NonNullable<DetectInput['previous']>,
): boolean {
  const before = new Set(previous.relationships.map(({ id }) => id));
  const added = relationships.filter(({ id }) => !before.has(id)).length;
  const gone = before.size - (relationships.length - added);
  return added + gone < SMALL_CHANGE * before.size;
}

/** The old community of each present entity, level by level. */
function labelsByLevel(
  previous: NonNullable<DetectInput['previous']>,
  groupings: readonly Grouping[],
  entities: readonly Entity[],
): Int32Array[] {
  const placeOf = new Map(entities.map((entity, place) => [entity.id, place]));
  const levels: Int32Array[] = [];
  groupings.forEach(({ level, members }, label) => {
    while (levels.length <= level) levels.push(new Int32Array(entities.length).fill(-1));
    for (const member of members) {
      const place = placeOf.get(previous.entities[member]!.id);
      if (place !== undefined) levels[level]![place] = label;
    }
  });
  return levels;
}
