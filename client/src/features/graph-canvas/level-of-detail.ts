import { clamp, smoothstep } from './easing.ts';

/**
 * What is drawn at which zoom. Regions go by their radius on screen in pixels, stars and nodes by how far apart neighbours stand on screen, so the
 * same rules hold for a map of fifty and of fifty thousand. Every change is a fade.
 */

/** Distance of neighbours on screen, in pixels, at which a map of ten thousand is seen whole: the measure of all others. */
const REFERENCE_SPACING_PX = 6;

/** How near the eye is: 1 where neighbours stand 6 px apart. */
export function nearness(spacing: number, zoom: number): number {
  return (spacing * zoom) / REFERENCE_SPACING_PX;
}

/** Radius in pixels by size class, at nearness 1. */
const STAR_RADII_PX = [3.3, 2.6, 2.0, 1.45, 1.05, 0.8] as const;
/** Diameter by size class as a share of the spacing: it grows with the zoom by itself. */
const NODE_SIZES = [1.0, 0.82, 0.64, 0.5, 0.4, 0.33] as const;

/** Radius of a star on screen, in pixels. */
export function starRadiusPx(sizeClass: number, near: number): number {
  return (STAR_RADII_PX[sizeClass] ?? 0.8) * clamp(near ** 0.38, 0.75, 3.2);
}

/** Diameter of a node, in world units. */
export function nodeSize(sizeClass: number, spacing: number): number {
  return (NODE_SIZES[sizeClass] ?? 0.33) * spacing;
}

/** The nearest zoom there is: neighbours 90 px apart. */
export function maximumZoom(spacing: number, fitZoom: number): number {
  return Math.max(90 / spacing, fitZoom * 3);
}

/** Whether stars become nodes that can be touched one by one. */
export function showsNodes(near: number): boolean {
  return near >= 1.6;
}

/** How many nodes a region of this radius on screen may open. */
export function nodeQuota(radiusPx: number): number {
  if (radiusPx > 140) return Number.POSITIVE_INFINITY;
  return radiusPx > 60 ? Math.round(3 + (radiusPx - 60) * 0.3) : 1;
}

/** Members that a region below level 0 needs to be drawn as one: of fewer, their own names tell more. */
const LEAST_MEMBERS = [0, 12, 16] as const;

/** Whether a region has an outline and a title of its own. */
export function standsAsRegion(level: number, members: number): boolean {
  return members >= (LEAST_MEMBERS[level] ?? Number.POSITIVE_INFINITY);
}

/** By level: the radius in pixels at which a title comes, and those between which it goes. */
const TITLE_FADES = [
  { from: 24, outFrom: 260, outTo: 460 },
  { from: 62, outFrom: 330, outTo: 560 },
  { from: 120, outFrom: 420, outTo: 700 },
] as const;
/** What is left of a title once the eye is inside its region. */
const GHOST = 0.2;

/** How a region's title shows: `strength` 0..1, and whether it is on its way out, when it blocks nothing any more. */
export function titleStrength(level: number, radiusPx: number): { strength: number; ghost: boolean } {
  const fade = TITLE_FADES[level];
  if (!fade || radiusPx < fade.from) return { strength: 0, ghost: false };
  const going = smoothstep(fade.outFrom, fade.outTo, radiusPx);
  return { strength: 1 - (1 - GHOST) * going, ghost: going > 0.45 };
}

/** How strongly the outlines of a region's children show. */
export function childOutlineStrength(radiusPx: number): number {
  return smoothstep(34, 64, radiusPx);
}

/** How strongly the fog of the regions shows: near, a flat tint is calmer. */
export function nebulaStrength(timesFit: number): number {
  return 1 - 0.68 * smoothstep(2.5, 8, timesFit);
}

/** How many names of entities are wanted in a window of this area (px²). */
export function wantedNames(near: number, area: number): number {
  const room = area / (1440 * 900);
  return Math.round((13 + 150 * smoothstep(1.8, 10, near)) * clamp(room, 0.3, 1.2));
}
