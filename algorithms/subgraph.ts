import { type CompressedGraph, withStrengths } from './compressed-graph.ts';

/**
 * The graph of `members` and the edges among them; node `i` of the result is `members[i]`.
 *
 * @param members distinct nodes; ascending keeps rows sorted
 * @param places scratch of at least `nodeCount` entries, all -1, and left so; made when absent
 */
export function subgraph(
  graph: CompressedGraph,
  members: Int32Array,
  places: Int32Array = new Int32Array(graph.nodeCount).fill(-1),
): CompressedGraph {
  const nodeCount = members.length;
  for (let index = 0; index < nodeCount; index++) places[members[index]!] = index;
  const offsets = new Int32Array(nodeCount + 1);
  let arcs = 0;
  for (let index = 0; index < nodeCount; index++) {
    const node = members[index]!;
    for (let arc = graph.offsets[node]!; arc < graph.offsets[node + 1]!; arc++) {
      if (places[graph.targets[arc]!]! >= 0) arcs++;
    }
    offsets[index + 1] = arcs;
  }
  const targets = new Int32Array(arcs);
  const weights = new Float64Array(arcs);
  const selfLoops = new Float64Array(nodeCount);
  arcs = 0;
  for (let index = 0; index < nodeCount; index++) {
    const node = members[index]!;
    selfLoops[index] = graph.selfLoops[node]!;
    for (let arc = graph.offsets[node]!; arc < graph.offsets[node + 1]!; arc++) {
      const place = places[graph.targets[arc]!]!;
      if (place < 0) continue;
      targets[arcs] = place;
      weights[arcs++] = graph.weights[arc]!;
    }
  }
  for (let index = 0; index < nodeCount; index++) places[members[index]!] = -1;
  return withStrengths(nodeCount, { offsets, targets, weights }, selfLoops);
}
