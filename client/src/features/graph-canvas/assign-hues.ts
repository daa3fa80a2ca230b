import type { MapHeader } from '../../../../domain/api/map.ts';
import { HUE_COUNT } from '../../theme/tokens.ts';

/** A hue that nothing has: entities outside all communities. */
const NO_HUE = HUE_COUNT;

type Community = MapHeader['communities'][number];

/** FNV-1a. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  return value >>> 0;
}

/** The token list is ordered so that neighbours in it differ; this is where each stands on the wheel, in steps of 30 degrees. */
const WHEEL = [8, 2, 11, 5, 9, 1, 6, 0, 7, 3, 10, 4] as const;
const wheelDistance = (left: number, right: number): number => {
  const steps = Math.abs((WHEEL[left] ?? 0) - (WHEEL[right] ?? 0));
  return Math.min(steps, 12 - steps) / 6;
};

/** What each use of a hue elsewhere costs: hues are used evenly. */
const USE_COST = 0.35;
/** What it costs to have the hue of a region that it touches. */
const LIKENESS_COST = 5;
/** What its own hue is worth to a community: it keeps it while the map around changes a little. */
const OWN_HUE_BONUS = 0.25;
/** The first gives every region a hue, largest first; the others let each choose again among its neighbours. */
const SWEEPS = 4;

/**
 * A hue for every community: children have their level-0 ancestor's. Regions that touch get hues that differ, and a community prefers the hue
 * that its id gives it, so colours stay when the index grows.
 *
 * @returns by index in `communities`, 0..11
 */
export function assignHues(communities: readonly Community[]): Uint8Array {
  const hues = new Uint8Array(communities.length).fill(NO_HUE);
  const tops = communities.flatMap((community, index) => (community.level === 0 ? [index] : []));
  const at = (index: number): Community => communities[index] as Community;
  tops.sort((left, right) => at(right).size - at(left).size || (at(left).id < at(right).id ? -1 : 1));
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    for (const index of tops) {
      const others = tops.filter((other) => other !== index && hues[other] !== NO_HUE);
      const own = hash(at(index).id) % HUE_COUNT;
      const costs = hueCosts(
        at(index),
        others.map((other) => ({ community: at(other), hue: hues[other] ?? 0 })),
      );
      costs[own] = (costs[own] ?? 0) - OWN_HUE_BONUS;
      hues[index] = costs.indexOf(Math.min(...costs));
    }
  }
  for (let index = 0; index < communities.length; index++)
    hues[index] = hues[topOf(communities, index)] ?? NO_HUE;
  return hues;
}

/** What each hue would cost a community beside the others as they are. */
function hueCosts(community: Community, others: readonly { community: Community; hue: number }[]): number[] {
  const costs = new Array<number>(HUE_COUNT).fill(0);
  for (const other of others) {
    const nearness = LIKENESS_COST * closeness(community, other.community);
    costs[other.hue] = (costs[other.hue] ?? 0) + USE_COST;
    for (let hue = 0; hue < HUE_COUNT; hue++)
      costs[hue] = (costs[hue] ?? 0) + nearness * (1 - wheelDistance(hue, other.hue)) ** 3;
  }
  return costs;
}

/** 1 when two regions touch, falling with the water between them. */
function closeness(left: Community, right: Community): number {
  const gap = Math.hypot(left.x - right.x, left.y - right.y) - left.radius - right.radius;
  return 1 / (1 + Math.max(0, gap) / (0.2 * (left.radius + right.radius) + 1e-9)) ** 2;
}

/** The level-0 ancestor of a community. */
export function topOf(communities: readonly Community[], index: number): number {
  let top = index;
  for (let parent = communities[top]?.parent ?? -1; parent >= 0; parent = communities[top]?.parent ?? -1)
    top = parent;
  return top;
}
