import { cssColour } from '../../theme/oklch.ts';
import type { ThemeTokens } from '../../theme/tokens.ts';
import { type Box, type Camera, type Size, visibleBox } from './camera.ts';
import { childOutlineStrength, nebulaStrength, standsAsRegion } from './level-of-detail.ts';
import type { MapWorld } from './map-world.ts';
import { type Nebula, paintNebula } from './nebula.ts';
import { type RegionOutline, regionOutline } from './region-outline.ts';

interface SkyFrame {
  camera: Camera;
  fitZoom: number;
  moving: boolean;
  /** False leaves out the outlines, for slow machines. */
  outlines: boolean;
  /** Index of the selected region, -1 for none. */
  selected: number;
  /** Index of the region under the pointer, -1 for none. */
  hovered: number;
}

export interface SkyLayer {
  setWorld(world: MapWorld | null): void;
  setTheme(theme: ThemeTokens): void;
  resize(size: Size, pixelRatio: number): void;
  draw(frame: SkyFrame): void;
  /** Traces outlines of children that are in view, for at most `budgetMs`. @returns whether there is more to do */
  traceChildren(camera: Camera, budgetMs: number): { traced: number; more: boolean };
  /** The smallest region shown at a world point; -1 in open water. */
  regionAt(worldX: number, worldY: number, camera: Camera): number;
  /** Null before it was traced, or when it has none. */
  outline(index: number): RegionOutline | null;
}

interface Traced {
  outline: RegionOutline;
  path: Path2D | null;
}

/** Children are traced down to this level. */
const DEEPEST_LEVEL = 1;
/** A region can be touched once its outline shows this strongly. */
const TOUCHABLE = 0.5;

