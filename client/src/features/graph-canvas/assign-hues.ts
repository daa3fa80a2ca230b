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

/** A hue no one uses yet beats any distance; after that, hues are used evenly. */
const USE_COST = 0.55;
/** What its own hue is worth to a community: it keeps it while the map around changes a little. */
const OWN_HUE_BONUS = 0.25;

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
  const uses = new Float64Array(HUE_COUNT);
  const done: number[] = [];
  for (const index of tops) {
    const own = hash(at(index).id) % HUE_COUNT;
    let best = 0;
    let bestCost = Number.POSITIVE_INFINITY;
    for (let hue = 0; hue < HUE_COUNT; hue++) {
      let cost = USE_COST * (uses[hue] ?? 0) - (hue === own ? OWN_HUE_BONUS : 0);
      for (const other of done)
        cost += closeness(at(index), at(other)) * (1 - wheelDistance(hue, hues[other] ?? 0)) ** 2;
      if (cost < bestCost) [best, bestCost] = [hue, cost];
    }
    hues[index] = best;
    uses[best] = (uses[best] ?? 0) + 1;
    done.push(index);
  }
  for (let index = 0; index < communities.length; index++)
    hues[index] = hues[topOf(communities, index)] ?? NO_HUE;
  return hues;
}

/** 1 when two regions touch, falling with the water between them. */
function closeness(left: Community, right: Community): number {
  const gap = Math.hypot(left.x - right.x, left.y - right.y) - left.radius - right.radius;
  return 1 / (1 + Math.max(0, gap) / (0.35 * (left.radius + right.radius) + 1e-9));
}

/** The level-0 ancestor of a community. */
export function topOf(communities: readonly Community[], index: number): number {
  let top = index;
  for (let parent = communities[top]?.parent ?? -1; parent >= 0; parent = communities[top]?.parent ?? -1)
    top = parent;
  return top;
}
