import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CompressedGraph } from '../../../algorithms/compressed-graph.ts';
import { createPageRank } from '../../../algorithms/personalized-pagerank.ts';
import { aGraph, anyGraph } from './graph-builders.ts';

/** The same by following all walks for a long time. */
function byPowerIteration(graph: CompressedGraph, start: Float64Array, damping: number): Float64Array {
  let scores = start;
  for (let step = 0; step < 200; step++) {
    const next = start.map((share) => (1 - damping) * share);
    for (let node = 0; node < graph.nodeCount; node++) {
      if (graph.strengths[node] === 0) {
        next[node]! += damping * scores[node]!;
        continue;
      }
      const spread = (damping * scores[node]!) / graph.strengths[node]!;
      next[node]! += spread * 2 * graph.selfLoops[node]!;
      for (let arc = graph.offsets[node]!; arc < graph.offsets[node + 1]!; arc++) {
        next[graph.targets[arc]!]! += spread * graph.weights[arc]!;
      }
    }
    scores = next;
  }
  return scores;
}

function dense(
  nodeCount: number,
  { nodes, scores }: { nodes: Int32Array; scores: Float64Array },
): Float64Array {
  const result = new Float64Array(nodeCount);
  nodes.forEach((node, index) => {
    result[node] = scores[index]!;
  });
  return result;
}

describe('createPageRank', () => {
  it('comes close to power iteration on any graph, with any damping', () => {
    fc.assert(
      fc.property(
        anyGraph,
        fc.double({ min: 0, max: 0.9, noNaN: true }),
        fc.nat(),
        ({ nodeCount, edges }, damping, at) => {
          const graph = aGraph(nodeCount, edges);
          const seeds = [at % nodeCount, (at * 7 + 3) % nodeCount];
          const start = new Float64Array(nodeCount);
          start[seeds[0]!]! += 0.75;
          start[seeds[1]!]! += 0.25;
          const pushed = createPageRank(graph).rank(seeds, [3, 1], { damping, epsilon: 1e-10 });
          const wanted = byPowerIteration(graph, start, damping);
          dense(nodeCount, pushed).forEach((score, node) => {
            expect(score).toBeCloseTo(wanted[node]!, 6);
          });
        },
      ),
      { numRuns: 60 },
    );
  });

  it('follows heavy edges more than light ones', () => {
    const graph = aGraph(3, [
      [0, 1, 9],
      [0, 2, 1],
    ]);
    const scores = dense(3, createPageRank(graph).rank([0]));
    expect(scores[1]! / scores[2]!).toBeCloseTo(9, 1);
  });

  it('reaches nodes only in the component of a seed, best first', () => {
    const graph = aGraph(5, [
      [0, 1],
      [1, 2],
      [3, 4],
    ]);
    const { nodes, scores } = createPageRank(graph).rank([1]);
    expect(Array.from(nodes)).toEqual([1, 0, 2]);
    expect(Array.from(scores)).toEqual(Array.from(scores).toSorted((left, right) => right - left));
  });

  it('answers a question the same after another one', () => {
    const graph = aGraph(6, [
      [0, 1],
      [1, 2],
      [2, 3],
      [3, 4],
      [4, 5],
    ]);
    const once = createPageRank(graph).rank([2]);
    const pageRank = createPageRank(graph);
    pageRank.rank([5, 0]);
    expect(pageRank.rank([2])).toEqual(once);
  });

  it('gives all to an isolated seed and nothing without a seed', () => {
    const pageRank = createPageRank(aGraph(3, [[0, 1]]));
    expect(pageRank.rank([2])).toEqual({ nodes: Int32Array.of(2), scores: Float64Array.of(1) });
    expect(pageRank.rank([]).nodes).toHaveLength(0);
    expect(pageRank.rank([0], [0]).nodes).toHaveLength(0);
  });

  it('touches less the larger epsilon is', () => {
    const path = aGraph(
      200,
      Array.from({ length: 199 }, (_, node) => [node, node + 1] as const),
    );
    const reached = (epsilon: number) =>
      createPageRank(path).rank([100], undefined, { epsilon }).nodes.length;
    expect(reached(1e-2)).toBeLessThan(reached(1e-6));
    expect(reached(1e-6)).toBeLessThan(200);
  });

  it('refuses seeds that are not nodes, and goes on working', () => {
    const pageRank = createPageRank(aGraph(2, [[0, 1]]));
    expect(() => pageRank.rank([0, 2])).toThrow(RangeError);
    expect(() => pageRank.rank([0], [Number.NaN])).toThrow(RangeError);
    expect(pageRank.rank([0]).nodes[0]).toBe(0);
  });
});
