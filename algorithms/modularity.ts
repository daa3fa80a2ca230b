import type { CompressedGraph } from './compressed-graph.ts';

/**
 * Modularity of a partition: the share of weight inside communities, less what chance would put there. -0.5 to 1; 0 without edges.
 *
 * @param labels community of each node, 0 to `nodeCount - 1`
 * @see Newman, Girvan 2004; Reichardt, Bornholdt 2006 for `resolution`
 */
export function modularity(graph: CompressedGraph, labels: Int32Array, resolution = 1): number {
  const { nodeCount, offsets, targets, weights, selfLoops, strengths, totalStrength } = graph;
  if (totalStrength === 0) return 0;
  const communityStrength = new Float64Array(nodeCount);
  let inside = 0;
  for (let node = 0; node < nodeCount; node++) {
    const label = labels[node]!;
    communityStrength[label]! += strengths[node]!;
    inside += 2 * selfLoops[node]!;
    for (let arc = offsets[node]!; arc < offsets[node + 1]!; arc++) {
      if (labels[targets[arc]!] === label) inside += weights[arc]!;
    }
  }
  let expected = 0;
  for (let label = 0; label < nodeCount; label++) {
    const share = communityStrength[label]! / totalStrength;
    expected += share * share;
  }
  return inside / totalStrength - resolution * expected;
}
