import { hasCjk } from '../../text/characters.ts';
import { extentOf } from './extent.ts';
import type { PdfRun, PdfSegment } from './pdf-line.ts';

/** A gap of this many times the font's height is none between words. */
const WIDE_GAP = 0.9;
/** A gap of this many times the font's height is one between words. */
const WORD_GAP = 0.15;
/** Runs whose baselines differ by less than this share of the font's height stand on one line. */
const SAME_LINE = 0.45;

/** Runs gathered into lines and cut at wide gaps; from the top down, then from the left. */
export function pageSegments(runs: readonly PdfRun[]): PdfSegment[] {
  return groupRows(runs).flatMap((row) => {
    const segments: PdfRun[][] = [];
    let end = 0;
    for (const run of row.sort((one, other) => one.x0 - other.x0)) {
      const last = segments.at(-1)?.at(-1);
      const isNear = last && run.x0 - end <= WIDE_GAP * Math.max(last.size, run.size);
      if (isNear) segments.at(-1)?.push(run);
      else segments.push([run]);
      end = isNear ? Math.max(end, run.x1) : run.x1;
    }
    return segments.map(toSegment);
  });
}

/** Items of one baseline together, rows from the top down. */
export function groupRows<T extends { y: number; size: number }>(items: readonly T[]): T[][] {
  const rows: { y: number; size: number; items: T[] }[] = [];
  for (const item of [...items].sort((one, other) => one.y - other.y)) {
    const row = rows.at(-1);
    if (row && item.y - row.y <= SAME_LINE * Math.max(row.size, item.size)) {
      row.items.push(item);
      // Baselines of the larger letters count: a raised number does not move its line.
      if (item.size > row.size) Object.assign(row, { y: item.y, size: item.size });
    } else rows.push({ y: item.y, size: item.size, items: [item] });
  }
  return rows.map((row) => row.items);
}

function toSegment(runs: readonly PdfRun[]): PdfSegment {
  let text = '';
  let previous: PdfRun | null = null;
  for (const run of runs) {
    if (previous) {
      const gap = run.x0 - previous.x1;
      const isWide = gap > WORD_GAP * Math.max(previous.size, run.size);
      const isInside = hasCjk(text.slice(-1)) && hasCjk(run.text.charAt(0));
      if (previous.spaceAfter ? !isInside || isWide : isWide && !isInside) text += ' ';
    }
    text += run.text;
    previous = run;
  }
  const main = runs.reduce((one, other) => (weight(other) > weight(one) ? other : one));
  return {
    text: text.replace(/\s+/g, ' ').trim(),
    ...extentOf(runs),
    y: main.y,
    size: main.size,
    isMono: runs.every(({ isMono }) => isMono),
  };
}

function weight({ text }: PdfRun): number {
  return text.length;
}
