import { type CanonicalGraph, canonicalGraph, communityOrder } from './canonical-graph.ts';
import { type CommunityTree, communityTree } from './community-tree.ts';
import { flipTowards } from './flip-towards.ts';
import type { Disc, Extent, Layout, LayoutInput, LayoutOptions } from './layout-types.ts';
import { placeBelt, type Sky } from './place-belt.ts';
import { placeRegions, type RegionContext } from './place-regions.ts';
import { arrangeStars, createStars, relaxStars } from './place-stars.ts';
import { measureSizes, type Sizes } from './sizes.ts';
import { warmStart } from './warm-start.ts';

/**
 * Places every entity on a plane: communities as regions with quiet water between them, related ones side by side, hubs with room and in
 * the middle of their own, entities that hang on nothing on a belt around the rest.
 *
 * The same input gives the same positions whatever the order of its arrays. With `previous`, regions whose members did not change stay
 * exactly where they were, unless another region needs so much room that all must give way.
 *
 * The method relaxes discs under link pull, cohesion and collisions, with the community tree cut depth by depth: regions first, then
 * their children inside them, then stars.
 *
 * @throws RangeError on an edge that names an entity which is not there, or a weight that is negative or not finite
 */
export function layOut(input: LayoutInput, options: LayoutOptions = {}): Layout {
  const { seed = 42, aspect = 1.35, beltMax = 7 } = options;
  const graph = canonicalGraph(input);
  const tree = communityTree(graph, beltMax);
  const sizes = measureSizes(graph, tree);
  const context: RegionContext = { graph, tree, sizes, keys: treeKeys(graph, tree, sizes, seed), aspect };
  const stars = createStars(context);
  const hold = input.previous ? warmStart(context, stars, input.previous) : null;
  if (!hold) arrangeStars(context, placeRegions(context), stars);
  relaxStars(context, stars, hold);
  // A map that is all belt has no stars to hold, but places to keep.
  const fromNothing = !hold && !(input.previous && stars.nodes.length === 0);

  const sky: Sky = {
    x: new Float64Array(graph.nodeCount),
    y: new Float64Array(graph.nodeCount),
    radii: sizes.starRadii.slice(),
  };
  stars.nodes.forEach((node, disc) => {
    sky.x[node] = stars.discs.x[disc]!;
    sky.y[node] = stars.discs.y[disc]!;
  });
  const onBelt = Uint8Array.from(tree.leafOf, (leaf) => (leaf < 0 ? 1 : 0));
  placeBelt(graph, onBelt, sky, sizes.gaps[0]! * 1.1, fromNothing ? null : (input.previous ?? null));
  if (fromNothing) {
    centre(sky);
    if (input.previous) flipTowards(graph, sky.x, sky.y, input.previous);
  }
  return present(input, graph, sky, onBelt);
}

/** A number for each tree node from the id of its best star. */
function treeKeys(graph: CanonicalGraph, { nodes }: CommunityTree, sizes: Sizes, seed: number): Float64Array {
  const best = new Int32Array(nodes.length).fill(-1);
  for (let index = nodes.length - 1; index >= 0; index--) {
    const { members, children } = nodes[index]!;
    for (const candidate of members.concat(children.map((child) => best[child]!))) {
      if (best[index]! < 0 || sizes.quantiles[candidate]! < sizes.quantiles[best[index]!]!)
        best[index] = candidate;
    }
  }
  return Float64Array.from(best, (node) => graph.keys[node]! + seed);
}

function centre(sky: Sky): void {
  const { minX, minY, maxX, maxY } = extentOf(sky);
  for (let node = 0; node < sky.x.length; node++) {
    sky.x[node]! -= (minX + maxX) / 2;
    sky.y[node]! -= (minY + maxY) / 2;
  }
}

function extentOf({
  x,
  y,
  radii,
}: {
  x: ArrayLike<number>;
  y: ArrayLike<number>;
  radii: ArrayLike<number>;
}): Extent {
  if (x.length === 0) return { minX: 0, minY: 0, maxX: 0, maxY: 0 };
  let minX = Number.POSITIVE_INFINITY;
  let minY = Number.POSITIVE_INFINITY;
  let maxX = Number.NEGATIVE_INFINITY;
  let maxY = Number.NEGATIVE_INFINITY;
  for (let star = 0; star < x.length; star++) {
    minX = Math.min(minX, x[star]! - radii[star]!);
    maxX = Math.max(maxX, x[star]! + radii[star]!);
    minY = Math.min(minY, y[star]! - radii[star]!);
    maxY = Math.max(maxY, y[star]! + radii[star]!);
  }
  return { minX, minY, maxX, maxY };
}

/** Back to the order of the input. */
function present(input: LayoutInput, graph: CanonicalGraph, sky: Sky, onBelt: Uint8Array): Layout {
  const x = new Float32Array(graph.nodeCount);
  const y = new Float32Array(graph.nodeCount);
  const radii = new Float32Array(graph.nodeCount);
  const belt = new Uint8Array(graph.nodeCount);
  for (let node = 0; node < graph.nodeCount; node++) {
    const index = graph.inputIndex[node]!;
    x[index] = sky.x[node]!;
    y[index] = sky.y[node]!;
    radii[index] = sky.radii[node]!;
    belt[index] = onBelt[node]!;
  }
  const communities: Disc[] = new Array(input.communities.length);
  communityOrder(input.communities).forEach((index, place) => {
    const { members } = graph.communities[place]!;
    communities[index] = discOf(
      Int32Array.from(members, (member) => graph.inputIndex[member]!),
      x,
      y,
      radii,
    );
  });
  return { x, y, radii, belt, communities, extent: extentOf({ x, y, radii }) };
}

/** The mean of the members' places, and the radius of a disc whose points are as far from its middle on the whole as they are. */
function discOf(members: Int32Array, x: Float32Array, y: Float32Array, radii: Float32Array): Disc {
  if (members.length === 0) return { x: 0, y: 0, radius: 0 };
  let meanX = 0;
  let meanY = 0;
  for (const member of members) {
    meanX += x[member]! / members.length;
    meanY += y[member]! / members.length;
  }
  let spread = 0;
  for (const member of members)
    spread += (x[member]! - meanX) ** 2 + (y[member]! - meanY) ** 2 + radii[member]! ** 2 / 2;
  return { x: meanX, y: meanY, radius: Math.sqrt((2 * spread) / members.length) };
}
