import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createCompressedGraph } from '../../../algorithms/compressed-graph.ts';
import { leiden } from '../../../algorithms/leiden.ts';
import { modularity } from '../../../algorithms/modularity.ts';
import { plantedGraph } from '../../../benchmarks/planted-graph.ts';
import { aGraph, anyGraph, clique, isConnected, membersByLabel } from './graph-builders.ts';
import { karateClub } from './karate-club.ts';

describe('leiden', () => {
  it('finds the best known partition of the karate club', () => {
    const graph = aGraph(34, karateClub);
    for (const seed of [1, 2, 3, 4, 5])
      expect(leiden(graph, { seed }).modularity).toBeGreaterThanOrEqual(0.4188);
  });

  it('tells the modularity of the labels it gives', () => {
    const graph = aGraph(34, karateClub);
    const result = leiden(graph);
    expect(modularity(graph, result.labels)).toBe(result.modularity);
    // By hand: two triangles and a bridge, 6 of 7 edges inside, each half of all strength.
    const bridge = aGraph(6, [...clique(0, 2), ...clique(3, 5), [2, 3]]);
    expect(leiden(bridge).modularity).toBeCloseTo(6 / 7 - 1 / 2, 12);
  });

  it('separates cliques that a single edge joins', () => {
    const { labels, communityCount } = leiden(aGraph(10, [...clique(0, 4), ...clique(5, 9), [4, 5]]));
    expect(communityCount).toBe(2);
    expect(Array.from(labels)).toEqual([0, 0, 0, 0, 0, 1, 1, 1, 1, 1]);
  });

  it('goes by weights', () => {
    const square = (side: number, other: number) =>
      aGraph(4, [
        [0, 1, side],
        [2, 3, side],
        [1, 2, other],
        [3, 0, other],
      ]);
    expect(Array.from(leiden(square(5, 1)).labels)).toEqual([0, 0, 1, 1]);
    expect(Array.from(leiden(square(1, 5)).labels)).toEqual([0, 1, 1, 0]);
  });

  it('gives more communities at a higher resolution', () => {
    const graph = aGraph(34, karateClub);
    const count = (resolution: number) => leiden(graph, { resolution }).communityCount;
    expect(count(0.3)).toBeLessThan(count(1));
    expect(count(1)).toBeLessThan(count(4));
  });

  it('leaves isolated nodes alone, also those with only a self loop', () => {
    const { labels } = leiden(
      aGraph(5, [
        [0, 1],
        [3, 3, 9],
      ]),
    );
    expect(Array.from(labels)).toEqual([0, 0, 1, 2, 3]);
    expect(leiden(aGraph(3, []))).toMatchObject({ communityCount: 3, modularity: 0 });
    expect(leiden(aGraph(0, []))).toMatchObject({ communityCount: 0, modularity: 0 });
  });

  it('gives connected communities, numbered by first appearance', () => {
    fc.assert(
      fc.property(anyGraph, ({ nodeCount, edges }) => {
        const graph = aGraph(nodeCount, edges);
        const { labels, communityCount } = leiden(graph);
        const communities = membersByLabel(labels);
        expect(communities).toHaveLength(communityCount);
        const firsts = communities.map((members) => members[0]!);
        expect(firsts).toEqual(firsts.toSorted((left, right) => left - right));
        for (const members of communities) expect(isConnected(graph, members)).toBe(true);
      }),
    );
  });

  it('never does worse than leaving every node alone', () => {
    fc.assert(
      fc.property(anyGraph, ({ nodeCount, edges }) => {
        const graph = aGraph(nodeCount, edges);
        const alone = modularity(
          graph,
          Int32Array.from({ length: nodeCount }, (_, node) => node),
        );
        expect(leiden(graph).modularity).toBeGreaterThanOrEqual(alone - 1e-12);
      }),
    );
  });

  it('gives equal labels for equal seeds and for any order of edges', () => {
    fc.assert(
      fc.property(anyGraph, fc.nat(), ({ nodeCount, edges }, seed) => {
        const once = leiden(aGraph(nodeCount, edges), { seed });
        const again = leiden(aGraph(nodeCount, edges.toReversed()), { seed });
        expect(again).toEqual(once);
      }),
    );
  });

  it('finds planted communities in a large graph, whose nodes it renumbers inside', () => {
    const planted = plantedGraph({
      nodeCount: 25_000,
      regionCount: 12,
      groupsPerRegion: 1,
      edgeCount: 100_000,
    });
    const graph = createCompressedGraph(planted.nodeCount, planted.sources, planted.targets, planted.weights);
    const found = leiden(graph);
    expect(found.modularity).toBeGreaterThan(modularity(graph, planted.regions) - 0.01);
    for (const members of membersByLabel(found.labels)) expect(isConnected(graph, members)).toBe(true);
  });
});

