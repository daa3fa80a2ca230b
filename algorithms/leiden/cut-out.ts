import { type LevelGraph, levelGraph, type Workspace } from './workspace.ts';

/** Pooled graphs 0 and 1 belong to aggregation. */
const CUT_OUT = 2;

/**
 * The graph of `members` and the edges among them. Strengths count inner edges only, so resolution is relative to the part's own weight.
 *
 * @param places scratch, one entry a node, all 0, and left so
 * @returns a pooled graph, good until the next call; `graph` itself when all its nodes are members
 */
export function cutOut(
  graph: LevelGraph,
  members: Int32Array,
  places: Int32Array,
  workspace: Workspace,
): LevelGraph {
  if (members.length === graph.nodeCount) return graph;
  const { offsets, targets, weights } = graph;
  let capacity = 0;
  for (let index = 0; index < members.length; index++) {
    const node = members[index]!;
    places[node] = index + 1;
    capacity += offsets[node + 1]! - offsets[node]!;
  }
  const part = levelGraph(workspace, CUT_OUT, members.length, capacity);
  let arcs = 0;
  part.offsets[0] = 0;
  for (let index = 0; index < members.length; index++) {
    const node = members[index]!;
    let strength = 0;
    for (let arc = offsets[node]!; arc < offsets[node + 1]!; arc++) {
      const place = places[targets[arc]!]!;
      if (place === 0) continue;
      part.targets[arcs] = place - 1;
      part.weights[arcs++] = weights[arc]!;
      strength += weights[arc]!;
    }
    part.strengths[index] = strength;
    part.offsets[index + 1] = arcs;
  }
  for (let index = 0; index < members.length; index++) places[members[index]!] = 0;
  return part;
}
