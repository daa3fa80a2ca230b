import { hashFraction } from '../hash.ts';
import { DEPTHS } from './community-tree.ts';
import type { PreviousLayout } from './layout-types.ts';
import { matchRegions, type RegionMatch } from './match-regions.ts';
import type { RegionContext } from './place-regions.ts';
import type { Stars } from './place-stars.ts';
import type { Hold } from './relax-options.ts';

const GOLDEN_ANGLE = 2.399963229728653;

/** When fewer of the stars than this can stay, the old map is of no use and the layout starts from nothing. */
const LEAST_STAYING = 0.4;

/** How much discs give way, and how hard they are pulled back, by what happened around them. */
const GRIP = {
  pinned: { mobility: 0, pull: 0 },
  /** An unchanged region when another one needs room. */
  crowded: { mobility: 0.08, pull: 0.25 },
  /** An unchanged branch of a changed region. */
  branch: { mobility: 0.08, pull: 0.4 },
  region: { mobility: 0.35, pull: 0.18 },
} as const;

/**
 * Puts stars where they were and newcomers near what they link to, and sets how far each may move: not at all in a region whose members
 * did not change.
 *
 * @returns what holds the stars back; null when too few could stay, and nothing was touched
 */
export function warmStart(context: RegionContext, stars: Stars, previous: PreviousLayout): Hold | null {
  const match = matchRegions(context, stars, previous);
  const { discs } = stars;
  const staying = match.stays.reduce((sum, stays) => sum + stays, 0);
  if (staying === 0 || staying < LEAST_STAYING * discs.count) return null;
  const hold: Hold = {
    x: new Float64Array(discs.count),
    y: new Float64Array(discs.count),
    strength: new Float64Array(discs.count),
  };
  for (let disc = 0; disc < discs.count; disc++) {
    if (match.stays[disc] === 0) continue;
    const index = match.oldIndex[disc]!;
    const grip = gripOf(match, disc);
    hold.x[disc] = previous.x[index]!;
    hold.y[disc] = previous.y[index]!;
    hold.strength[disc] = grip.pull;
    discs.x[disc] = hold.x[disc]!;
    discs.y[disc] = hold.y[disc]!;
    discs.mobility[disc] = grip.mobility;
  }
  placeNewcomers(context, stars, match.stays);
  return hold;
}

function gripOf({ regionKept, branchKept, crowded }: RegionMatch, disc: number) {
  if (regionKept[disc] === 1) return crowded ? GRIP.crowded : GRIP.pinned;
  return branchKept[disc] === 1 ? GRIP.branch : GRIP.region;
}

/** Newcomers start between their old neighbours and the middle of their closest old community; whole new communities on a spiral. */
function placeNewcomers({ keys }: RegionContext, stars: Stars, stays: Uint8Array): void {
  const { discs, nodes } = stars;
  const centres = centresOf(stars, stays);
  const neighbours = neighbourMeans(stars, stays);
  let rim = 0;
  for (let disc = 0; disc < discs.count; disc++) {
    if (stays[disc] === 1) rim = Math.max(rim, Math.sqrt(discs.x[disc]! ** 2 + discs.y[disc]! ** 2));
  }
  const arrived = new Map<number, number>();
  for (let disc = 0; disc < nodes.length; disc++) {
    if (stays[disc] === 1) continue;
    const { centre, newAncestor } = closestCentre(discs.ancestors, disc, centres);
    const near = neighbours(disc);
    let x: number;
    let y: number;
    if (centre && near) {
      x = 0.6 * near.x + 0.4 * centre.x;
      y = 0.6 * near.y + 0.4 * centre.y;
    } else if (centre || near) {
      x = (centre ?? near)!.x;
      y = (centre ?? near)!.y;
    } else {
      const angle = 2 * Math.PI * hashFraction(keys[discs.ancestors[disc * DEPTHS]!]!);
      x = rim * Math.cos(angle);
      y = rim * Math.sin(angle);
    }
    const rank = arrived.get(newAncestor) ?? 0;
    arrived.set(newAncestor, rank + 1);
    const distance = 0.6 + (newAncestor >= 0 ? 0.5 * Math.sqrt(rank) : 0);
    const angle = newAncestor >= 0 ? rank * GOLDEN_ANGLE : 2 * Math.PI * hashFraction(nodes[disc]!);
    discs.x[disc] = x + distance * Math.cos(angle);
    discs.y[disc] = y + distance * Math.sin(angle);
  }
}

interface Centre {
  x: number;
  y: number;
  count: number;
}

/** The middle of the stars that stay, by tree node. */
function centresOf({ discs }: Stars, stays: Uint8Array): Map<number, Centre> {
  const centres = new Map<number, Centre>();
  for (let disc = 0; disc < discs.count; disc++) {
    if (stays[disc] === 0) continue;
    for (const node of new Set(discs.ancestors.subarray(disc * DEPTHS, disc * DEPTHS + DEPTHS))) {
      let centre = centres.get(node);
      if (!centre) {
        centre = { x: 0, y: 0, count: 0 };
        centres.set(node, centre);
      }
      centre.x += discs.x[disc]!;
      centre.y += discs.y[disc]!;
      centre.count++;
    }
  }
  for (const centre of centres.values()) {
    centre.x /= centre.count;
    centre.y /= centre.count;
  }
  return centres;
}

/** The middle of the deepest ancestor that has one, and the coarsest ancestor that is wholly new, -1 if none is. */
function closestCentre(ancestors: Int32Array, disc: number, centres: Map<number, Centre>) {
  for (let depth = DEPTHS - 1; depth >= 0; depth--) {
    const centre = centres.get(ancestors[disc * DEPTHS + depth]!);
    if (centre)
      return { centre, newAncestor: depth === DEPTHS - 1 ? -1 : ancestors[disc * DEPTHS + depth + 1]! };
  }
  return { centre: null, newAncestor: ancestors[disc * DEPTHS]! };
}

/** For a newcomer, the mean place of the neighbours that stay; those of its own region count most. Null without any. */
function neighbourMeans(stars: Stars, stays: Uint8Array): (disc: number) => { x: number; y: number } | null {
  const { discs, bonds } = stars;
  const sumX = new Float64Array(discs.count);
  const sumY = new Float64Array(discs.count);
  const mass = new Float64Array(discs.count);
  const add = (newcomer: number, other: number): void => {
    if (stays[newcomer] === 1 || stays[other] === 0) return;
    const weight = discs.ancestors[newcomer * DEPTHS] === discs.ancestors[other * DEPTHS] ? 8 : 1;
    sumX[newcomer]! += weight * discs.x[other]!;
    sumY[newcomer]! += weight * discs.y[other]!;
    mass[newcomer]! += weight;
  };
  const { sources, targets } = bonds.links;
  for (let link = 0; link < sources.length; link++) {
    add(sources[link]!, targets[link]!);
    add(targets[link]!, sources[link]!);
  }
  return (disc) => (mass[disc] === 0 ? null : { x: sumX[disc]! / mass[disc]!, y: sumY[disc]! / mass[disc]! });
}
