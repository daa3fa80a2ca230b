import { describe, expect, it } from 'vitest';
import { neighborhoodOf } from '../../../server/neighborhood.ts';
import { snapshotOf } from '../../../server/snapshot-of.ts';
import { aGraphIndex, anEntity, aRelationship, infoOf } from '../../support/server/a-graph-index.ts';

/** a - b - c - d, and a - e; later letters rank higher. */
const chain = aGraphIndex({
  entities: ['a', 'b', 'c', 'd', 'e', 'alone'].map((id, rank) => anEntity({ id, rank })),
  relationships: [
    aRelationship({ sourceId: 'a', targetId: 'b', weight: 5 }),
    aRelationship({ sourceId: 'c', targetId: 'b' }),
    aRelationship({ sourceId: 'c', targetId: 'd' }),
    aRelationship({ sourceId: 'e', targetId: 'a', origin: 'co-occurrence', weight: 9 }),
  ],
});
const snapshot = snapshotOf(infoOf(chain), chain);
const around = (id: string, hops: number, limit = 100) => {
  const { entities, relationships, total } = neighborhoodOf(snapshot, id, hops, limit);
  return { entities: entities.map((e) => e.id), relationships: relationships.map((r) => r.id), total };
};

describe('a neighborhood', () => {
  it('of no hop is the entity alone', () => {
    expect(around('a', 0)).toEqual({
      entities: ['a'],
      relationships: [],
      total: { entities: 1, relationships: 0 },
    });
  });

  it('follows relationships both ways, nearest first, then by rank', () => {
    expect(around('a', 1).entities).toEqual(['a', 'e', 'b']);
    expect(around('a', 2).entities).toEqual(['a', 'e', 'b', 'c']);
    expect(around('a', 3).entities).toEqual(['a', 'e', 'b', 'c', 'd']);
    expect(around('alone', 3).entities).toEqual(['alone']);
  });

  it('has the relationships among its entities, stated before co-occurrence', () => {
    expect(around('a', 1).relationships).toEqual(['a-b', 'e-a']);
  });

  it('says how much there is beyond its limit', () => {
    expect(around('a', 3, 2)).toEqual({
      entities: ['a', 'e'],
      relationships: ['e-a'],
      total: { entities: 5, relationships: 4 },
    });
  });
});
