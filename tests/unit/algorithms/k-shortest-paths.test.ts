import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CompressedGraph } from '../../../algorithms/compressed-graph.ts';
import { kShortestPaths } from '../../../algorithms/k-shortest-paths.ts';
import { aGraph, type Edge } from './graph-builders.ts';

/** Costs of all paths without loops, ascending, by trying every one. */
function allCosts(graph: CompressedGraph, source: number, target: number): number[] {
  const costs: number[] = [];
  const walk = (node: number, seen: readonly number[], cost: number): void => {
    if (node === target) {
      costs.push(cost);
      return;
    }
    for (let arc = graph.offsets[node]!; arc < graph.offsets[node + 1]!; arc++) {
      const other = graph.targets[arc]!;
      if (!seen.includes(other)) walk(other, [...seen, other], cost + graph.weights[arc]!);
    }
  };
  walk(source, [source], 0);
  return costs.sort((left, right) => left - right);
}

describe('kShortestPaths', () => {
  const diamond: Edge[] = [
    [0, 1, 1],
    [1, 3, 1],
    [0, 2, 2],
    [2, 3, 2],
    [1, 2, 1],
  ];

  it('gives the cheapest paths first', () => {
    const graph = aGraph(4, diamond);
    const paths = kShortestPaths(graph, 0, 3, 10, (arc) => graph.weights[arc]!);
    expect(paths.map(({ nodes }) => nodes)).toEqual([
      [0, 1, 3],
      [0, 2, 3],
      [0, 1, 2, 3],
      [0, 2, 1, 3],
    ]);
    expect(paths.map(({ cost }) => cost)).toEqual([2, 4, 4, 4]);
    expect(paths[1]!.costs).toEqual([2, 2]);
  });

  it('counts steps when no cost is given', () => {
    expect(kShortestPaths(aGraph(4, diamond), 0, 3, 1)[0]!.cost).toBe(2);
  });

  it('gives one node for a path to itself, none between components', () => {
    const graph = aGraph(3, [[0, 1]]);
    expect(kShortestPaths(graph, 1, 1, 3)).toEqual([{ nodes: [1], costs: [], cost: 0 }]);
    expect(kShortestPaths(graph, 0, 2, 3)).toEqual([]);
    expect(kShortestPaths(graph, 0, 1, 0)).toEqual([]);
  });

  it('finds exactly the cheapest of all paths, each once, without loops', () => {
    const edges = fc.array(fc.tuple(fc.nat(6), fc.nat(6), fc.integer({ min: 1, max: 9 })), { maxLength: 18 });
    fc.assert(
      fc.property(edges, fc.integer({ min: 1, max: 12 }), (list, count) => {
        const graph = aGraph(7, list);
        const paths = kShortestPaths(graph, 0, 6, count, (arc) => graph.weights[arc]!);
        expect(paths.map(({ cost }) => cost)).toEqual(allCosts(graph, 0, 6).slice(0, count));
        for (const { nodes } of paths) expect(new Set(nodes).size).toBe(nodes.length);
        expect(new Set(paths.map(({ nodes }) => nodes.join())).size).toBe(paths.length);
      }),
    );
  });

  it('refuses ends that are not nodes', () => {
    expect(() => kShortestPaths(aGraph(2, []), 0, 2, 1)).toThrow(RangeError);
  });
});
