import { aggregate } from './aggregate.ts';
import { moveNodes } from './move-nodes.ts';
import { refine } from './refine.ts';
import { splitDisconnected } from './split-disconnected.ts';
import { type LevelGraph, type Run, renumber, type Workspace } from './workspace.ts';

/**
 * One whole iteration of Leiden: move nodes, refine, aggregate the refined parts and go on from the macro communities, until a level has
 * nothing left to merge. Disconnected communities are split at the end.
 *
 * @param labels community of each node, below `graph.nodeCount`; changed in place, renumbered by first appearance
 * @returns how many communities there are
 */
export function improve(graph: LevelGraph, labels: Int32Array, run: Run): number {
  const { workspace } = run;
  const { macro, refined, place, numbers } = workspace;
  const firstCount = graph.nodeCount;
  moveNodes(graph, labels, run);
  renumber(labels, firstCount, numbers);
  for (let node = 0; node < firstCount; node++) macro[node] = labels[node]!;

  let level = graph;
  for (let depth = 0; ; depth++) {
    const macroCount = renumber(macro, level.nodeCount, numbers);
    if (macroCount === level.nodeCount) break;
    refine(level, macro, macroCount, refined, run);
    const partCount = renumber(refined, level.nodeCount, numbers);
    if (partCount === level.nodeCount) break;
    const next = aggregate(level, refined, partCount, depth % 2, workspace);
    climb(firstCount, depth, level.nodeCount, workspace);
    level = next;
    const moves = moveNodes(level, macro, run);
    if (moves === 0) break;
    for (let node = 0; node < firstCount; node++) labels[node] = macro[place[node]!]!;
  }
  renumber(labels, firstCount, numbers);
  return splitDisconnected(graph, labels, workspace);
}

/** Points every first-level node to its part, and gives each part the macro community of its nodes. */
function climb(firstCount: number, depth: number, nodeCount: number, workspace: Workspace): void {
  const { macro, refined, nextMacro, place } = workspace;
  for (let node = 0; node < nodeCount; node++) nextMacro[refined[node]!] = macro[node]!;
  if (depth === 0) {
    for (let node = 0; node < nodeCount; node++) place[node] = refined[node]!;
  } else {
    for (let node = 0; node < firstCount; node++) place[node] = refined[place[node]!]!;
  }
  for (let node = 0; node < nodeCount; node++) macro[node] = nextMacro[node]!;
}
