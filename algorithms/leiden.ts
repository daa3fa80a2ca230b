import type { CompressedGraph } from './compressed-graph.ts';
import { localise } from './leiden/localise.ts';
import { DEFAULT_SETTLE_OPTIONS, type SettleOptions, settle } from './leiden/settle.ts';
import { createWorkspace } from './leiden/workspace.ts';
import { modularity } from './modularity.ts';

export interface LeidenOptions {
  /** Equal seeds give equal labels; 42 when absent. */
  seed?: number;
  /** Above 1 gives more and smaller communities; 1 when absent. */
  resolution?: number;
  /** How freely refinement chooses among nearly equal gains, in mean edge weights; 0.01 when absent. */
  randomness?: number;
  /** Most iterations; 10 when absent. */
  maxIterations?: number;
  /** Stops after an iteration that raised modularity by less; 0.003 when absent. */
  settledBelow?: number;
  /**
   * Old community of each node, -1 for a new node. Old communities stay (less what fell apart) and new nodes join them, unless starting
   * from there raises modularity by more than `keepWithin`.
   */
  initial?: Int32Array;
  /** Modularity given up at most for keeping `initial`; 0.005 when absent. */
  keepWithin?: number;
}

export interface LeidenResult {
  /** Community of each node, 0 to `communityCount - 1`, numbered by first appearance. An isolated node is one of its own. */
  readonly labels: Int32Array;
  readonly communityCount: number;
  readonly modularity: number;
}

/**
 * Finds communities by modularity; each is connected. Same graph, options and seed give the same labels on every machine: decisions rest
 * on additions, multiplications and comparisons only.
 *
 * @throws RangeError when `initial` has not one entry for each node
 * @see Traag, Waltman, van Eck 2019, "From Louvain to Leiden: guaranteeing well-connected communities"
 */
export function leiden(graph: CompressedGraph, options: LeidenOptions = {}): LeidenResult {
  const { nodeCount } = graph;
  const { initial } = options;
  if (initial && initial.length !== nodeCount) {
    throw new RangeError(`initial has ${initial.length} labels; the graph has ${nodeCount} nodes`);
  }
  const local = localise(graph);
  const { original } = local;
  const start = initial && original ? Int32Array.from(original, (node) => initial[node]!) : initial;
  const found = new Int32Array(nodeCount);
  const settings = settleOptions(options);
  settle(local.graph, start ?? null, found, settings, createWorkspace(nodeCount));
  const labels = new Int32Array(nodeCount);
  for (let index = 0; index < nodeCount; index++) labels[original ? original[index]! : index] = found[index]!;
  const communityCount = renumberByAppearance(labels);
  return { labels, communityCount, modularity: modularity(graph, labels, settings.resolution) };
}

/** The defaults, overridden by what is given. */
export function settleOptions(options: LeidenOptions): SettleOptions {
  const defaults = DEFAULT_SETTLE_OPTIONS;
  return {
    seed: options.seed ?? defaults.seed,
    resolution: options.resolution ?? defaults.resolution,
    randomness: options.randomness ?? defaults.randomness,
    maxIterations: options.maxIterations ?? defaults.maxIterations,
    settledBelow: options.settledBelow ?? defaults.settledBelow,
    keepWithin: options.keepWithin ?? defaults.keepWithin,
  };
}

function renumberByAppearance(labels: Int32Array): number {
  const numbers = new Int32Array(labels.length).fill(-1);
  let count = 0;
  for (let node = 0; node < labels.length; node++) {
    const label = labels[node]!;
    if (numbers[label]! < 0) numbers[label] = count++;
    labels[node] = numbers[label]!;
  }
  return count;
}
