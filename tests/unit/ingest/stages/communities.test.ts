import { describe, expect, it } from 'vitest';
import type { Entity } from '../../../../domain/entity.ts';
import type { GraphIndex } from '../../../../domain/graph-index.ts';
import type { Relationship } from '../../../../domain/relationship.ts';
import { relationshipId } from '../../../../ingest/ids.ts';
import { byId } from '../../../../ingest/ordering.ts';
import type { CommunityTree } from '../../../../ingest/stages/community-tree.ts';
import { detectCommunities } from '../../../../ingest/stages/detect-communities.ts';
import { layOutMap } from '../../../../ingest/stages/lay-out-map.ts';
import { relationshipGraph } from '../../../../ingest/stages/relationship-graph.ts';
import { anEntity } from '../../../support/ingest-records.ts';

type Present = Pick<GraphIndex, 'entities' | 'relationships' | 'communities'>;

/** Groups of entities in which everyone knows everyone, joined in a ring by one weak link each, and one entity alone. */
function groups(count: number, size: number) {
  const entities = Array.from({ length: count * size }, (_, at) =>
    anEntity({ name: `g${Math.floor(at / size)}-${at % size}`, rank: 1 + (at % size) }),
  );
  const relationships: Relationship[] = [];
  const link = (one: Entity, other: Entity, weight: number) => {
    const [sourceId, targetId] = [one.id, other.id].sort() as [string, string];
    const id = relationshipId(sourceId, 'USES', targetId);
    relationships.push({
      id,
      sourceId,
      targetId,
      type: 'USES',
      description: '',
      weight,
      origin: 'stated',
      evidence: [],
    });
  };
  for (let group = 0; group < count; group++) {
    for (let one = 0; one < size; one++)
      for (let other = one + 1; other < size; other++)
        link(entities[group * size + one]!, entities[group * size + other]!, 1);
    if (count > 1) link(entities[group * size]!, entities[((group + 1) % count) * size]!, 0.2);
  }
  return {
    entities: [...entities, anEntity({ name: 'alone' })].sort(byId),
    relationships: relationships.sort(byId),
  };
}

function detect(
  input: Pick<Present, 'entities' | 'relationships'>,
  previous: Present | null = null,
): CommunityTree {
  return detectCommunities({
    ...input,
    graph: relationshipGraph(input.entities, input.relationships),
    previous,
  });
}

function present(input: Pick<Present, 'entities' | 'relationships'>, tree = detect(input)): Present {
  const placed = layOutMap({ ...input, tree, previous: null });
  return {
    relationships: input.relationships,
    entities: placed.entities,
    communities: placed.communities.sort(byId),
  };
}

describe('detectCommunities', () => {
  it('finds the groups, and leaves an entity without relationships in none', () => {
    const input = groups(4, 6);
    const tree = detect(input);
    expect(tree.communities.filter(({ level }) => level === 0).map(({ size }) => size)).toEqual([6, 6, 6, 6]);
    const alone = input.entities.findIndex(({ name }) => name === 'alone');
    expect(tree.leaves[alone]).toBe(-1);
    expect(tree.leaves.filter((leaf) => leaf < 0)).toHaveLength(1);
  });

  it('puts every entity of a community into the community above it', () => {
    const { communities, parents, members } = detect(groups(400, 3));
    expect(Math.max(...communities.map(({ level }) => level))).toBeGreaterThan(0);
    communities.forEach(({ parentId, level, size }, place) => {
      expect(members[place]).toHaveLength(size);
      expect(parentId).toBe(communities[parents[place]!]?.id ?? null);
      if (level === 0) return;
      const above = new Set(members[parents[place]!]);
      expect(Array.from(members[place]!).every((member) => above.has(member))).toBe(true);
    });
    expect(new Set(communities.map(({ id }) => id)).size).toBe(communities.length);
  });

  it('gives the very same communities back while the graph is the same', () => {
    const input = groups(12, 5);
    const index = present(input);
    const again = present(input, detect(input, index));
    expect(again).toEqual(index);
  });

  it('keeps the communities that a new entity does not touch', () => {
    const input = groups(12, 5);
    const index = present(input);
    const newcomer = anEntity({ name: 'newcomer' });
    const neighbor = input.entities.find(({ name }) => name === 'g3-1')!;
    const [sourceId, targetId] = [newcomer.id, neighbor.id].sort() as [string, string];
    const joined = {
      ...input.relationships[0]!,
      id: relationshipId(sourceId, 'USES', targetId),
      sourceId,
      targetId,
    };
    const grown = {
      entities: [...input.entities, newcomer].sort(byId),
      relationships: [...input.relationships, joined].sort(byId),
    };
    const tree = detect(grown, index);
    const before = new Set(index.communities.map(({ id }) => id));
    const leaves = tree.communities.filter((_, place) => tree.leaves.includes(place));
    expect(leaves.filter(({ id }) => !before.has(id)).length).toBeLessThanOrEqual(1);
  });

  it('keeps communities that could be better while little changes, and gives them up when much does', () => {
    const input = groups(12, 5);
    const index = present(input);
    // Two groups beside each other, as one community.
    const [kept, given] = ['g0-0', 'g1-0'].map(
      (one) => index.entities.find(({ name }) => name === one)?.communityId,
    ) as [string, string];
    const joined: Present = {
      ...index,
      entities: index.entities.map((entity) =>
        entity.communityId === given ? { ...entity, communityId: kept } : entity,
      ),
      communities: index.communities.filter(({ id }) => id !== given),
    };
    const largest = (relationships: Relationship[]) =>
      Math.max(...detect({ ...input, relationships }, joined).communities.map(({ size }) => size));
    const { relationships } = input;
    const isInner = ({ weight }: Relationship) => weight === 1;
    const gone = relationships.find(isInner)!;
    expect(largest(relationships.filter((one) => one !== gone))).toBe(10);
    expect(largest(relationships.filter((one, at) => !isInner(one) || at % 7 > 0))).toBe(5);
  });

  it('finds the same communities whatever the order in which relationships come', () => {
    const input = groups(8, 5);
    const shuffled = { entities: input.entities, relationships: [...input.relationships].reverse() };
    expect(detect(shuffled)).toEqual(detect(input));
  });

  it('names communities after their best members, each sibling differently', () => {
    const { communities, parents } = detect(groups(8, 6));
    const titles = communities.filter((_, place) => parents[place] === -1).map(({ title }) => title);
    expect(new Set(titles).size).toBe(titles.length);
    for (const title of titles) expect(title).toMatch(/^g\d-\d · g\d-\d( · g\d-\d)?$/);
  });
});

describe('layOutMap', () => {
  it('places every entity, and communities around their members', () => {
    const input = groups(6, 6);
    const { entities, communities } = present(input);
    for (const { x, y } of entities) expect(Number.isFinite(x) && Number.isFinite(y)).toBe(true);
    for (const community of communities) expect(community.radius).toBeGreaterThan(0);
    const ids = new Set(communities.map(({ id }) => id));
    for (const { name, communityId } of entities)
      expect(communityId === null ? name === 'alone' : ids.has(communityId)).toBe(true);
  });
});
