import { DEPTHS } from './community-tree.ts';
import type { Bonds, Discs } from './discs.ts';
import type { RelaxOptions } from './relax-options.ts';

/**
 * A link pulls no harder when it is longer than this share of the radii of the two communities it joins. Without a limit, thousands of long
 * links together drag small communities out of their region.
 */
const LINK_REACH = 0.3;

/** Pulls the ends of links together, the harder the deeper the community they share; adds to the steps. */
export function createLinkPull(
  discs: Discs,
  { links, degrees }: Bonds,
  { linkPull, regionRadii }: RelaxOptions,
  stepX: Float64Array,
  stepY: Float64Array,
): (warmth: number) => void {
  const { x, y, radii, ancestors } = discs;
  const { sources, targets, weights } = links;
  const count = sources.length;
  const strengths = new Float64Array(count);
  const sourceShares = new Float64Array(count);
  const longest = new Float64Array(count);
  for (let link = 0; link < count; link++) {
    const source = sources[link]!;
    const target = targets[link]!;
    let shared = 0;
    while (shared < DEPTHS && ancestors[source * DEPTHS + shared] === ancestors[target * DEPTHS + shared])
      shared++;
    const parting = Math.min(shared, DEPTHS - 1);
    longest[link] =
      LINK_REACH *
      (regionRadii[ancestors[source * DEPTHS + parting]!]! +
        regionRadii[ancestors[target * DEPTHS + parting]!]!);
    const pull = linkPull[Math.min(shared, linkPull.length - 1)]!;
    strengths[link] = (pull * weights[link]!) / Math.min(degrees[source]!, degrees[target]!);
    sourceShares[link] = degrees[source]! / (degrees[source]! + degrees[target]!);
  }
  return (warmth) => {
    for (let link = 0; link < count; link++) {
      const source = sources[link]!;
      const target = targets[link]!;
      const dx = x[target]! + stepX[target]! - x[source]! - stepX[source]!;
      const dy = y[target]! + stepY[target]! - y[source]! - stepY[source]!;
      const distance = Math.sqrt(dx * dx + dy * dy);
      const beyond = distance - radii[source]! - radii[target]!;
      if (beyond <= 0) continue;
      const pull = (warmth * strengths[link]! * Math.min(beyond, longest[link]!)) / distance;
      // The end with more links stays; the other comes.
      const share = sourceShares[link]!;
      stepX[target]! -= dx * pull * share;
      stepY[target]! -= dy * pull * share;
      stepX[source]! += dx * pull * (1 - share);
      stepY[source]! += dy * pull * (1 - share);
    }
  };
}
