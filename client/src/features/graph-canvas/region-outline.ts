import type { Box } from './camera.ts';
import { contourLines, type Loop, loopArea, smoothLoop } from './contour-lines.ts';
import { blurField, densityOfMembers, type FieldFrame, splat } from './density-field.ts';
import type { MapWorld } from './map-world.ts';

/** The outline of a region in world units: usually one loop, sometimes islands. */
export interface RegionOutline {
  loops: Loop[];
  box: Box;
  /** The highest and the lowest point on screen. */
  top: Point;
  bottom: Point;
}

interface Point {
  x: number;
  y: number;
}

/**
 * At level 0 and below: cells along the longer side, cells left free around, and the density at which the outline runs, as a share of what an
 * average member sees. Children lie closer, so their outlines do, too.
 */
const FRAMES = [
  { cells: 88, padding: 9, density: 0.13 },
  { cells: 56, padding: 8, density: 0.24 },
] as const;
/** A cell is never finer than this share of the spacing: the outline of three stars is still a soft shape. */
const LEAST_CELL = 0.27;
const BLUR_RADIUS = 2;
/** Islands smaller than this many cells are dropped. */
const LEAST_ISLAND = 30;

/** The line around a region's own stars: concave, follows them, hardly overlaps its neighbours. Null for a region without members. */
export function regionOutline(world: MapWorld, index: number): RegionOutline | null {
  const region = world.regions[index];
  if (!region || region.end === region.start) return null;
  const members = world.order.subarray(region.start, region.end);
  const frame = frameOf(world, members, region.level);
  const values = new Float32Array(frame.columns * frame.rows);
  for (const entity of members) splat(values, frame, world.x[entity] as number, world.y[entity] as number, 1);
  blurField(values, frame.columns, frame.rows, BLUR_RADIUS);
  const level = densityOfMembers(values) * frameSpec(region.level).density;
  const leastArea = Math.min(LEAST_ISLAND, 3 + 0.05 * values.length);
  const loops = contourLines(values, frame.columns, frame.rows, level)
    .filter((loop) => loopArea(loop) >= leastArea)
    .map((loop) => toWorld(smoothLoop(loop), frame));
  return loops.length === 0 ? null : { loops, box: boxOf(loops), ...endsOf(loops) };
}

const frameSpec = (level: number) => FRAMES[level === 0 ? 0 : 1];

function frameOf(world: MapWorld, members: Uint32Array, level: number): FieldFrame {
  const { cells, padding } = frameSpec(level);
  let [minX, minY, maxX, maxY] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const entity of members) {
    const x = world.x[entity] as number;
    const y = world.y[entity] as number;
    minX = Math.min(minX, x);
    maxX = Math.max(maxX, x);
    minY = Math.min(minY, y);
    maxY = Math.max(maxY, y);
  }
  const cell = Math.max(
    Math.max(maxX - minX, maxY - minY) / (cells - 2 * padding),
    LEAST_CELL * world.spacing,
  );
  return {
    originX: minX - padding * cell,
    originY: minY - padding * cell,
    cell,
    columns: Math.ceil((maxX - minX) / cell) + 2 * padding + 1,
    rows: Math.ceil((maxY - minY) / cell) + 2 * padding + 1,
  };
}

const toWorld = (loop: Loop, frame: FieldFrame): Loop =>
  loop.map((value, at) => (at % 2 === 0 ? frame.originX : frame.originY) + value * frame.cell);

/** Whether a world point lies inside an outline, by the even-odd rule. */
export function isInside({ loops, box }: RegionOutline, x: number, y: number): boolean {
  if (x < box.minX || x > box.maxX || y < box.minY || y > box.maxY) return false;
  let inside = false;
  for (const loop of loops) {
    let [beforeX, beforeY] = [loop[loop.length - 2] as number, loop[loop.length - 1] as number];
    for (let at = 0; at < loop.length; at += 2) {
      const [thisX, thisY] = [loop[at] as number, loop[at + 1] as number];
      const crosses = thisY > y !== beforeY > y;
      if (crosses && x < ((beforeX - thisX) * (y - thisY)) / (beforeY - thisY) + thisX) inside = !inside;
      [beforeX, beforeY] = [thisX, thisY];
    }
  }
  return inside;
}

function endsOf(loops: readonly Loop[]): { top: Point; bottom: Point } {
  const top = { x: 0, y: Infinity };
  const bottom = { x: 0, y: -Infinity };
  for (const loop of loops) {
    for (let at = 0; at < loop.length; at += 2) {
      const [x, y] = [loop[at] as number, loop[at + 1] as number];
      if (y < top.y) Object.assign(top, { x, y });
      if (y > bottom.y) Object.assign(bottom, { x, y });
    }
  }
  return { top, bottom };
}

function boxOf(loops: readonly Loop[]): Box {
  const box = { minX: Infinity, minY: Infinity, maxX: -Infinity, maxY: -Infinity };
  for (const loop of loops) {
    for (let at = 0; at < loop.length; at += 2) {
      box.minX = Math.min(box.minX, loop[at] as number);
      box.maxX = Math.max(box.maxX, loop[at] as number);
      box.minY = Math.min(box.minY, loop[at + 1] as number);
      box.maxY = Math.max(box.maxY, loop[at + 1] as number);
    }
  }
  return box;
}
