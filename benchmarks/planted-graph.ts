import { createRandom } from '../algorithms/random.ts';

/** A made-up graph with communities that are known. */
export interface PlantedGraph {
  readonly nodeCount: number;
  readonly sources: Int32Array;
  readonly targets: Int32Array;
  readonly weights: Float64Array;
  /** Planted region of each node, and its group inside that region (numbered over all regions). */
  readonly regions: Int32Array;
  readonly groups: Int32Array;
}

export interface PlantedOptions {
  readonly nodeCount: number;
  readonly regionCount: number;
  readonly groupsPerRegion: number;
  /** Edges, about; parallel ones are left in and add up. */
  readonly edgeCount: number;
  /** Share of edges inside a group, and of the others inside a region; the rest goes anywhere. 0.6 and 0.7 when absent. */
  readonly insideGroup?: number;
  readonly insideRegion?: number;
  readonly seed?: number;
}

/**
 * Makes a graph like those that come out of texts: regions of unequal sizes, groups inside them, a few hubs with very many edges and many
 * entities with one or two.
 */
export function plantedGraph(options: PlantedOptions): PlantedGraph {
  const { nodeCount, regionCount, groupsPerRegion, edgeCount } = options;
  const { insideGroup = 0.6, insideRegion = 0.7, seed = 1 } = options;
  const random = createRandom(seed);
  const groupCount = regionCount * groupsPerRegion;
  const groups = Int32Array.from({ length: nodeCount }, (_, node) =>
    // The square makes the first groups smaller than the last ones.
    node < groupCount ? node : Math.floor((1 - random.fraction() ** 1.6) * groupCount),
  );
  const regions = groups.map((group) => Math.floor(group / groupsPerRegion));
  const byGroup = lists(groups, groupCount);
  const byRegion = lists(regions, regionCount);
  const everybody = Int32Array.from({ length: nodeCount }, (_, node) => node);

  // Within a list the first members are the hubs: the cube of a fraction is mostly near 0.
  const pick = (list: Int32Array): number => list[Math.floor(random.fraction() ** 3 * list.length)]!;
  const sources = new Int32Array(edgeCount);
  const targets = new Int32Array(edgeCount);
  const weights = new Float64Array(edgeCount);
  for (let edge = 0; edge < edgeCount; edge++) {
    // Every node gets an edge before any gets a second one of its own.
    const source = edge < nodeCount ? edge : random.below(nodeCount);
    const inGroup = random.fraction() < insideGroup;
    const inRegion = random.fraction() < insideRegion;
    const list = inGroup ? byGroup[groups[source]!]! : inRegion ? byRegion[regions[source]!]! : everybody;
    let target = pick(list);
    if (target === source) target = list[random.below(list.length)]!;
    sources[edge] = source;
    targets[edge] = target;
    weights[edge] = 1 + random.below(inGroup ? 6 : 2);
  }
  return { nodeCount, sources, targets, weights, regions, groups };
}

function lists(labels: Int32Array, count: number): Int32Array[] {
  const members: number[][] = Array.from({ length: count }, () => []);
  labels.forEach((label, node) => {
    members[label]!.push(node);
  });
  return members.map((list) => Int32Array.from(list));
}
