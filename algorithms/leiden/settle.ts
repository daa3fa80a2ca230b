import { createRandom } from '../random.ts';
import { improve } from './improve.ts';
import { moveNodes } from './move-nodes.ts';
import { splitDisconnected } from './split-disconnected.ts';
import type { LevelGraph, Run, Workspace } from './workspace.ts';

/** What the iterations go by; `leiden` documents each. */
export interface SettleOptions {
  readonly seed: number;
  readonly resolution: number;
  readonly randomness: number;
  readonly maxIterations: number;
  readonly settledBelow: number;
  readonly keepWithin: number;
}

export const DEFAULT_SETTLE_OPTIONS: SettleOptions = {
  seed: 42,
  resolution: 1,
  randomness: 0.01,
  maxIterations: 10,
  settledBelow: 0.003,
  keepWithin: 0.005,
};

/**
 * Graphs below this many nodes run until nothing gains any more: that costs little, and a warm start from the result then finds exactly
 * nothing to do, so that communities of an unchanged graph stay. Larger graphs gain in smooth steps, and `keepWithin` sees to it.
 */
const SMALL = 1000;

/**
 * Runs Leiden on one graph until it settles.
 *
 * @param initial old community of each node, -1 where unknown; null to start with every node alone
 * @param labels receives the community of each node, 0 to the returned count - 1, by first appearance
 * @returns how many communities there are
 */
export function settle(
  graph: LevelGraph,
  initial: Int32Array | null,
  labels: Int32Array,
  options: SettleOptions,
  workspace: Workspace,
): number {
  const { nodeCount, offsets, strengths } = graph;
  let total = 0;
  for (let node = 0; node < nodeCount; node++) total += strengths[node]!;
  const arcs = offsets[nodeCount]!;
  if (arcs === 0) {
    for (let node = 0; node < nodeCount; node++) labels[node] = node;
    return nodeCount;
  }
  const run = (): Run => ({
    factor: options.resolution / total,
    tie: 1e-12 * total,
    randomness: (options.randomness * total) / arcs,
    random: createRandom(options.seed),
    workspace,
  });

  let count: number;
  let threshold = 0;
  if (initial) {
    count = place(graph, initial, labels, run());
    threshold = options.keepWithin;
  } else {
    for (let node = 0; node < nodeCount; node++) labels[node] = node;
    count = improve(graph, labels, run());
    if (count === 1) return 1;
  }
  const settledBelow = nodeCount < SMALL ? 0 : options.settledBelow;
  let quality = measure(graph, labels, count, run());
  for (let iteration = initial ? 0 : 1; iteration < options.maxIterations; iteration++) {
    const next = labels.slice(0, nodeCount);
    const nextCount = improve(graph, next, run());
    const gain = measure(graph, next, nextCount, run()) - quality;
    if (gain <= threshold) break;
    for (let node = 0; node < nodeCount; node++) labels[node] = next[node]!;
    count = nextCount;
    quality += gain;
    // Old communities are given up: now it is as if there had been none.
    threshold = 0;
    if (gain < settledBelow) break;
  }
  return count;
}

/**
 * Starts from old communities: what fell apart is split, and only nodes without one look for the best community to join, those too that
 * nothing ties to their old one any more.
 */
function place(graph: LevelGraph, initial: Int32Array, labels: Int32Array, run: Run): number {
  const { nodeCount } = graph;
  const movable = new Uint8Array(nodeCount);
  const numbers = new Map<number, number>();
  let next = 0;
  let unknown = 0;
  for (let node = 0; node < nodeCount; node++) {
    const old = isTied(graph, initial, node) ? initial[node]! : -1;
    let label = old < 0 ? undefined : numbers.get(old);
    if (label === undefined) {
      label = next++;
      if (old >= 0) numbers.set(old, label);
    }
    labels[node] = label;
    if (old < 0) {
      movable[node] = 1;
      unknown++;
    }
  }
  if (unknown > 0) moveNodes(graph, labels, run, movable);
  return splitDisconnected(graph, labels, run.workspace);
}

/** False when a node has neighbours, and none of them in its old community. */
function isTied({ offsets, targets }: LevelGraph, initial: Int32Array, node: number): boolean {
  const [start, end] = [offsets[node]!, offsets[node + 1]!];
  for (let arc = start; arc < end; arc++) if (initial[targets[arc]!] === initial[node]) return true;
  return start === end;
}

/** Modularity less its constant part, the weight of self loops: good to compare partitions of one graph. */
function measure(graph: LevelGraph, labels: Int32Array, count: number, run: Run): number {
  const { nodeCount, offsets, targets, weights, strengths } = graph;
  const { communityStrength } = run.workspace;
  communityStrength.fill(0, 0, count);
  let inside = 0;
  let total = 0;
  for (let node = 0; node < nodeCount; node++) {
    const label = labels[node]!;
    communityStrength[label]! += strengths[node]!;
    total += strengths[node]!;
    for (let arc = offsets[node]!; arc < offsets[node + 1]!; arc++) {
      if (labels[targets[arc]!] === label) inside += weights[arc]!;
    }
  }
  let expected = 0;
  for (let label = 0; label < count; label++) expected += communityStrength[label]! ** 2;
  return (inside - run.factor * expected) / total;
}
