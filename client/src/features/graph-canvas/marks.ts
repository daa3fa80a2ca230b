import { cssColour, mixColours } from '../../theme/oklch.ts';
import type { ThemeTokens } from '../../theme/tokens.ts';
import { FONT_FAMILY } from '../../theme/typography.ts';
import type { Camera } from './camera.ts';
import type { LitMoment } from './lit-timeline.ts';
import type { MapWorld } from './map-world.ts';

/** What is marked on the map: selection, pointer, an answer's light. Entities by index, -1 for none. */
export interface MarksFrame {
  world: MapWorld;
  theme: ThemeTokens;
  selected: number;
  hovered: number;
  /** Pairs of entities, source and target in turn. */
  hoverLinks: readonly number[];
  lit: LitMoment | null;
  /** Radius on screen of an entity, as star or as node. */
  radiusPx: (entity: number) => number;
}

const PULSE_REACH_PX = 34;
const BADGE_PX = 8;

/** Draws, below the labels, rings, pulses and links of what is under the pointer. @returns whether something is still running */
export function paintMarks(pen: CanvasRenderingContext2D, frame: MarksFrame, camera: Camera): boolean {
  const { world, theme, lit } = frame;
  const accent = cssColour(theme.accent);
  const at = (entity: number) => onScreen(world, entity, camera);
  const ring = (entity: number, gap: number, width: number): void => {
    const [x, y] = at(entity);
    pen.lineWidth = width;
    pen.beginPath();
    pen.arc(x, y, frame.radiusPx(entity) + gap, 0, 2 * Math.PI);
    pen.stroke();
  };

  paintHoverLinks(pen, frame, at);
  pen.strokeStyle = accent;
  if (lit) {
    for (const { entity, progress } of lit.pulses) {
      pen.globalAlpha = (1 - progress) ** 1.5;
      ring(entity, 2 + PULSE_REACH_PX * (1 - (1 - progress) ** 3), 2.5 - 1.5 * progress);
    }
    for (const [entity, strength] of lit.strengths) {
      pen.globalAlpha = 0.9 * strength;
      ring(entity, 2.5, 1.6);
    }
  }
  pen.globalAlpha = 1;
  if (frame.selected >= 0) {
    ring(frame.selected, 3, 2);
    pen.globalAlpha = 0.28;
    ring(frame.selected, 6.5, 3.5);
    pen.globalAlpha = 1;
  }
  if (frame.hovered >= 0 && frame.hovered !== frame.selected) {
    pen.strokeStyle = cssColour(theme.text);
    ring(frame.hovered, 2.5, 1.4);
  }
  return lit?.running ?? false;
}

/** Draws, above the labels, the numbers of what an answer cited. */
export function paintNumbers(pen: CanvasRenderingContext2D, frame: MarksFrame, camera: Camera): void {
  for (const [entity, numbers] of frame.lit?.numbers ?? [])
    paintNumber(pen, frame, onScreen(frame.world, entity, camera), { entity, numbers });
}

function onScreen(world: MapWorld, entity: number, camera: Camera): readonly [number, number] {
  return [
    (world.x[entity] as number) * camera.zoom + camera.panX,
    (world.y[entity] as number) * camera.zoom + camera.panY,
  ];
}

function paintHoverLinks(
  pen: CanvasRenderingContext2D,
  { hoverLinks, theme, radiusPx }: MarksFrame,
  at: (entity: number) => readonly [number, number],
): void {
  if (hoverLinks.length === 0) return;
  pen.strokeStyle = cssColour(mixColours(theme.text, theme.background, 0.25), 0.55);
  pen.lineWidth = 1;
  pen.beginPath();
  for (let link = 0; link < hoverLinks.length; link += 2) {
    const [source, target] = [hoverLinks[link] as number, hoverLinks[link + 1] as number];
    const [from, to] = [at(source), at(target)];
    const length = Math.hypot(to[0] - from[0], to[1] - from[1]);
    const [start, end] = [radiusPx(source) / length, 1 - radiusPx(target) / length];
    if (!(start < end)) continue;
    pen.moveTo(from[0] + (to[0] - from[0]) * start, from[1] + (to[1] - from[1]) * start);
    pen.lineTo(from[0] + (to[0] - from[0]) * end, from[1] + (to[1] - from[1]) * end);
  }
  pen.stroke();
}

/** The citation's number on a small disc, at the upper right of its entity. */
function paintNumber(
  pen: CanvasRenderingContext2D,
  { theme, radiusPx }: MarksFrame,
  [x, y]: readonly [number, number],
  { entity, numbers }: { entity: number; numbers: readonly number[] },
): void {
  const text = numbers.slice(0, 3).join(' ');
  const reach = (radiusPx(entity) + 3) * Math.SQRT1_2;
  pen.font = `600 10.5px ${FONT_FAMILY}`;
  pen.letterSpacing = '0em';
  const half = Math.max(BADGE_PX, pen.measureText(text).width / 2 + 4.5);
  const left = x + reach - BADGE_PX * 0.4;
  const middle = y - reach - BADGE_PX * 0.4;
  pen.beginPath();
  pen.roundRect(left, middle - BADGE_PX, 2 * half, 2 * BADGE_PX, BADGE_PX);
  pen.fillStyle = cssColour(theme.accent);
  pen.fill();
  pen.lineWidth = 1.5;
  pen.strokeStyle = cssColour(theme.background);
  pen.stroke();
  pen.fillStyle = cssColour(theme.accentText);
  pen.textAlign = 'center';
  pen.textBaseline = 'alphabetic';
  pen.fillText(text, left + half, middle + 3.8);
}
