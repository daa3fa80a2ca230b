import type { CompressedGraph } from './compressed-graph.ts';
import { createIndexedHeap } from './indexed-heap.ts';

/** A path without loops. */
export interface Path {
  /** From source to target, both included; one node when they are the same. */
  readonly nodes: readonly number[];
  /** Cost of each step; one fewer than nodes. */
  readonly costs: readonly number[];
  /** Sum of `costs`. */
  readonly cost: number;
}

/** Cost of walking the edge at place `arc` of the graph's rows: above 0, and the same both ways. */
export type ArcCost = (arc: number, from: number, to: number) => number;

/** Finds cheapest paths to one target. */
export interface TargetedSearch {
  /**
   * @param closedNodes nodes that the path must not enter
   * @param closedSteps nodes that must not be its second
   * @returns null when there is no path
   */
  find(source: number, closedNodes: ReadonlySet<number>, closedSteps: ReadonlySet<number>): Path | null;
}

/**
 * Prepares searches for one target: distances to it are found once, outwards until `firstSource` is reached, and every search is then drawn
 * to the target by them. Closing nodes only makes ways longer, so they stay lower bounds and paths are the cheapest.
 *
 * @see Hart, Nilsson, Raphael 1968 for A*; Dijkstra 1959
 */
export function createTargetedSearch(
  graph: CompressedGraph,
  target: number,
  firstSource: number,
  cost: ArcCost,
): TargetedSearch {
  const { nodeCount, offsets, targets } = graph;
  const heap = createIndexedHeap(nodeCount);
  const { bounds, furthest } = distancesTo(graph, target, firstSource, cost);
  const lowerBound = (node: number): number => bounds.get(node) ?? furthest;

  return {
    find(source, closedNodes, closedSteps) {
      if (source === target) return { nodes: [source], costs: [], cost: 0 };
      const distance = new Map<number, number>([[source, 0]]);
      const previous = new Map<number, number>();
      const stepCost = new Map<number, number>();
      heap.clear();
      heap.push(source, lowerBound(source));
      for (let node = heap.pop(); node >= 0; node = heap.pop()) {
        if (node === target) return trace(source, target, previous, stepCost);
        const soFar = distance.get(node)!;
        for (let arc = offsets[node]!; arc < offsets[node + 1]!; arc++) {
          const other = targets[arc]!;
          if (closedNodes.has(other) || (node === source && closedSteps.has(other))) continue;
          const step = cost(arc, node, other);
          const known = distance.get(other);
          if (known !== undefined && known <= soFar + step) continue;
          distance.set(other, soFar + step);
          previous.set(other, node);
          stepCost.set(other, step);
          heap.push(other, soFar + step + lowerBound(other));
        }
      }
      return null;
    },
  };
}

/** Distances to the target of all nodes nearer than `until`; all others are at least `furthest` away. */
function distancesTo(graph: CompressedGraph, target: number, until: number, cost: ArcCost) {
  const { nodeCount, offsets, targets } = graph;
  const heap = createIndexedHeap(nodeCount);
  const tentative = new Map<number, number>([[target, 0]]);
  const bounds = new Map<number, number>();
  let furthest = 0;
  heap.push(target, 0);
  for (let node = heap.pop(); node >= 0; node = heap.pop()) {
    furthest = tentative.get(node)!;
    bounds.set(node, furthest);
    if (node === until) break;
    for (let arc = offsets[node]!; arc < offsets[node + 1]!; arc++) {
      const other = targets[arc]!;
      const distance = furthest + cost(arc, node, other);
      const known = tentative.get(other);
      if (known !== undefined && known <= distance) continue;
      tentative.set(other, distance);
      heap.push(other, distance);
    }
  }
  return { bounds, furthest };
}

function trace(
  source: number,
  target: number,
  previous: ReadonlyMap<number, number>,
  stepCost: ReadonlyMap<number, number>,
): Path {
  const nodes = [target];
  const costs: number[] = [];
  for (let node = target; node !== source; node = previous.get(node)!) {
    nodes.push(previous.get(node)!);
    costs.push(stepCost.get(node)!);
  }
  costs.reverse();
  return { nodes: nodes.reverse(), costs, cost: costs.reduce((sum, step) => sum + step, 0) };
}
