import { STAR_CLASS_COUNT, type ThemeTokens } from '../../theme/tokens.ts';
import type { Camera, Size } from './camera.ts';
import { nearness, starRadiusPx } from './level-of-detail.ts';
import type { MapWorld } from './map-world.ts';
import { drawHairline, type PixelBuffer, packColour, stampStar } from './pixel-buffer.ts';
import { type StarKernel, starKernels } from './star-kernels.ts';

interface StarFrame {
  camera: Camera;
  /** How many of the best entities. */
  stars: number;
  /** How many of the strongest links. */
  links: number;
  /** What keeps its strength while all else is dimmed; null dims nothing. */
  focus: ReadonlySet<number> | null;
  /** What is a node now: while nodes are dimmed, and so see-through, their stars are left out. */
  nodes: ReadonlySet<number>;
}

export interface StarLayer {
  setWorld(world: MapWorld | null): void;
  setTheme(theme: ThemeTokens): void;
  resize(size: Size, pixelRatio: number): void;
  draw(frame: StarFrame): void;
}

/** Stars of these classes glow. */
const GLOWING_CLASSES = 3;
/** Links shorter than this keep their strength; longer ones fade by length. */
const FULL_LINK_PX = 90;
const LEAST_LINK_SHARE = 0.1;
const LINK_CLASS = 4;
/** In the logarithm of nearness; sizes go with its 0.38th power. */
const STAMP_STEP = 0.1;
const STAMPS_REMEMBERED = 40;
/** Origin 1 in the map's links. */
const CO_OCCURRENCE = 1;

/** All entities as points and the strongest links as hairlines, drawn pixel by pixel into one picture a frame. */
export function createStarLayer(canvas: HTMLCanvasElement): StarLayer {
  const context = canvas.getContext('2d');
  let world: MapWorld | null = null;
  let theme: ThemeTokens | null = null;
  let colours: Uint32Array[] = [];
  let image: ImageData | null = null;
  let buffer: PixelBuffer = { width: 0, height: 0, words: new Uint32Array(0) };
  let pixelRatio = 1;
  const stamps = new Map<string, StarKernel[][]>();

  /** Stamps at the nearest of a ladder of sizes, 4 % apart: made anew a few times in a zoom, not at each of its frames. */
  function stampsFor(near: number, share: number, tokens: ThemeTokens): readonly StarKernel[][] {
    const rung = Math.round(Math.log(near) / STAMP_STEP);
    const key = `${rung} ${share} ${pixelRatio} ${tokens.scheme}`;
    let known = stamps.get(key);
    if (!known) {
      if (stamps.size >= STAMPS_REMEMBERED) stamps.clear();
      known = Array.from({ length: STAR_CLASS_COUNT }, (_, sizeClass) =>
        starKernels(
          starRadiusPx(sizeClass, Math.exp(rung * STAMP_STEP)) * pixelRatio,
          (tokens.map.starAlpha[sizeClass] ?? 1) * share,
          sizeClass < GLOWING_CLASSES && share === 1 ? tokens.map.starGlow : 0,
        ),
      );
      stamps.set(key, known);
    }
    return known;
  }

  function drawStars(drawn: MapWorld, { camera, stars, focus, nodes }: StarFrame, tokens: ThemeTokens): void {
    const near = nearness(drawn.spacing, camera.zoom);
    const full = stampsFor(near, 1, tokens);
    const usual = focus ? stampsFor(near, tokens.map.dimmed, tokens) : full;
    const zoom = camera.zoom * pixelRatio;
    const panX = camera.panX * pixelRatio;
    const panY = camera.panY * pixelRatio;
    const margin = 24 * pixelRatio;
    const stamp = (entity: number, kernels: readonly StarKernel[][]): void => {
      const x = (drawn.x[entity] as number) * zoom + panX;
      const y = (drawn.y[entity] as number) * zoom + panY;
      if (x < -margin || y < -margin || x >= buffer.width + margin || y >= buffer.height + margin) return;
      const sizeClass = drawn.sizeClass[entity] as number;
      stampStar(
        buffer,
        x,
        y,
        kernels[sizeClass] ?? [],
        colours[drawn.palette[entity] as number]?.[sizeClass] ?? 0,
      );
    };
    // Faint first, so that the bright ones lie on top.
    for (let entity = Math.min(stars, drawn.count) - 1; entity >= 0; entity--)
      if (!focus || !nodes.has(entity)) stamp(entity, usual);
    if (focus) for (const entity of focus) stamp(entity, full);
  }

  function drawLinks(drawn: MapWorld, { camera, links, focus }: StarFrame, tokens: ThemeTokens): void {
    const zoom = camera.zoom * pixelRatio;
    const strength = 255 * tokens.map.backgroundLink * (focus ? tokens.map.dimmed : 1);
    const project = (entity: number): [number, number] => [
      (drawn.x[entity] as number) * zoom + camera.panX * pixelRatio,
      (drawn.y[entity] as number) * zoom + camera.panY * pixelRatio,
    ];
    for (let link = Math.min(links, drawn.links.length >> 1) - 1; link >= 0; link--) {
      const source = drawn.links[2 * link] as number;
      const from = project(source);
      const to = project(drawn.links[2 * link + 1] as number);
      if (outside(from[0], to[0], buffer.width) || outside(from[1], to[1], buffer.height)) continue;
      const length = Math.hypot(to[0] - from[0], to[1] - from[1]);
      const share = Math.min(1, Math.max(LEAST_LINK_SHARE, (FULL_LINK_PX * pixelRatio) / length));
      const alpha = Math.round(strength * share);
      if (alpha < 3) continue;
      const colour = colours[drawn.palette[source] as number]?.[LINK_CLASS] ?? 0;
      drawHairline(buffer, from, to, { colour, alpha, dotted: drawn.linkOrigin[link] === CO_OCCURRENCE });
    }
  }

  return {
    setWorld(next) {
      world = next;
    },
    setTheme(next) {
      theme = next;
      const palettes = [...next.hues, next.noCommunity].flatMap((hue) => hue.stars);
      colours = palettes.map((classes) => Uint32Array.from(classes.map(packColour)));
    },
    resize(size, ratio) {
      pixelRatio = ratio;
      canvas.width = Math.max(1, Math.round(size.width * ratio));
      canvas.height = Math.max(1, Math.round(size.height * ratio));
      image = context ? context.createImageData(canvas.width, canvas.height) : null;
      if (image) {
        const words = new Uint32Array(image.data.buffer);
        buffer = { width: canvas.width, height: canvas.height, words };
      }
    },
    draw(frame) {
      if (!context || !image || !theme) return;
      buffer.words.fill(0);
      if (world) {
        if (frame.links > 0) drawLinks(world, frame, theme);
        drawStars(world, frame, theme);
      }
      context.putImageData(image, 0, 0);
    },
  };
}

const outside = (from: number, to: number, limit: number): boolean =>
  (from < 0 && to < 0) || (from >= limit && to >= limit);
