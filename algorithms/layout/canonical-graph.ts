import { type CompressedGraph, createCompressedGraph } from '../compressed-graph.ts';
import { type Components, connectedComponents } from '../connected-components.ts';
import { hashText } from '../hash.ts';
import type { LayoutCommunity, LayoutInput } from './layout-types.ts';

/** Links of a set of discs: parallel arrays, each pair once. */
export interface Links {
  readonly sources: Int32Array;
  readonly targets: Int32Array;
  readonly weights: Float64Array;
}

/** The input in an order that depends on ids only, so that sums come out the same whatever order it arrived in. */
export interface CanonicalGraph {
  readonly nodeCount: number;
  /** Index in the input of each node. */
  readonly inputIndex: Int32Array;
  readonly ids: readonly string[];
  /** Hash of each id. */
  readonly keys: Uint32Array;
  readonly ranks: Float64Array;
  readonly graph: CompressedGraph;
  /** Each edge once, weights pressed together: a link of a hundred sentences pulls about twice as hard as one of one. */
  readonly links: Links;
  /** Number of neighbours of each node. */
  readonly degrees: Float64Array;
  readonly components: Components;
  /** Communities by level, then id; `parent` points into this list, `members` to nodes. */
  readonly communities: readonly LayoutCommunity[];
}

/** Sorts entities by id and communities by level and id, and merges parallel edges. */
export function canonicalGraph(input: LayoutInput): CanonicalGraph {
  const { entityIds, edges } = input;
  const nodeCount = entityIds.length;
  const order = Array.from(entityIds.keys()).sort((left, right) =>
    compare(entityIds[left]!, entityIds[right]!),
  );
  const place = new Int32Array(nodeCount);
  order.forEach((index, node) => {
    place[index] = node;
  });
  const toNode = (index: number): number => {
    if (!(index >= 0 && index < nodeCount)) {
      throw new RangeError(`A link names entity ${index}; entities are 0 to ${nodeCount - 1}`);
    }
    return place[index]!;
  };
  const graph = createCompressedGraph(
    nodeCount,
    Int32Array.from(edges.sources, toNode),
    Int32Array.from(edges.targets, toNode),
    edges.weights,
  );
  return {
    nodeCount,
    inputIndex: Int32Array.from(order),
    ids: order.map((index) => entityIds[index]!),
    keys: Uint32Array.from(order, (index) => hashText(entityIds[index]!)),
    ranks: Float64Array.from(order, (index) => input.ranks[index]!),
    graph,
    links: pressedLinks(graph),
    degrees: Float64Array.from(
      { length: nodeCount },
      (_, node) => graph.offsets[node + 1]! - graph.offsets[node]!,
    ),
    components: connectedComponents(graph),
    communities: sortCommunities(input.communities, place),
  };
}

/** Where each community of the input stands in the sorted list. */
export function communityOrder(communities: readonly LayoutCommunity[]): number[] {
  return Array.from(communities.keys()).sort((left, right) => {
    const a = communities[left]!;
    const b = communities[right]!;
    return a.level - b.level || compare(a.id, b.id);
  });
}

function sortCommunities(communities: readonly LayoutCommunity[], place: Int32Array): LayoutCommunity[] {
  const order = communityOrder(communities);
  const newIndex = new Int32Array(communities.length);
  order.forEach((index, next) => {
    newIndex[index] = next;
  });
  return order.map((index) => {
    const { id, level, parent, members } = communities[index]!;
    return {
      id,
      level,
      parent: parent < 0 ? -1 : newIndex[parent]!,
      members: Int32Array.from(members, (member) => place[member]!).sort(),
    };
  });
}

function pressedLinks({ nodeCount, offsets, targets, weights }: CompressedGraph): Links {
  const count = targets.length / 2;
  const links = {
    sources: new Int32Array(count),
    targets: new Int32Array(count),
    weights: new Float64Array(count),
  };
  let next = 0;
  for (let node = 0; node < nodeCount; node++) {
    for (let arc = offsets[node]!; arc < offsets[node + 1]!; arc++) {
      if (targets[arc]! < node) continue;
      links.sources[next] = node;
      links.targets[next] = targets[arc]!;
      links.weights[next++] = 0.6 + 0.25 * Math.log2(1 + weights[arc]!);
    }
  }
  return links;
}

function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
