import type { CompressedGraph } from './compressed-graph.ts';

/** What `connectedComponents` found: labels 0 to `count - 1`, numbered by their smallest node. */
export interface Components {
  readonly count: number;
  /** Component of each node. */
  readonly labels: Int32Array;
  /** Number of nodes of each component. */
  readonly sizes: Int32Array;
}

/** Finds which nodes hang together. An isolated node is a component of its own. */
export function connectedComponents(graph: CompressedGraph): Components {
  const { nodeCount, offsets, targets } = graph;
  const labels = new Int32Array(nodeCount).fill(-1);
  const sizes = new Int32Array(nodeCount);
  const stack = new Int32Array(nodeCount);
  let count = 0;
  for (let start = 0; start < nodeCount; start++) {
    if (labels[start]! >= 0) continue;
    labels[start] = count;
    stack[0] = start;
    let size = 0;
    for (let height = 1; height > 0; ) {
      const node = stack[--height]!;
      size++;
      for (let arc = offsets[node]!; arc < offsets[node + 1]!; arc++) {
        const other = targets[arc]!;
        if (labels[other]! >= 0) continue;
        labels[other] = count;
        stack[height++] = other;
      }
    }
    sizes[count++] = size;
  }
  return { count, labels, sizes: sizes.slice(0, count) };
}
