import { clamp } from './easing.ts';
import { showsNodes } from './level-of-detail.ts';

/** An entity as it lies under the pointer. */
export interface TouchTarget {
  sizeClass: number;
  /** Radius on screen of what is drawn, in pixels. */
  radiusPx: number;
  isNode: boolean;
}

/** Of all stars of a map seen from far, these are bright enough to be meant by themselves. */
const FAR_CLASSES = 2;
const FAR_REACH_PX = 3;

/**
 * How near the pointer must come to touch an entity, in pixels; 0 when it cannot be touched. Small marks get room around them, but never so much
 * that the region below could not be reached any more: seen from far, a click in a region means the region.
 *
 * @param near as `nearness` says
 * @param spacingPx distance of neighbours on screen
 */
export function touchRadiusPx(
  { sizeClass, radiusPx, isNode }: TouchTarget,
  near: number,
  spacingPx: number,
): number {
  if (isNode) return radiusPx + clamp(0.2 * spacingPx, 2, 6);
  if (showsNodes(near)) return radiusPx + clamp(0.1 * spacingPx, 1, 6);
  return sizeClass <= FAR_CLASSES ? radiusPx + FAR_REACH_PX : 0;
}
