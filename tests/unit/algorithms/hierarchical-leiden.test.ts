import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createCompressedGraph } from '../../../algorithms/compressed-graph.ts';
import { type HierarchicalCommunity, hierarchicalLeiden } from '../../../algorithms/hierarchical-leiden.ts';
import { labelsByLevel } from '../../../benchmarks/layout-case.ts';
import { type PlantedOptions, plantedGraph } from '../../../benchmarks/planted-graph.ts';
import { aGraph, anyGraph, clique, type Edge, isConnected } from './graph-builders.ts';
import { karateClub } from './karate-club.ts';

function planted(nodeCount: number, edgeCount: number, shape: Partial<PlantedOptions> = {}) {
  const made = plantedGraph({ nodeCount, regionCount: 10, groupsPerRegion: 4, edgeCount, ...shape });
  return createCompressedGraph(nodeCount, made.sources, made.targets, made.weights);
}

const childrenOf = (communities: readonly HierarchicalCommunity[], parent: number) =>
  communities.filter((community) => community.parent === parent);

const union = (communities: readonly HierarchicalCommunity[]) =>
  communities.flatMap(({ members }) => Array.from(members)).sort((left, right) => left - right);

describe('hierarchicalLeiden', () => {
  it('partitions every split community among its children, one level down', () => {
    fc.assert(
      fc.property(anyGraph, fc.integer({ min: 2, max: 12 }), ({ nodeCount, edges }, maxSize) => {
        const communities = hierarchicalLeiden(aGraph(nodeCount, edges), { maxSize });
        communities.forEach((community, index) => {
          const children = childrenOf(communities, index);
          if (children.length > 0) expect(union(children)).toEqual(Array.from(community.members));
          expect(children.length === 0 || children.length > 1).toBe(true);
          for (const child of children) expect(child.level).toBe(community.level + 1);
          if (children.length > 0) expect(community.members.length).toBeGreaterThanOrEqual(maxSize);
          expect(community.parent).toBeLessThan(index);
        });
      }),
    );
  });

  it('gives every node with an edge one community on level 0, and no other node any', () => {
    fc.assert(
      fc.property(anyGraph, ({ nodeCount, edges }) => {
        const graph = aGraph(nodeCount, edges);
        const withEdge = Array.from({ length: nodeCount }, (_, node) => node).filter(
          (node) => graph.strengths[node]! > 0,
        );
        expect(union(childrenOf(hierarchicalLeiden(graph), -1))).toEqual(withEdge);
      }),
    );
  });

  it('gives connected communities with ascending members on every level', () => {
    const graph = planted(900, 2500);
    const communities = hierarchicalLeiden(graph);
    expect(Math.max(...communities.map(({ level }) => level))).toBeGreaterThanOrEqual(2);
    for (const { members } of communities) {
      expect(isConnected(graph, members)).toBe(true);
      expect(members).toEqual(members.toSorted());
    }
  });

  it('clusters small components too', () => {
    const communities = hierarchicalLeiden(
      aGraph(40, [...karateClub, [34, 35], [36, 37], [37, 38]] as Edge[]),
    );
    const top = childrenOf(communities, -1).map(({ members }) => Array.from(members));
    expect(top).toContainEqual([34, 35]);
    expect(top).toContainEqual([36, 37, 38]);
    expect(top.flat()).not.toContain(39);
  });

  it('does not cut out what is smaller than the size given', () => {
    const graph = aGraph(8, [...clique(0, 3), ...clique(4, 7), [3, 4]]);
    expect(hierarchicalLeiden(graph).map(({ level }) => level)).toEqual([0, 0]);
  });

  it('gives the same hierarchy for any order of edges', () => {
    fc.assert(
      fc.property(anyGraph, ({ nodeCount, edges }) => {
        expect(hierarchicalLeiden(aGraph(nodeCount, edges.toReversed()))).toEqual(
          hierarchicalLeiden(aGraph(nodeCount, edges)),
        );
      }),
    );
  });

  it('orders communities of one parent by their smallest member, also when nodes are renumbered inside', () => {
    const graph = planted(21_000, 60_000);
    const top = childrenOf(hierarchicalLeiden(graph, { maxSize: 1e9 }), -1).map(({ members }) => members[0]!);
    expect(top).toEqual(top.toSorted((left, right) => left - right));
  });
});

describe('hierarchicalLeiden from an old hierarchy', () => {
  it('gives the same hierarchy again when nothing changed', () => {
    const blurred = planted(1000, 5000, { groupsPerRegion: 1, insideGroup: 0.5 });
    const dense = planted(800, 6000, { regionCount: 8, groupsPerRegion: 1, insideGroup: 0.8 });
    for (const graph of [planted(500, 900), planted(3000, 12_000), blurred, dense, aGraph(34, karateClub)]) {
      const old = hierarchicalLeiden(graph);
      const previous = labelsByLevel(graph.nodeCount, old);
      expect(hierarchicalLeiden(graph, { previous })).toEqual(old);
    }
  });

  it('keeps nearly all communities when one node in a hundred is new', () => {
    const made = plantedGraph({ nodeCount: 2000, regionCount: 10, groupsPerRegion: 4, edgeCount: 6000 });
    const inOld = Array.from(made.sources.keys()).filter(
      (edge) => made.sources[edge]! < 1980 && made.targets[edge]! < 1980,
    );
    const pick = (values: Int32Array | Float64Array) => inOld.map((edge) => values[edge]!);
    const before = createCompressedGraph(1980, pick(made.sources), pick(made.targets), pick(made.weights));
    const after = createCompressedGraph(2000, made.sources, made.targets, made.weights);
    const old = hierarchicalLeiden(before);
    const previous = labelsByLevel(1980, old).map((level) =>
      Int32Array.of(...level, ...new Int32Array(20).fill(-1)),
    );
    const found = hierarchicalLeiden(after, { previous });
    const known = new Set(old.map(({ level, members }) => `${level}: ${members.join(' ')}`));
    const withoutNew = found.map(
      ({ level, members }) => `${level}: ${members.filter((node) => node < 1980).join(' ')}`,
    );
    const kept = withoutNew.filter((community) => known.has(community)).length;
    expect(kept / old.length).toBeGreaterThan(0.9);
  });

  it('refuses levels for another number of nodes', () => {
    expect(() => hierarchicalLeiden(planted(100, 200), { previous: [new Int32Array(3)] })).toThrow(
      RangeError,
    );
  });
});
