import type { LevelGraph, Workspace } from './workspace.ts';

/**
 * Makes every connected part of a community a community of its own; that never lowers modularity.
 *
 * @param labels community of each node; changed in place, renumbered by first appearance
 * @returns how many communities there are
 */
export function splitDisconnected(graph: LevelGraph, labels: Int32Array, workspace: Workspace): number {
  const { nodeCount, offsets, targets } = graph;
  const { queue: stack, numbers } = workspace;
  numbers.fill(-1, 0, nodeCount);
  let count = 0;
  for (let start = 0; start < nodeCount; start++) {
    if (numbers[start]! >= 0) continue;
    numbers[start] = count;
    stack[0] = start;
    const label = labels[start]!;
    for (let height = 1; height > 0; ) {
      const node = stack[--height]!;
      for (let arc = offsets[node]!; arc < offsets[node + 1]!; arc++) {
        const other = targets[arc]!;
        if (labels[other] !== label || numbers[other]! >= 0) continue;
        numbers[other] = count;
        stack[height++] = other;
      }
    }
    count++;
  }
  for (let node = 0; node < nodeCount; node++) labels[node] = numbers[node]!;
  return count;
}
