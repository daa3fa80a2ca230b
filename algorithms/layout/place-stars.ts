import { arrange, type LocalLink, type Points } from './arrange.ts';
import { DEPTHS } from './community-tree.ts';
import type { Bonds, Discs } from './discs.ts';
import type { RegionContext } from './place-regions.ts';
import { createPulls } from './pulls.ts';
import { relax } from './relax.ts';
import type { Hold } from './relax-options.ts';

const SWEEPS = 110;
const WARM_SWEEPS = 60;
const SETTLE_PASSES = 110;

/** The stars of all leaves, as discs. */
export interface Stars {
  readonly discs: Discs;
  readonly bonds: Bonds;
  /** Node of the graph of each disc: by leaf, then by id. */
  readonly nodes: Int32Array;
  /** Pull to the middle of each disc's communities, near 1 for hubs. */
  readonly hubs: Float64Array;
}

/** Makes a disc of every node that is not on the belt; all lie at 0, 0. */
export function createStars({ graph, tree, sizes }: RegionContext): Stars {
  const nodes = Int32Array.from(tree.nodes.flatMap(({ members }) => members));
  const place = new Int32Array(graph.nodeCount).fill(-1);
  nodes.forEach((node, disc) => {
    place[node] = disc;
  });
  const ancestors = new Int32Array(nodes.length * DEPTHS);
  nodes.forEach((node, disc) => {
    const leaf = tree.leafOf[node]! * DEPTHS;
    for (let depth = 0; depth < DEPTHS; depth++)
      ancestors[disc * DEPTHS + depth] = tree.ancestors[leaf + depth]!;
  });
  const { sources, targets, weights } = graph.links;
  // A link has both its ends in one component, so both are stars or neither is.
  const kept = Array.from(sources.keys()).filter((link) => place[sources[link]!]! >= 0);
  return {
    discs: {
      count: nodes.length,
      x: new Float64Array(nodes.length),
      y: new Float64Array(nodes.length),
      radii: Float64Array.from(nodes, (node) => sizes.starRadii[node]!),
      ancestors,
      mobility: new Float64Array(nodes.length).fill(1),
    },
    bonds: {
      links: {
        sources: Int32Array.from(kept, (link) => place[sources[link]!]!),
        targets: Int32Array.from(kept, (link) => place[targets[link]!]!),
        weights: Float64Array.from(kept, (link) => weights[link]!),
      },
      degrees: Float64Array.from(nodes, (node) => graph.degrees[node]! + 1e-9),
    },
    nodes,
    hubs: Float64Array.from(nodes, (node) => (1 - sizes.quantiles[node]!) ** 8),
  };
}

/** Arranges the stars of each leaf inside the place of its leaf: linked ones side by side, each towards what it links to outside. */
export function arrangeStars({ tree, sizes, keys }: RegionContext, regions: Points, stars: Stars): void {
  const { discs, bonds, nodes, hubs } = stars;
  const leaves = Int32Array.from(nodes, (node) => tree.leafOf[node]!);
  const starts = new Int32Array(tree.nodes.length + 1);
  for (let leaf = 0; leaf < tree.nodes.length; leaf++)
    starts[leaf + 1] = starts[leaf]! + tree.nodes[leaf]!.members.length;
  const inside: LocalLink[][] = tree.nodes.map(() => []);
  const pulls = createPulls(nodes.length);
  const { sources, targets, weights } = bonds.links;
  for (let link = 0; link < sources.length; link++) {
    const source = sources[link]!;
    const target = targets[link]!;
    const from = leaves[source]!;
    const to = leaves[target]!;
    const weight = weights[link]!;
    if (from === to) {
      inside[from]!.push({ a: source - starts[from]!, b: target - starts[from]!, weight });
      pulls.addInside(source, target, weight);
    } else {
      pulls.addOutside(
        source,
        target,
        weight,
        regions.x[to]! - regions.x[from]!,
        regions.y[to]! - regions.y[from]!,
      );
    }
  }
  pulls.finish();
  // Hubs belong in the middle of their own community, however much they link to outside.
  const pullWeight = pulls.weight.map((weight, disc) => weight * (1 - 0.8 * hubs[disc]!));
  tree.nodes.forEach(({ members }, leaf) => {
    if (members.length === 0) return;
    const start = starts[leaf]!;
    const end = starts[leaf + 1]!;
    const points = arrange({
      radii: discs.radii.subarray(start, end),
      links: inside[leaf]!,
      pullX: pulls.x.subarray(start, end),
      pullY: pulls.y.subarray(start, end),
      pullWeight: pullWeight.subarray(start, end),
      centreX: regions.x[leaf]!,
      centreY: regions.y[leaf]!,
      room: sizes.regionRadii[leaf]!,
      key: keys[leaf]!,
      aspect: 1,
    });
    discs.x.set(points.x, start);
    discs.y.set(points.y, start);
  });
}

/**
 * Relaxes all stars together.
 *
 * @param hold what keeps old stars in place; a relaxation with it is shorter and cooler
 */
export function relaxStars({ sizes, aspect }: RegionContext, stars: Stars, hold: Hold | null): void {
  const { discs, bonds, hubs } = stars;
  const crowd = Math.max(0.45, Math.min(1, (3000 / Math.max(1, discs.count)) ** 0.28));
  relax(discs, bonds, {
    sweeps: hold ? WARM_SWEEPS : Math.round(SWEEPS * crowd),
    heat: hold ? 0.6 : 1,
    cooling: 1.6,
    linkPull: [0.01, 0.03, 0.08, 0.2],
    cohesion: [0.06, 0.1, 0.2],
    gravity: hold ? 0 : 0.02,
    aspect,
    maxStep: 0.2,
    settlePasses: discs.count > 20_000 ? Math.round(SETTLE_PASSES * 0.8) : SETTLE_PASSES,
    settleStrength: 0.65,
    gaps: sizes.gaps,
    regionRadii: sizes.regionRadii,
    hubs,
    ...(hold && { hold }),
  });
}
