import type { CompressedGraph } from './compressed-graph.ts';
import { createIndexedHeap, type IndexedHeap } from './indexed-heap.ts';

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
  const scratch = createScratch(nodeCount);
  const bounds = distancesTo(graph, target, firstSource, cost, scratch);
  const { heap, distance, previous, stepCost, seenBy } = scratch;

  return {
    find(source, closedNodes, closedSteps) {
      if (source === target) return { nodes: [source], costs: [], cost: 0 };
      const run = ++scratch.run;
      for (const node of closedNodes) {
        // No way is shorter than none.
        seenBy[node] = run;
        distance[node] = Number.NEGATIVE_INFINITY;
      }
      seenBy[source] = run;
      distance[source] = 0;
      heap.clear();
      heap.push(source, bounds[source]!);
      for (let node = heap.pop(); node >= 0; node = heap.pop()) {
        if (node === target) return trace(source, target, previous, stepCost);
        const soFar = distance[node]!;
        for (let arc = offsets[node]!; arc < offsets[node + 1]!; arc++) {
          const other = targets[arc]!;
          const step = cost(arc, node, other);
          if (seenBy[other] === run && distance[other]! <= soFar + step) continue;
          if (node === source && closedSteps.has(other)) continue;
          seenBy[other] = run;
          distance[other] = soFar + step;
          previous[other] = node;
          stepCost[other] = step;
          heap.push(other, soFar + step + bounds[other]!);
        }
      }
      return null;
    },
  };
}

/** What one search knows of each node; good for nodes that `seenBy` says this run has seen. */
interface Scratch {
  run: number;
  readonly heap: IndexedHeap;
  readonly seenBy: Int32Array;
  readonly distance: Float64Array;
  readonly previous: Int32Array;
  readonly stepCost: Float64Array;
}

function createScratch(nodeCount: number): Scratch {
  return {
    run: 0,
    heap: createIndexedHeap(nodeCount),
    seenBy: new Int32Array(nodeCount),
    distance: new Float64Array(nodeCount),
    previous: new Int32Array(nodeCount),
    stepCost: new Float64Array(nodeCount),
  };
}

/** Lower bounds of the distance to the target: exact for nodes nearer than `until`, and its distance for all others. */
function distancesTo(
  { nodeCount, offsets, targets }: CompressedGraph,
  target: number,
  until: number,
  cost: ArcCost,
  { heap, distance }: Scratch,
): Float64Array {
  distance.fill(Number.POSITIVE_INFINITY);
  distance[target] = 0;
  let furthest = 0;
  heap.push(target, 0);
  for (let node = heap.pop(); node >= 0; node = heap.pop()) {
    furthest = distance[node]!;
    if (node === until) break;
    for (let arc = offsets[node]!; arc < offsets[node + 1]!; arc++) {
      const other = targets[arc]!;
      const through = furthest + cost(arc, node, other);
      if (distance[other]! <= through) continue;
      distance[other] = through;
      heap.push(other, through);
    }
  }
  const bounds = new Float64Array(nodeCount);
  for (let node = 0; node < nodeCount; node++) bounds[node] = Math.min(distance[node]!, furthest);
  return bounds;
}

function trace(source: number, target: number, previous: Int32Array, stepCost: Float64Array): Path {
  const nodes = [target];
  const costs: number[] = [];
  for (let node = target; node !== source; node = previous[node]!) {
    nodes.push(previous[node]!);
    costs.push(stepCost[node]!);
  }
  costs.reverse();
  return { nodes: nodes.reverse(), costs, cost: costs.reduce((sum, step) => sum + step, 0) };
}
