import fc from 'fast-check';
import { type CompressedGraph, createCompressedGraph } from '../../../algorithms/compressed-graph.ts';

/** An edge as tests write it: two nodes, and a weight of 1 unless given. */
export type Edge = readonly [number, number, number?];

/** Builds a graph from a list of edges. */
export function aGraph(nodeCount: number, edges: readonly Edge[]): CompressedGraph {
  return createCompressedGraph(
    nodeCount,
    edges.map(([source]) => source),
    edges.map(([, target]) => target),
    edges.map(([, , weight]) => weight ?? 1),
  );
}

/** Every pair of the nodes from `first` to `last`. */
export function clique(first: number, last: number): Edge[] {
  const edges: Edge[] = [];
  for (let a = first; a <= last; a++) for (let b = a + 1; b <= last; b++) edges.push([a, b]);
  return edges;
}

/** Small graphs of all kinds: sparse, dense, with parallel edges, self loops and isolated nodes. */
export const anyGraph = fc.integer({ min: 1, max: 40 }).chain((nodeCount) => {
  const node = fc.nat(nodeCount - 1);
  const weight = fc.oneof(fc.constant(1), fc.double({ min: 0.01, max: 9, noNaN: true }));
  return fc.record({
    nodeCount: fc.constant(nodeCount),
    edges: fc.array(fc.tuple(node, node, weight), { maxLength: 120 }),
  });
});

/** Whether `members` hang together by edges among themselves. */
export function isConnected(graph: CompressedGraph, members: Iterable<number>): boolean {
  const inside = new Set(members);
  const [first] = inside;
  if (first === undefined) return true;
  const reached = new Set([first]);
  for (const node of reached) {
    for (const other of graph.targets.subarray(graph.offsets[node]!, graph.offsets[node + 1]!)) {
      if (inside.has(other)) reached.add(other);
    }
  }
  return reached.size === inside.size;
}

/** The members of each label. */
export function membersByLabel(labels: Int32Array): number[][] {
  const lists: number[][] = [];
  labels.forEach((label, node) => {
    lists[label] ??= [];
    lists[label].push(node);
  });
  return lists;
}
