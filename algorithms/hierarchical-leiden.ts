import type { CompressedGraph } from './compressed-graph.ts';
import { cutOut } from './leiden/cut-out.ts';
import { localise } from './leiden/localise.ts';
import { oldLabels } from './leiden/old-labels.ts';
import { settle } from './leiden/settle.ts';
import { createWorkspace } from './leiden/workspace.ts';
import { type LeidenOptions, settleOptions } from './leiden.ts';

export interface HierarchicalLeidenOptions extends Omit<LeidenOptions, 'initial'> {
  /** Communities of at least this many members are clustered again; 10 when absent. */
  maxSize?: number;
  /**
   * Old community of each node on each level: `previous[level][node]`, -1 where it had none. Numbers only matter within one level.
   * Communities then stay what they were as far as `keepWithin` allows.
   */
  previous?: readonly Int32Array[];
}

export interface HierarchicalCommunity {
  /** 0 is the coarsest. */
  readonly level: number;
  /** Index of the community it was cut out of, always smaller than its own; -1 on level 0. */
  readonly parent: number;
  /** Nodes, ascending. */
  readonly members: Int32Array;
}

/**
 * A hierarchy of communities: level 0 partitions the whole graph, and every community of `maxSize` members or more is cut out, with its
 * inner edges only, and partitioned again, level by level, until it does not split. So leaves lie on any level, and a leaf may be larger
 * than `maxSize`. Every component is clustered; nodes without an edge are in no community. All communities are connected.
 *
 * @returns communities by level, then in the order of their parents, then of their smallest member
 * @throws RangeError when a level of `previous` has not one entry for each node
 */
export function hierarchicalLeiden(
  graph: CompressedGraph,
  options: HierarchicalLeidenOptions = {},
): HierarchicalCommunity[] {
  const { maxSize = 10, previous = [] } = options;
  for (const level of previous) {
    if (level.length !== graph.nodeCount) {
      throw new RangeError(
        `A previous level has ${level.length} labels; the graph has ${graph.nodeCount} nodes`,
      );
    }
  }
  const local = localise(graph);
  const { original } = local;
  const workspace = createWorkspace(graph.nodeCount);
  const places = new Int32Array(graph.nodeCount);
  const old = previous.map((labels) => oldLabels(labels, original));
  const settings = settleOptions(options);

  const drafts: Draft[] = [];
  let frontier: Draft[] = [{ level: -1, parent: -1, index: -1, members: clusteredNodes(graph, original) }];
  while (frontier.length > 0) {
    const next: Draft[] = [];
    for (const whole of frontier) {
      const level = whole.level + 1;
      const part = cutOut(local.graph, whole.members, places, workspace);
      const labels = new Int32Array(whole.members.length);
      const count = settle(part, old[level]?.within(whole.members) ?? null, labels, settings, workspace);
      // A community that stays whole is a leaf; but every component is a community of level 0, split or not.
      if (count === 1 && level > 0) continue;
      for (const members of collect(whole.members, labels, count, original)) {
        const draft = { level, parent: whole.index, index: drafts.length, members };
        drafts.push(draft);
        if (members.length >= maxSize) next.push(draft);
      }
    }
    frontier = next;
  }
  return drafts.map(({ level, parent, members }) => ({
    level,
    parent,
    members: toOriginal(members, original),
  }));
}

/** A community while the hierarchy grows; members are nodes of the local graph. */
interface Draft {
  readonly level: number;
  readonly parent: number;
  readonly index: number;
  readonly members: Int32Array;
}

/** Nodes of the local graph that have an edge, a self loop counting as one. */
function clusteredNodes(graph: CompressedGraph, original: Int32Array | null): Int32Array {
  const nodes = new Int32Array(graph.nodeCount);
  let count = 0;
  for (let index = 0; index < graph.nodeCount; index++) {
    if (graph.strengths[original ? original[index]! : index]! > 0) nodes[count++] = index;
  }
  return nodes.slice(0, count);
}

/** The members of each label, in the order of the smallest node of the original graph. */
function collect(
  members: Int32Array,
  labels: Int32Array,
  count: number,
  original: Int32Array | null,
): Int32Array[] {
  const sizes = new Int32Array(count);
  for (const label of labels) sizes[label]!++;
  const lists = Array.from(sizes, (size) => new Int32Array(size));
  const smallest = new Int32Array(count).fill(0x7fffffff);
  sizes.fill(0);
  for (let index = 0; index < members.length; index++) {
    const label = labels[index]!;
    const node = members[index]!;
    lists[label]![sizes[label]!++] = node;
    smallest[label] = Math.min(smallest[label]!, original ? original[node]! : node);
  }
  if (!original) return lists;
  const order = Array.from(sizes.keys()).sort((left, right) => smallest[left]! - smallest[right]!);
  return order.map((label) => lists[label]!);
}

function toOriginal(members: Int32Array, original: Int32Array | null): Int32Array {
  return original ? members.map((node) => original[node]!).sort() : members;
}