describe('leiden from old communities', () => {
  const planted = plantedGraph({ nodeCount: 600, regionCount: 8, groupsPerRegion: 2, edgeCount: 1500 });
  const graph = createCompressedGraph(planted.nodeCount, planted.sources, planted.targets, planted.weights);

  it('keeps the communities of an unchanged graph, whatever the seed they came from', () => {
    for (const seed of [1, 2, 3, 4]) {
      const { labels } = leiden(graph, { seed });
      expect(leiden(graph, { seed, initial: labels }).labels).toEqual(labels);
    }
  });

  it('puts a new node to the community it is linked to and leaves all others where they were', () => {
    const old = leiden(graph).labels;
    const sources = [...planted.sources, 600, 600, 600];
    const targets = [...planted.targets, 0, 1, 2];
    const grown = createCompressedGraph(601, sources, targets, [...planted.weights, 4, 1, 1]);
    const { labels } = leiden(grown, { initial: Int32Array.of(...old, -1) });
    expect(labels.subarray(0, 600)).toEqual(old);
    expect([old[0], old[1], old[2]]).toContain(labels[600]);
  });

  it('splits an old community that fell apart', () => {
    const { labels } = leiden(aGraph(6, [...clique(0, 2), ...clique(3, 5)]), { initial: new Int32Array(6) });
    expect(Array.from(labels)).toEqual([0, 0, 0, 1, 1, 1]);
  });

  it('gives up old communities that have become much worse than what there is', () => {
    const random = Int32Array.from({ length: 600 }, (_, node) => node % 5);
    const fresh = leiden(graph).modularity;
    expect(leiden(graph, { initial: random }).modularity).toBeGreaterThan(fresh - 0.02);
  });

  it('settles as far as from nothing once old communities were given up', () => {
    const large = plantedGraph({ nodeCount: 4000, regionCount: 20, groupsPerRegion: 4, edgeCount: 6000 });
    const links = createCompressedGraph(4000, large.sources, large.targets, large.weights);
    const useless = Int32Array.from({ length: 4000 }, (_, node) => node % 2);
    const fresh = leiden(links).modularity;
    expect(leiden(links, { initial: useless }).modularity).toBeGreaterThan(fresh - 0.001);
  });

  it('lets a node go that nothing ties to its old community any more', () => {
    const before = aGraph(9, [...clique(0, 3), ...clique(4, 7), [3, 4], [8, 0]]);
    const after = aGraph(9, [...clique(0, 3), ...clique(4, 7), [3, 4], [8, 5]]);
    const old = leiden(before).labels;
    expect(old[8]).toBe(old[0]);
    const { labels } = leiden(after, { initial: old, keepWithin: 1 });
    expect(labels[8]).toBe(labels[5]);
    expect(labels.subarray(0, 8)).toEqual(old.subarray(0, 8));
  });

  it('refuses labels for another number of nodes', () => {
    expect(() => leiden(graph, { initial: new Int32Array(3) })).toThrow(RangeError);
  });
});
