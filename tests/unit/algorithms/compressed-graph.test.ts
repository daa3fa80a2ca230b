import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createCompressedGraph } from '../../../algorithms/compressed-graph.ts';
import { connectedComponents } from '../../../algorithms/connected-components.ts';
import { subgraph } from '../../../algorithms/subgraph.ts';
import { aGraph, anyGraph } from './graph-builders.ts';

describe('createCompressedGraph', () => {
  it('puts every edge in the rows of both its ends, neighbours ascending', () => {
    const graph = aGraph(4, [
      [2, 0, 3],
      [0, 1, 2],
    ]);
    expect(Array.from(graph.offsets)).toEqual([0, 2, 3, 4, 4]);
    expect(Array.from(graph.targets)).toEqual([1, 2, 0, 0]);
    expect(Array.from(graph.weights)).toEqual([2, 3, 2, 3]);
    expect(Array.from(graph.strengths)).toEqual([5, 2, 3, 0]);
    expect(graph.totalStrength).toBe(10);
  });

  it('adds up parallel edges, whichever way round they are given', () => {
    const graph = aGraph(2, [
      [0, 1, 1],
      [1, 0, 2],
      [0, 1, 4],
    ]);
    expect(Array.from(graph.targets)).toEqual([1, 0]);
    expect(Array.from(graph.weights)).toEqual([7, 7]);
  });

  it('keeps self loops apart and counts them twice in strength', () => {
    const graph = aGraph(2, [
      [0, 0, 3],
      [0, 0, 1],
      [0, 1, 1],
    ]);
    expect(Array.from(graph.targets)).toEqual([1, 0]);
    expect(Array.from(graph.selfLoops)).toEqual([4, 0]);
    expect(Array.from(graph.strengths)).toEqual([9, 1]);
  });

  it('leaves out edges that weigh nothing', () => {
    expect(aGraph(2, [[0, 1, 0]]).targets.length).toBe(0);
  });

  it('is the same to the last bit whatever the order of the edges', () => {
    fc.assert(
      fc.property(anyGraph, fc.infiniteStream(fc.nat()), ({ nodeCount, edges }, random) => {
        const shuffled = edges
          .map((edge) => ({ edge, key: random.next().value as number }))
          .sort((left, right) => left.key - right.key)
          .map(({ edge: [a, b, weight], key }) =>
            key % 2 === 0 ? ([a, b, weight] as const) : ([b, a, weight] as const),
          );
        expect(aGraph(nodeCount, shuffled)).toEqual(aGraph(nodeCount, edges));
      }),
    );
  });

  it('refuses ends that are not nodes and weights that are not weights', () => {
    expect(() => aGraph(2, [[0, 2]])).toThrow(RangeError);
    expect(() => aGraph(2, [[-1, 0]])).toThrow(RangeError);
    expect(() => aGraph(2, [[0, 1, -1]])).toThrow(RangeError);
    expect(() => aGraph(2, [[0, 1, Number.NaN]])).toThrow(RangeError);
    expect(() => createCompressedGraph(2, [0], [1, 0])).toThrow(RangeError);
  });
});

describe('connectedComponents', () => {
  it('numbers components by their smallest node', () => {
    const components = connectedComponents(
      aGraph(6, [
        [0, 4],
        [1, 2],
        [4, 5],
      ]),
    );
    expect(components.count).toBe(3);
    expect(Array.from(components.labels)).toEqual([0, 1, 1, 2, 0, 0]);
    expect(Array.from(components.sizes)).toEqual([3, 2, 1]);
  });
});

describe('subgraph', () => {
  it('keeps the members, the edges among them and their self loops', () => {
    const graph = aGraph(5, [
      [0, 1],
      [1, 3, 2],
      [3, 4, 5],
      [3, 3, 7],
    ]);
    expect(subgraph(graph, Int32Array.of(1, 3))).toEqual(
      aGraph(2, [
        [0, 1, 2],
        [1, 1, 7],
      ]),
    );
  });

  it('leaves its scratch as it was', () => {
    const places = new Int32Array(5).fill(-1);
    subgraph(aGraph(5, [[0, 1]]), Int32Array.of(0, 1), places);
    expect(Array.from(places)).toEqual([-1, -1, -1, -1, -1]);
  });
});
