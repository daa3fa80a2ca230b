import { createCompressedGraph } from '../algorithms/compressed-graph.ts';
import { hierarchicalLeiden } from '../algorithms/hierarchical-leiden.ts';
import type { Layout, LayoutCommunity, LayoutInput } from '../algorithms/layout/layout-types.ts';

/** What a layout case is made of. */
export interface GraphOfNames {
  readonly names: readonly string[];
  readonly sources: Int32Array;
  readonly targets: Int32Array;
  readonly weights: Float64Array;
}

/**
 * Clusters a graph and makes of it what the layout takes; ranks are strengths, and a community bears the name of its strongest member.
 *
 * @param previous old community of each node by level, for a clustering that starts from it
 */
export function layoutCase(graph: GraphOfNames, previous?: readonly Int32Array[]): LayoutInput {
  const { names, sources, targets, weights } = graph;
  const compressed = createCompressedGraph(names.length, sources, targets, weights);
  const found = hierarchicalLeiden(compressed, previous ? { previous } : {});
  const communities = found.map(({ level, parent, members }): LayoutCommunity => {
    const strongest = members.reduce((best, member) =>
      compressed.strengths[member]! > compressed.strengths[best]! ? member : best,
    );
    return { id: `${level} ${names[strongest]}`, level, parent, members };
  });
  return { entityIds: names, ranks: compressed.strengths, edges: { sources, targets, weights }, communities };
}

/** Level-0 community of each entity, -1 on the belt. */
export function regionsOf(input: LayoutInput, layout: Layout): Int32Array {
  const regions = new Int32Array(input.entityIds.length).fill(-1);
  input.communities.forEach(({ level, members }, index) => {
    if (level > 0) return;
    for (const member of members as Int32Array) if (layout.belt[member] === 0) regions[member] = index;
  });
  return regions;
}

/** Old community of each node by level, as `hierarchicalLeiden` takes it. */
export function labelsByLevel(
  nodeCount: number,
  communities: readonly Omit<LayoutCommunity, 'id'>[],
): Int32Array[] {
  const levels: Int32Array[] = [];
  communities.forEach(({ level, members }, index) => {
    levels[level] ??= new Int32Array(nodeCount).fill(-1);
    for (const member of members as Int32Array) levels[level]![member] = index;
  });
  return levels;
}