/** The regions: one soft glow for all, and an outline for each. */
export function createSkyLayer(canvas: HTMLCanvasElement): SkyLayer {
  const context = canvas.getContext('2d');
  const glow = document.createElement('canvas');
  let world: MapWorld | null = null;
  let theme: ThemeTokens | null = null;
  let nebula: Nebula | null = null;
  let traced: (Traced | null | undefined)[] = [];
  let size: Size = { width: 1, height: 1 };
  let pixelRatio = 1;

  function trace(index: number): void {
    if (!world || traced[index] !== undefined) return;
    const outline = regionOutline(world, index);
    traced[index] = outline && { outline, path: context ? toPath(outline) : null };
  }

  function repaintNebula(): void {
    nebula = world && theme ? paintNebula(world, theme) : null;
    if (!nebula) return;
    glow.width = nebula.side;
    glow.height = nebula.side;
    glow.getContext('2d')?.putImageData(new ImageData(nebula.pixels, nebula.side, nebula.side), 0, 0);
  }

  /** 0..1: level-0 outlines always show, children when their parent has room for them. */
  function strengthOf(index: number, zoom: number): number {
    const region = world?.regions[index];
    if (!region || region.level > DEEPEST_LEVEL || !standsAsRegion(region.level, region.size)) return 0;
    return region.level === 0 ? 1 : childOutlineStrength(region.radius * zoom);
  }

  function drawOutlines(
    drawn: MapWorld,
    tokens: ThemeTokens,
    frame: SkyFrame,
    pen: CanvasRenderingContext2D,
  ): void {
    const { camera, moving } = frame;
    const scale = camera.zoom * pixelRatio;
    const view = visibleBox(camera, size);
    pen.setTransform(scale, 0, 0, scale, camera.panX * pixelRatio, camera.panY * pixelRatio);
    pen.lineJoin = 'round';
    const pixel = pixelRatio / scale;
    for (let index = 0; index < drawn.regions.length; index++) {
      const shape = traced[index];
      const region = drawn.regions[index];
      if (!shape?.path || !region || !overlaps(shape.outline.box, view)) continue;
      const strength = strengthOf(index, camera.zoom);
      if (strength < 0.02) continue;
      const colour = tokens.hues[region.hue]?.mark ?? tokens.noCommunity.mark;
      const marked = index === frame.selected ? 1 : index === frame.hovered ? 0.5 : 0;
      const own = region.level === 0 ? 1 : 0.7 * strength;
      if (!moving || marked > 0) {
        pen.fillStyle = cssColour(colour, tokens.map.hullFill * (own + 1.4 * marked));
        pen.fill(shape.path);
      }
      pen.lineWidth = (region.level === 0 ? 1.15 + marked : 1 + 0.6 * marked) * pixel;
      pen.strokeStyle = cssColour(colour, Math.min(1, tokens.map.hullLine * (own + 1.3 * marked)));
      pen.setLineDash(region.level === 0 || moving || marked === 1 ? [] : [2 * pixel, 4 * pixel]);
      pen.stroke(shape.path);
    }
    pen.setLineDash([]);
  }

  return {
    setWorld(next) {
      world = next;
      traced = [];
      repaintNebula();
      if (next) for (const [index, region] of next.regions.entries()) if (region.level === 0) trace(index);
    },
    setTheme(next) {
      theme = next;
      repaintNebula();
    },
    resize(next, ratio) {
      size = next;
      pixelRatio = ratio;
      canvas.width = Math.max(1, Math.round(size.width * ratio));
      canvas.height = Math.max(1, Math.round(size.height * ratio));
    },
    draw(frame) {
      if (!context || !theme) return;
      context.setTransform(1, 0, 0, 1, 0, 0);
      context.clearRect(0, 0, canvas.width, canvas.height);
      if (!world || !nebula) return;
      const { camera } = frame;
      const scale = camera.zoom * pixelRatio;
      const side = (nebula.box.maxX - nebula.box.minX) * scale;
      context.imageSmoothingQuality = frame.moving ? 'low' : 'medium';
      context.globalAlpha = nebulaStrength(camera.zoom / frame.fitZoom);
      const left = nebula.box.minX * scale + camera.panX * pixelRatio;
      const top = nebula.box.minY * scale + camera.panY * pixelRatio;
      context.drawImage(glow, left, top, side, side);
      context.globalAlpha = 1;
      if (frame.outlines) drawOutlines(world, theme, frame, context);
    },
    traceChildren(camera, budgetMs) {
      const deadline = performance.now() + budgetMs;
      const view = visibleBox(camera, size, 200);
      let count = 0;
      for (const [index, region] of (world?.regions ?? []).entries()) {
        if (region.level === 0 || traced[index] !== undefined || strengthOf(index, camera.zoom) < 0.02)
          continue;
        if (region.x < view.minX || region.x > view.maxX || region.y < view.minY || region.y > view.maxY)
          continue;
        if (performance.now() > deadline) return { traced: count, more: true };
        trace(index);
        count++;
      }
      return { traced: count, more: false };
    },
    regionAt(worldX, worldY, camera) {
      if (!context) return -1;
      let best = -1;
      context.setTransform(1, 0, 0, 1, 0, 0);
      for (const [index, shape] of traced.entries()) {
        const region = world?.regions[index];
        if (!shape?.path || !region || !contains(shape.outline.box, worldX, worldY)) continue;
        if (strengthOf(index, camera.zoom) < TOUCHABLE || !context.isPointInPath(shape.path, worldX, worldY))
          continue;
        if (best < 0 || region.level > (world?.regions[best]?.level ?? 0)) best = index;
      }
      return best;
    },
    outline: (index) => traced[index]?.outline ?? null,
  };
}

function toPath(outline: RegionOutline): Path2D {
  const path = new Path2D();
  for (const loop of outline.loops) {
    path.moveTo(loop[0] as number, loop[1] as number);
    for (let at = 2; at < loop.length; at += 2) path.lineTo(loop[at] as number, loop[at + 1] as number);
    path.closePath();
  }
  return path;
}

const overlaps = (left: Box, right: Box): boolean =>
  left.minX <= right.maxX && left.maxX >= right.minX && left.minY <= right.maxY && left.maxY >= right.minY;

const contains = (box: Box, x: number, y: number): boolean =>
  x >= box.minX && x <= box.maxX && y >= box.minY && y <= box.maxY;
