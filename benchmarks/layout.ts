import { layOut } from '../algorithms/layout/lay-out.ts';
import type { BenchmarkResult } from './benchmark-result.ts';
import { readEdgeList } from './edge-list.ts';
import { type GraphOfNames, labelsByLevel, layoutCase, regionsOf } from './layout-case.ts';
import { layoutMetrics, movement } from './layout-metrics.ts';
import { measure, round } from './measure.ts';
import { plantedGraph } from './planted-graph.ts';

/**
 * Measures a layout from nothing, how well it reads, and one started from it after one entity in a hundred is gone.
 *
 * @param options.input an edge list (`.csv` or `.csv.gz`); planted graphs of 500 and 10,000 entities when absent
 */
export async function run(options: { input?: string }): Promise<BenchmarkResult[]> {
  if (options.input) return judge('layout', readEdgeList(options.input));
  const small = { nodeCount: 500, regionCount: 9, groupsPerRegion: 4, edgeCount: 900 };
  const large = { nodeCount: 10_000, regionCount: 16, groupsPerRegion: 8, edgeCount: 50_000 };
  return [small, large].flatMap((planted) => {
    const graph = plantedGraph(planted);
    const names = Array.from({ length: planted.nodeCount }, (_, node) => `entity ${node}`);
    return judge(`layout of ${planted.nodeCount}`, { ...graph, names });
  });
}

function judge(name: string, graph: GraphOfNames): BenchmarkResult[] {
  const input = layoutCase(graph);
  const { value: layout, times } = measure(() => layOut(input), 3);
  const { sources, targets } = graph;
  const metrics = layoutMetrics({ ...layout, regions: regionsOf(input, layout), sources, targets });
  const rounded = Object.fromEntries(Object.entries(metrics).map(([key, value]) => [key, round(value, 3)]));

  const fewer = withoutSome(graph);
  const labels = labelsByLevel(graph.names.length, input.communities);
  const kept = labels.map((level) => level.filter((_, node) => stays(node)));
  const next = {
    ...layoutCase(fewer, kept),
    previous: { ...input, ...layout, communities: input.communities },
  };
  const { value: moved, times: warmTimes } = measure(() => layOut(next), 3);
  const before = new Map(graph.names.map((id, index) => [id, index]));
  const pairs = fewer.names.map((id, index) => ({
    before: { x: layout.x[before.get(id)!]!, y: layout.y[before.get(id)!]! },
    after: { x: moved.x[index]!, y: moved.y[index]! },
  }));
  const { median, p95 } = movement(pairs, layout.extent.maxX - layout.extent.minX);
  return [
    { name, figures: { entities: graph.names.length, links: sources.length, ...times, ...rounded } },
    {
      name: `${name}, 1 % gone`,
      figures: {
        ...warmTimes,
        'moved, median %': round(100 * median, 2),
        'moved, p95 %': round(100 * p95, 2),
      },
    },
  ];
}

function stays(node: number): boolean {
  return node % 100 !== 99;
}

/** The graph without one entity in a hundred and its links. */
function withoutSome(graph: GraphOfNames): GraphOfNames {
  const place = new Int32Array(graph.names.length);
  const names = graph.names.filter((_, node) => stays(node));
  let next = 0;
  for (let node = 0; node < place.length; node++) if (stays(node)) place[node] = next++;
  const kept = Array.from(graph.sources.keys()).filter(
    (link) => stays(graph.sources[link]!) && stays(graph.targets[link]!),
  );
  return {
    names,
    sources: Int32Array.from(kept, (link) => place[graph.sources[link]!]!),
    targets: Int32Array.from(kept, (link) => place[graph.targets[link]!]!),
    weights: Float64Array.from(kept, (link) => graph.weights[link]!),
  };
}
