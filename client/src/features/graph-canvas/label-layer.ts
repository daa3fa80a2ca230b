import { cssColour } from '../../theme/oklch.ts';
import type { Camera, Size } from './camera.ts';
import type { LabelItem, LabelScene } from './label-items.ts';
import { createLabelPlacer, type Disc, type LabelPlace } from './label-placer.ts';
import { type MarksFrame, paintMarks, paintNumbers } from './marks.ts';
import { nameItems } from './name-items.ts';
import { createTextMeasure, fontOf } from './text-measure.ts';
import { titleItems } from './title-items.ts';

interface LabelFrame {
  camera: Camera;
  moving: boolean;
  /** Milliseconds; new labels fade in. */
  now: number;
  /** False leaves out names of entities. */
  names: boolean;
  marks: MarksFrame | null;
}

export interface LabelLayer {
  resize(size: Size, pixelRatio: number): void;
  /** Chooses and places texts anew. @returns what is named now, entities and regions by index */
  place(scene: Omit<LabelScene, 'measure'>, discs: readonly Disc[], now: number): ShownLabels;
  /** @returns true while something is fading: draw again */
  draw(frame: LabelFrame): boolean;
  clear(): void;
}

export interface ShownLabels {
  entities: number[];
  regions: number[];
}

interface PlacedLabel extends LabelPlace {
  item: LabelItem;
  /** When it came. */
  since: number;
}

const MOST_LABELS = 190;
const FADE_IN_MS = 180;
const HALO_PX = 3;
const HALO_STRENGTH = 0.82;
/** Where letters stand in their line. */
const BASELINE = 0.76;

/** Titles, names and marks, in front of everything. */
export function createLabelLayer(canvas: HTMLCanvasElement, fades: () => boolean): LabelLayer {
  const context = canvas.getContext('2d');
  const measure = createTextMeasure();
  const placer = createLabelPlacer();
  let size: Size = { width: 1, height: 1 };
  let pixelRatio = 1;
  let placed: PlacedLabel[] = [];
  let halo = '';

  function paintLabel(
    pen: CanvasRenderingContext2D,
    label: PlacedLabel,
    frame: LabelFrame,
    strength: number,
  ): void {
    const { item } = label;
    const x = item.worldX * frame.camera.zoom + frame.camera.panX + label.dx;
    const y = item.worldY * frame.camera.zoom + frame.camera.panY + label.dy;
    if (x > size.width + 40 || y > size.height + 40 || x < -400 || y < -60) return;
    pen.globalAlpha = strength;
    pen.textAlign = item.region >= 0 ? 'center' : 'left';
    const column = item.region >= 0 ? x + item.candidate.width / 2 : x;
    for (const [line, text] of item.lines.entries()) {
      const baseline = y + line * item.lineHeight + item.lineHeight * BASELINE;
      if (!frame.moving) pen.strokeText(text, column, baseline);
      pen.fillText(text, column, baseline);
    }
  }

  return {
    resize(next, ratio) {
      size = next;
      pixelRatio = ratio;
      canvas.width = Math.max(1, Math.round(size.width * ratio));
      canvas.height = Math.max(1, Math.round(size.height * ratio));
      placer.resize(next);
    },
    place(scene, discs, now) {
      halo = cssColour(scene.theme.background, HALO_STRENGTH);
      const full: LabelScene = { ...scene, measure };
      const titles = titleItems(full);
      const names = nameItems(full);
      const items = new Map([...titles, ...names.items].map((item) => [item.candidate.key, item]));
      const most = Math.min(MOST_LABELS, titles.length + names.wanted);
      const before = new Map(placed.map((label) => [label.key, label.since]));
      placed = placer
        .place(
          [...items.values()].map((item) => item.candidate),
          discs,
          most,
        )
        .flatMap((place) => {
          const item = items.get(place.key);
          return item ? [{ ...place, item, since: before.get(place.key) ?? now }] : [];
        });
      return {
        entities: placed.flatMap(({ item }) => (item.entity >= 0 ? [item.entity] : [])),
        regions: placed.flatMap(({ item }) => (item.region >= 0 ? [item.region] : [])),
      };
    },
    draw(frame) {
      if (!context) return false;
      context.setTransform(pixelRatio, 0, 0, pixelRatio, 0, 0);
      context.clearRect(0, 0, size.width, size.height);
      const marksRun = frame.marks ? paintMarks(context, frame.marks, frame.camera) : false;
      context.lineJoin = 'round';
      context.lineWidth = HALO_PX;
      context.strokeStyle = halo;
      context.textBaseline = 'alphabetic';
      let fading = false;
      let font = '';
      for (const label of placed) {
        const { item } = label;
        if (item.entity >= 0 && !frame.names) continue;
        const age = fades() ? Math.min(1, (frame.now - label.since) / FADE_IN_MS) : 1;
        if (age < 1) fading = true;
        const wanted = fontOf(item.style);
        if (wanted !== font) {
          font = wanted;
          context.font = wanted;
          context.letterSpacing = `${item.style.spacing}em`;
        }
        context.fillStyle = item.colour;
        paintLabel(context, label, frame, item.strength * Math.max(0, age));
      }
      context.globalAlpha = 1;
      if (frame.marks) paintNumbers(context, frame.marks, frame.camera);
      return fading || marksRun;
    },
    clear() {
      placed = [];
    },
  };
}
