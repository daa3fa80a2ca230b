import { describe, expect, it } from 'vitest';
import type { Relationship, RelationshipOrigin } from '../../../../domain/relationship.ts';
import { findPaths } from '../../../../server/search/find-paths.ts';
import type { IndexSnapshot } from '../../../../server/snapshot.ts';
import { snapshotOf } from '../../../../server/snapshot-of.ts';
import { aSnapshot } from './a-snapshot.ts';

function aGraph(links: readonly (readonly [string, string, RelationshipOrigin?])[]): IndexSnapshot {
  const names = [...new Set([...links.map(([source]) => source), ...links.map(([, target]) => target)])];
  const { info, index } = aSnapshot(
    {},
    names.map((name) => [name]),
  );
  const relationships = links.map(
    ([source, target, origin = 'stated'], at): Relationship => ({
      id: `r-${at}`,
      sourceId: `e-${source}`,
      targetId: `e-${target}`,
      type: 'USES',
      description: '',
      weight: 1,
      origin,
      evidence: [],
    }),
  );
  return snapshotOf(info, { ...index, relationships });
}

const chains = (snapshot: IndexSnapshot, from: string, to: string, count: number): string[] =>
  findPaths(snapshot, `e-${from}`, `e-${to}`, count).map(({ entities }) =>
    entities.map(({ name }) => name).join('-'),
  );

describe('findPaths', () => {
  it('gives the best chains, shortest first, against the direction of relationships too', () => {
    const snapshot = aGraph([
      ['A', 'B'],
      ['C', 'B'],
      ['A', 'D'],
      ['D', 'E'],
      ['E', 'C'],
    ]);
    expect(chains(snapshot, 'A', 'C', 3)).toEqual(['A-B-C', 'A-D-E-C']);
    expect(chains(snapshot, 'A', 'C', 1)).toEqual(['A-B-C']);
  });

  it('prefers what sentences state to what only stands together', () => {
    const snapshot = aGraph([
      ['A', 'B', 'co-occurrence'],
      ['B', 'C', 'co-occurrence'],
      ['A', 'D'],
      ['D', 'C'],
    ]);
    expect(chains(snapshot, 'A', 'C', 1)).toEqual(['A-D-C']);
  });

  it('avoids the way through something that is connected to everything', () => {
    const many = Array.from({ length: 30 }, (_, at) => ['Hub', `X${at}`] as const);
    const snapshot = aGraph([['A', 'Hub'], ['Hub', 'C'], ['A', 'B'], ['B', 'C'], ...many]);
    expect(chains(snapshot, 'A', 'C', 1)).toEqual(['A-B-C']);
  });

  it('tells the relationships of each step', () => {
    const [path] = findPaths(
      aGraph([
        ['A', 'B'],
        ['B', 'A', 'co-occurrence'],
      ]),
      'e-A',
      'e-B',
      1,
    );
    expect(path?.hops[0]?.relationships.map(({ origin }) => origin)).toEqual(['stated', 'co-occurrence']);
  });

  it('is empty for what is unknown, unconnected or the same', () => {
    const snapshot = aGraph([
      ['A', 'B'],
      ['C', 'D'],
    ]);
    expect(chains(snapshot, 'A', 'C', 3)).toEqual([]);
    expect(chains(snapshot, 'A', 'A', 3)).toEqual([]);
    expect(chains(snapshot, 'A', 'Nobody', 3)).toEqual([]);
  });
});
