import { type CompressedGraph, createCompressedGraph } from '../algorithms/compressed-graph.ts';
import { hierarchicalLeiden } from '../algorithms/hierarchical-leiden.ts';
import { leiden } from '../algorithms/leiden.ts';
import { createPageRank } from '../algorithms/personalized-pagerank.ts';
import { createRandom } from '../algorithms/random.ts';
import type { BenchmarkResult } from './benchmark-result.ts';
import { readEdgeList } from './edge-list.ts';
import { labelsByLevel } from './layout-case.ts';
import { measure, round } from './measure.ts';
import { plantedGraph } from './planted-graph.ts';

/**
 * Measures building the graph, Leiden, its hierarchy from nothing and from its own result, and PageRank from single seeds.
 *
 * @param options.input an edge list (`.csv` or `.csv.gz`); a planted graph of 10,000 nodes when absent
 */
export async function run(options: { input?: string }): Promise<BenchmarkResult[]> {
  const edges = options.input
    ? readEdgeList(options.input)
    : plantedGraph({ nodeCount: 10_000, regionCount: 16, groupsPerRegion: 8, edgeCount: 50_000 });
  const nodeCount = 'names' in edges ? edges.names.length : edges.nodeCount;
  const build = () => createCompressedGraph(nodeCount, edges.sources, edges.targets, edges.weights);
  const built = measure(build);
  const graph = built.value;
  const size = { nodes: nodeCount, edges: graph.targets.length / 2 };

  const flat = measure(() => leiden(graph));
  const tree = measure(() => hierarchicalLeiden(graph));
  const previous = labelsByLevel(nodeCount, tree.value);
  const again = measure(() => hierarchicalLeiden(graph, { previous }));
  return [
    { name: 'leiden: graph', figures: { ...size, ...built.times } },
    {
      name: 'leiden',
      figures: {
        ...flat.times,
        modularity: round(flat.value.modularity, 4),
        communities: flat.value.communityCount,
      },
    },
    {
      name: 'leiden: hierarchy',
      figures: {
        ...tree.times,
        communities: tree.value.length,
        levels: previous.length,
      },
    },
    { name: 'leiden: hierarchy from itself', figures: { ...again.times, communities: again.value.length } },
    { name: 'leiden: PageRank push', figures: pageRankTimes(graph) },
  ];
}

/** Times of questions with one seed each, spread over the graph. */
function pageRankTimes(graph: CompressedGraph): Record<string, number> {
  const pageRank = createPageRank(graph);
  const random = createRandom(1);
  const times: number[] = [];
  for (let question = 0; question < 400; question++) {
    const seed = random.below(graph.nodeCount);
    const start = performance.now();
    pageRank.rank([seed]);
    if (question >= 100) times.push(performance.now() - start);
  }
  times.sort((left, right) => left - right);
  const at = (share: number) => round(times[Math.floor(times.length * share)]!, 3);
  return { medianMs: at(0.5), p95Ms: at(0.95) };
}
