import { arrange, type LocalLink, type Points } from './arrange.ts';
import type { CanonicalGraph, Links } from './canonical-graph.ts';
import { type CommunityTree, DEPTHS } from './community-tree.ts';
import type { Discs } from './discs.ts';
import { createPulls, type Pulls } from './pulls.ts';
import { quotientLinks } from './quotient-links.ts';
import { relax } from './relax.ts';
import type { RelaxOptions } from './relax-options.ts';
import type { Sizes } from './sizes.ts';
import { turnToHorizontal } from './turn.ts';

const SWEEPS = 90;
/** More regions than this get fewer sweeps. */
const CROWD = 3000;

/** What all regions' places are computed from. */
export interface RegionContext {
  readonly graph: CanonicalGraph;
  readonly tree: CommunityTree;
  readonly sizes: Sizes;
  /** A number for each tree node that turns its children's start; from its best star, so it does not depend on numbering. */
  readonly keys: Float64Array;
  readonly aspect: number;
}

/**
 * Places every tree node. The tree is cut at depth 0, then 1, then 2; at each cut the new children are arranged inside their parents and
 * then all regions of the cut are relaxed together.
 *
 * @returns the middle of each tree node
 */
export function placeRegions(context: RegionContext): Points {
  const { tree } = context;
  const places = { x: new Float64Array(tree.nodes.length), y: new Float64Array(tree.nodes.length) };
  const deepest = tree.nodes.reduce((depth, node) => Math.max(depth, node.depth), 0);
  let cut: readonly number[] = tree.roots;
  for (let depth = 0; depth <= deepest; depth++) {
    if (depth > 0) {
      cut = cut.flatMap((index) => {
        const node = tree.nodes[index]!;
        return node.children.length > 0 && node.depth === depth - 1 ? node.children : [index];
      });
    }
    placeCut(context, places, cut, depth);
  }
  return places;
}

function placeCut(context: RegionContext, places: Points, cut: readonly number[], depth: number): void {
  const { graph, tree, sizes, aspect } = context;
  const inCut = new Int32Array(tree.nodes.length).fill(-1);
  cut.forEach((index, place) => {
    inCut[index] = place;
  });
  const groupOf = tree.leafOf.map((leaf) => {
    let node = leaf;
    while (node >= 0 && inCut[node]! < 0) node = tree.nodes[node]!.parent;
    return node < 0 ? -1 : inCut[node]!;
  });
  const links = quotientLinks(graph.links, groupOf, cut.length);
  arrangeGroups(context, places, cut, inCut, links, depth);

  const discs: Discs = {
    count: cut.length,
    x: Float64Array.from(cut, (index) => places.x[index]!),
    y: Float64Array.from(cut, (index) => places.y[index]!),
    radii: Float64Array.from(cut, (index) => sizes.regionRadii[index]!),
    ancestors: Int32Array.from(
      cut.flatMap((index) => Array.from(tree.ancestors.subarray(index * DEPTHS, index * DEPTHS + DEPTHS))),
    ),
    mobility: new Float64Array(cut.length).fill(1),
  };
  const degrees = new Float64Array(cut.length).fill(1e-9);
  for (let link = 0; link < links.sources.length; link++) {
    degrees[links.sources[link]!]! += links.weights[link]!;
    degrees[links.targets[link]!]! += links.weights[link]!;
  }
  const options: RelaxOptions = {
    sweeps: cut.length > CROWD ? Math.round(SWEEPS * 0.6) : SWEEPS,
    heat: 1,
    cooling: 1.1,
    linkPull: [0.06, 0.2, 0.3, 0.3],
    cohesion: depth === 0 ? [0, 0, 0] : depth === 1 ? [0.1, 0, 0] : [0.04, 0.1, 0],
    gravity: depth === 0 ? 0.06 : 0.04,
    aspect,
    maxStep: 0.7,
    settlePasses: 20,
    settleStrength: 0.7,
    gaps: sizes.gaps,
    regionRadii: sizes.regionRadii,
  };
  relax(discs, { links, degrees }, options);
  if (depth === 0 && cut.length > 2) {
    turnToHorizontal(discs);
    relax(discs, { links, degrees }, { ...options, sweeps: 40, heat: 0.6 });
  }
  cut.forEach((index, place) => {
    places.x[index] = discs.x[place]!;
    places.y[index] = discs.y[place]!;
  });
}

/** Arranges the children that are new in this cut, each group inside its parent. */
function arrangeGroups(
  context: RegionContext,
  places: Points,
  cut: readonly number[],
  inCut: Int32Array,
  links: Links,
  depth: number,
): void {
  const { tree, sizes, keys, aspect } = context;
  const groups: { parent: number; children: readonly number[] }[] = [];
  if (depth === 0) {
    groups.push({ parent: -1, children: tree.roots });
  } else {
    tree.nodes.forEach((node, index) => {
      if (node.depth === depth - 1 && node.children.length > 0)
        groups.push({ parent: index, children: node.children });
    });
  }
  const group = new Int32Array(cut.length).fill(-1);
  const local = new Int32Array(cut.length);
  groups.forEach(({ children }, index) => {
    children.forEach((child, place) => {
      group[inCut[child]!] = index;
      local[inCut[child]!] = place;
    });
  });
  const inside: LocalLink[][] = groups.map(() => []);
  const pulls = createPulls(cut.length);
  // New children have no place yet; their parent stands for them.
  const standIn = (place: number): number => {
    const node = tree.nodes[cut[place]!]!;
    return node.depth === depth && depth > 0 ? node.parent : cut[place]!;
  };
  for (let link = 0; link < links.sources.length; link++) {
    const source = links.sources[link]!;
    const target = links.targets[link]!;
    const weight = links.weights[link]!;
    if (group[source]! >= 0 && group[source] === group[target]) {
      inside[group[source]!]!.push({ a: local[source]!, b: local[target]!, weight });
      pulls.addInside(source, target, weight);
    } else {
      const from = standIn(source);
      const to = standIn(target);
      pulls.addOutside(
        source,
        target,
        weight,
        places.x[to]! - places.x[from]!,
        places.y[to]! - places.y[from]!,
      );
    }
  }
  pulls.finish();
  groups.forEach(({ parent, children }, index) => {
    const radii = Float64Array.from(children, (child) => sizes.regionRadii[child]! + sizes.gaps[depth]! / 2);
    const area = radii.reduce((sum, radius) => sum + radius * radius, 0);
    const points = arrange({
      radii,
      links: inside[index]!,
      ...pullsOf(pulls, children, inCut),
      centreX: parent < 0 ? 0 : places.x[parent]!,
      centreY: parent < 0 ? 0 : places.y[parent]!,
      room: parent < 0 ? Math.sqrt(area / 0.72) : sizes.regionRadii[parent]!,
      key: parent < 0 ? keys[children[0]!]! : keys[parent]!,
      aspect: parent < 0 ? aspect : 1,
    });
    children.forEach((child, place) => {
      places.x[child] = points.x[place]!;
      places.y[child] = points.y[place]!;
    });
  });
}

function pullsOf(pulls: Pulls, children: readonly number[], inCut: Int32Array) {
  const pick = (values: Float64Array) => Float64Array.from(children, (child) => values[inCut[child]!]!);
  return { pullX: pick(pulls.x), pullY: pick(pulls.y), pullWeight: pick(pulls.weight) };
}
