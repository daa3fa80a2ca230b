import { extentOf } from './extent.ts';
import { groupRows } from './page-segments.ts';
import type { PdfSegment } from './pdf-line.ts';

/** Fewer lines than this on a side are no column. */
const MIN_COLUMN_LINES = 4;
/** Lines that may run across a gutter (titles, wide pictures' captions), as a share of all. */
const MAX_CROSSING_SHARE = 0.45;
/** Half of a column's lines fill at least this share of its width; the columns of a table do not. */
const MIN_FILL = 0.5;
/** A gutter has at least this width, in points. */
const MIN_GUTTER = 5;
/** Columns in columns in columns: no page has more. */
const MAX_DEPTH = 3;

/**
 * The segments of each page as a person reads them: columns one after the other, what runs across them before and after. Each group is one
 * column, or the lines across; its segments are from the top down, then from the left.
 *
 * A gutter is the strip in the middle that the fewest lines cross. (A recursive cut like XY-cut, with the lines that cross set apart
 * first, so that a title does not hide the columns below it.) A page with too few lines to show one takes that of the others.
 */
export function readingOrder(pages: readonly (readonly PdfSegment[])[]): PdfSegment[][][] {
  const gutters = pages.map(findGutter);
  const [usual = null] = gutters
    .filter((gutter) => gutter !== null)
    .sort((one, other) => one.start - other.start)
    .splice(Math.floor(gutters.filter((gutter) => gutter !== null).length / 2));
  return pages.map((page, at) => {
    const gutter = gutters[at] ?? (usual && isClear(page, usual) ? usual : null);
    return orderOf(page, gutter, 0);
  });
}

/** True when hardly a line of the page crosses the gutter, and both sides have some. */
function isClear(segments: readonly PdfSegment[], gutter: Gutter): boolean {
  const sides = { left: 0, right: 0, across: 0 };
  for (const segment of segments) sides[sideOf(segment, gutter)] += 1;
  return sides.left > 0 && sides.right > 0 && sides.across <= 0.2 * segments.length;
}

function orderOf(segments: readonly PdfSegment[], gutter: Gutter | null, depth: number): PdfSegment[][] {
  if (!gutter) return segments.length > 0 ? [sorted(segments)] : [];
  const inColumn = (column: PdfSegment[]) =>
    orderOf(column, depth + 1 < MAX_DEPTH ? findGutter(column) : null, depth + 1);
  const groups: PdfSegment[][] = [];
  let left: PdfSegment[] = [];
  let right: PdfSegment[] = [];
  let across: PdfSegment[] = [];
  const flushColumns = () => {
    if (left.length > 0) groups.push(...inColumn(left));
    if (right.length > 0) groups.push(...inColumn(right));
    left = [];
    right = [];
  };
  const flushAcross = () => {
    if (across.length > 0) groups.push(sorted(across));
    across = [];
  };
  for (const segment of sorted(segments)) {
    const side = sideOf(segment, gutter);
    if (side === 'across') {
      flushColumns();
      across.push(segment);
    } else {
      flushAcross();
      (side === 'left' ? left : right).push(segment);
    }
  }
  flushColumns();
  flushAcross();
  return groups;
}

interface Gutter {
  start: number;
  end: number;
}

function sideOf({ x0, x1 }: PdfSegment, { start, end }: Gutter): 'left' | 'right' | 'across' {
  if (x0 < start && x1 > end) return 'across';
  return (x0 + x1) / 2 < (start + end) / 2 ? 'left' : 'right';
}

function findGutter(segments: readonly PdfSegment[]): Gutter | null {
  const rows = groupRows(segments);
  if (rows.length < 2 * MIN_COLUMN_LINES && segments.length < 2 * MIN_COLUMN_LINES) return null;
  const { x0: from, x1: to } = extentOf(segments);
  const gutter = leastCrossed(segments, from, to);
  if (!gutter) return null;
  const sides = { left: [] as PdfSegment[], right: [] as PdfSegment[], across: [] as PdfSegment[] };
  for (const segment of segments) sides[sideOf(segment, gutter)].push(segment);
  const left = groupRows(sides.left);
  const right = groupRows(sides.right);
  const across = groupRows(sides.across).length;
  if (left.length < MIN_COLUMN_LINES || right.length < MIN_COLUMN_LINES) return null;
  if (across > MAX_CROSSING_SHARE * (across + Math.max(left.length, right.length))) return null;
  if (fill(left, gutter.start - from) < MIN_FILL || fill(right, to - gutter.end) < MIN_FILL) return null;
  return gutter;
}

/** The widest strip in the middle three fifths that the fewest segments cross. */
function leastCrossed(segments: readonly PdfSegment[], from: number, to: number): Gutter | null {
  const width = Math.ceil(to - from);
  if (!(width > 50) || width > 20_000) return null;
  const steps = new Int32Array(width + 2);
  for (const { x0, x1 } of segments) {
    steps[Math.floor(x0 - from)]! += 1;
    steps[Math.min(width + 1, Math.ceil(x1 - from))]! -= 1;
  }
  const begin = Math.floor(width * 0.2);
  const end = Math.ceil(width * 0.8);
  let crossing = 0;
  let best: { start: number; end: number; crossing: number } | null = null;
  let open: { start: number; crossing: number } | null = null;
  for (let at = 0; at <= end; at += 1) {
    crossing += steps[at] ?? 0;
    if (at < begin) continue;
    if (!open || open.crossing !== crossing) open = { start: at, crossing };
    const size = at + 1 - open.start;
    const isBetter =
      !best || crossing < best.crossing || (crossing === best.crossing && size > best.end - best.start);
    if (size >= MIN_GUTTER && isBetter) best = { start: open.start, end: at + 1, crossing };
  }
  return best ? { start: from + best.start, end: from + best.end } : null;
}

/** The share of a column's width that its median line takes. */
function fill(rows: readonly (readonly PdfSegment[])[], width: number): number {
  const widths = rows
    .map(extentOf)
    .map(({ x0, x1 }) => x1 - x0)
    .sort((one, other) => one - other);
  return (widths[Math.floor(widths.length / 2)] ?? 0) / Math.max(1, width);
}

function sorted(segments: readonly PdfSegment[]): PdfSegment[] {
  return groupRows(segments).flatMap((row) => row.sort((one, other) => one.x0 - other.x0));
}
