import type { CompressedGraph } from '../compressed-graph.ts';
import type { LevelGraph } from './workspace.ts';

/** Below this many nodes everything fits the processor's cache and renumbering gains nothing. */
const WORTH_IT = 20_000;

/** A graph whose neighbours lie close together in memory, and which node of the original each of its nodes is. */
export interface LocalGraph {
  readonly graph: LevelGraph;
  /** Null when the graph was left as it is. */
  readonly original: Int32Array | null;
}

/** Renumbers a large graph depth first: Leiden then reads memory in runs, a fifth to a third faster on a million edges. */
export function localise(graph: CompressedGraph): LocalGraph {
  if (graph.nodeCount < WORTH_IT) return { graph, original: null };
  const { nodeCount, offsets, targets, weights, strengths } = graph;
  const original = depthFirstOrder(graph);
  const place = new Int32Array(nodeCount);
  for (let index = 0; index < nodeCount; index++) place[original[index]!] = index;
  const local: LevelGraph = {
    nodeCount,
    offsets: new Int32Array(nodeCount + 1),
    targets: new Int32Array(targets.length),
    weights: new Float64Array(weights.length),
    strengths: new Float64Array(nodeCount),
  };
  let next = 0;
  for (let index = 0; index < nodeCount; index++) {
    const node = original[index]!;
    local.strengths[index] = strengths[node]!;
    for (let arc = offsets[node]!; arc < offsets[node + 1]!; arc++) {
      local.targets[next] = place[targets[arc]!]!;
      local.weights[next++] = weights[arc]!;
    }
    local.offsets[index + 1] = next;
  }
  return { graph: local, original };
}

function depthFirstOrder({ nodeCount, offsets, targets }: CompressedGraph): Int32Array {
  const order = new Int32Array(nodeCount);
  const seen = new Uint8Array(nodeCount);
  // A node may wait on the stack once for each of its edges.
  const stack = new Int32Array(targets.length + 1);
  let next = 0;
  for (let start = 0; start < nodeCount; start++) {
    if (seen[start] === 1) continue;
    stack[0] = start;
    for (let height = 1; height > 0; ) {
      const node = stack[--height]!;
      if (seen[node] === 1) continue;
      seen[node] = 1;
      order[next++] = node;
      for (let arc = offsets[node]!; arc < offsets[node + 1]!; arc++) {
        if (seen[targets[arc]!] === 0) stack[height++] = targets[arc]!;
      }
    }
  }
  return order;
}
