import type { CompressedGraph } from './compressed-graph.ts';
import { type ArcCost, createTargetedSearch, type Path, type TargetedSearch } from './shortest-path.ts';

/**
 * The `count` cheapest paths from one node to another that visit no node twice, cheapest first; fewer when there are not so many. Ties are
 * always decided in the same way.
 *
 * @param cost 1 a step when absent
 * @throws RangeError when an end is not a node
 * @see Yen 1971, "Finding the K shortest loopless paths in a network"
 */
export function kShortestPaths(
  graph: CompressedGraph,
  source: number,
  target: number,
  count: number,
  cost: ArcCost = () => 1,
): Path[] {
  for (const node of [source, target]) {
    if (!(node >= 0 && node < graph.nodeCount)) {
      throw new RangeError(`${node} is not a node; nodes are 0 to ${graph.nodeCount - 1}`);
    }
  }
  const search = createTargetedSearch(graph, target, source, cost);
  const first = count > 0 ? search.find(source, new Set(), new Set()) : null;
  if (!first) return [];
  const found = [first];
  const candidates = new Map<string, Path>();
  while (found.length < count) {
    for (const detour of detours(search, found)) candidates.set(detour.nodes.join(' '), detour);
    let best: Path | null = null;
    for (const candidate of candidates.values()) if (!best || precedes(candidate, best)) best = candidate;
    if (!best) break;
    candidates.delete(best.nodes.join(' '));
    found.push(best);
  }
  return found;
}

/** For each node of the last path, the best way on from there that none of the found paths takes. */
function detours(search: TargetedSearch, found: readonly Path[]): Path[] {
  const last = found[found.length - 1]!;
  const result: Path[] = [];
  for (let spur = 0; spur < last.nodes.length - 1; spur++) {
    const before = last.nodes.slice(0, spur);
    const closedSteps = new Set<number>();
    for (const { nodes } of found) {
      if (nodes[spur] === last.nodes[spur] && before.every((node, index) => nodes[index] === node)) {
        closedSteps.add(nodes[spur + 1]!);
      }
    }
    const way = search.find(last.nodes[spur]!, new Set(before), closedSteps);
    if (!way) continue;
    const costs = last.costs.slice(0, spur).concat(way.costs);
    result.push({ nodes: before.concat(way.nodes), costs, cost: costs.reduce((sum, step) => sum + step, 0) });
  }
  return result;
}

function precedes(left: Path, right: Path): boolean {
  if (left.cost !== right.cost) return left.cost < right.cost;
  if (left.nodes.length !== right.nodes.length) return left.nodes.length < right.nodes.length;
  const place = left.nodes.findIndex((node, index) => node !== right.nodes[index]);
  return place >= 0 && left.nodes[place]! < right.nodes[place]!;
}
