import { SHADE_COUNT, type ThemeTokens } from '../../theme/tokens.ts';
import type { Box } from './camera.ts';
import { blurField, densityOfMembers, type FieldFrame, splat } from './density-field.ts';
import { clamp } from './easing.ts';
import type { MapWorld } from './map-world.ts';

/** The glow of all regions: a small picture that is drawn scaled up over `box`; the scaling is the softness. */
export interface Nebula {
  side: number;
  /** RGBA, not premultiplied, `side * side * 4` values. */
  pixels: Uint8ClampedArray<ArrayBuffer>;
  /** The part of the world that it covers. */
  box: Box;
}

const SIDE = 320;

/** Density and hue of all clustered entities, blurred; the stronger the denser, up to the theme's strength. */
export function paintNebula(world: MapWorld, theme: ThemeTokens): Nebula {
  const { frame, box } = frameOf(world);
  const [density, red, green, blue] = [0, 1, 2, 3].map(() => new Float32Array(SIDE * SIDE)) as [
    Float32Array,
    Float32Array,
    Float32Array,
    Float32Array,
  ];
  for (let entity = 0; entity < world.count; entity++) {
    const hue = theme.hues[Math.floor((world.palette[entity] as number) / SHADE_COUNT)];
    if (!hue) continue;
    const x = world.x[entity] as number;
    const y = world.y[entity] as number;
    splat(density, frame, x, y, 1);
    splat(red, frame, x, y, hue.mark[0]);
    splat(green, frame, x, y, hue.mark[1]);
    splat(blue, frame, x, y, hue.mark[2]);
  }
  const radius = Math.round(clamp((0.72 * world.spacing) / frame.cell, 3, 16));
  for (const values of [density, red, green, blue]) blurField(values, SIDE, SIDE, radius);
  const mean = densityOfMembers(density) || 1;
  const pixels = new Uint8ClampedArray(SIDE * SIDE * 4);
  for (let at = 0; at < density.length; at++) {
    const value = density[at] as number;
    if (value < 1e-5) continue;
    pixels[4 * at] = (red[at] as number) / value;
    pixels[4 * at + 1] = (green[at] as number) / value;
    pixels[4 * at + 2] = (blue[at] as number) / value;
    pixels[4 * at + 3] = 255 * theme.map.nebula * (1 - Math.exp((-1.1 * value) / mean));
  }
  return { side: SIDE, pixels, box };
}

function frameOf(world: MapWorld): { frame: FieldFrame; box: Box } {
  const { bounds } = world;
  const middleX = (bounds.minX + bounds.maxX) / 2;
  const middleY = (bounds.minY + bounds.maxY) / 2;
  const half =
    0.5 * Math.max(bounds.maxX - bounds.minX, bounds.maxY - bounds.minY) * 1.06 + 2.5 * world.spacing;
  const cell = (2 * half) / SIDE;
  const box = { minX: middleX - half, minY: middleY - half, maxX: middleX + half, maxY: middleY + half };
  const frame = {
    originX: box.minX + cell / 2,
    originY: box.minY + cell / 2,
    cell,
    columns: SIDE,
    rows: SIDE,
  };
  return { frame, box };
}
