import { groupByLabel } from './refine.ts';
import { type LevelGraph, levelGraph, type Workspace } from './workspace.ts';

/**
 * The graph whose nodes are the parts of `graph`: weights between two parts add up, weights inside one live on in its strength.
 *
 * @param parts part of each node, 0 to `partCount - 1`
 * @param level which pooled graph to write to; must not be the one `graph` is in
 */
export function aggregate(
  graph: LevelGraph,
  parts: Int32Array,
  partCount: number,
  level: number,
  workspace: Workspace,
): LevelGraph {
  const { nodeCount, offsets, targets, weights, strengths } = graph;
  const { grouped, groupStart, weightTo, touched } = workspace;
  groupByLabel(parts, nodeCount, partCount, workspace);
  const result = levelGraph(workspace, level, partCount, offsets[nodeCount]!);
  let arcs = 0;
  result.offsets[0] = 0;
  for (let part = 0; part < partCount; part++) {
    let strength = 0;
    let neighbours = 0;
    for (let index = groupStart[part]!; index < groupStart[part + 1]!; index++) {
      const node = grouped[index]!;
      strength += strengths[node]!;
      for (let arc = offsets[node]!; arc < offsets[node + 1]!; arc++) {
        const other = parts[targets[arc]!]!;
        if (other === part) continue;
        const known = weightTo[other]!;
        if (known === 0) touched[neighbours++] = other;
        weightTo[other] = known + weights[arc]!;
      }
    }
    for (let index = 0; index < neighbours; index++) {
      const other = touched[index]!;
      result.targets[arcs] = other;
      result.weights[arcs++] = weightTo[other]!;
      weightTo[other] = 0;
    }
    result.strengths[part] = strength;
    result.offsets[part + 1] = arcs;
  }
  return result;
}
