import { groupRows } from './page-segments.ts';
import type { PdfSegment } from './pdf-line.ts';

/** Running headers and footers lie in this share of a page, above and below. */
const MARGIN = 0.15;
/** Lines at the edge of a page that may be a header or footer. */
const EDGE_LINES = 2;
/** Baselines that differ by less, in points, are at one height. */
const SAME_HEIGHT = 6;

/** On so many pages of a long document a line is repeated, or numbers go up by one a page. */
const MIN_REPEATS = 3;

const PAGE_NUMBER =
  /^[-–—\s]*(?:page|p\.|第)?\s*(?:\d{1,4}|[ivxl]{1,7})\s*页?\s*(?:(?:of|\/|\||共)\s*\d{1,4}\s*页?)?[-–—\s]*$/i;

/** What browsers print above a page: date and time, then the title. */
const PRINTED_AT = /^\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4},? \d{1,2}:\d{2}/;

interface EdgeLine {
  page: number;
  key: string;
  y: number;
  segments: PdfSegment[];
}

/**
 * Takes running headers, footers and page numbers off: what stands at one height in the margin of several pages, digits aside; numbers
 * alone there; and lines there with a number that goes up with the pages.
 */
export function withoutMargins(
  pages: readonly { height: number; segments: readonly PdfSegment[] }[],
): PdfSegment[][] {
  const edges = pages.flatMap((page, at) => edgeLines(page, at));
  const atHeight = new Map<string, EdgeLine[]>();
  for (const line of edges) atHeight.set(line.key, [...(atHeight.get(line.key) ?? []), line]);
  const enough = Math.max(2, Math.min(MIN_REPEATS, Math.ceil(pages.length * 0.2)));
  const numbering = usualNumbering(edges, enough);
  const dropped = new Set<PdfSegment>();
  for (const line of edges) {
    const alike = (atHeight.get(line.key) ?? []).filter(({ y }) => Math.abs(y - line.y) < SAME_HEIGHT);
    const isRunning = new Set(alike.map(({ page }) => page)).size >= enough;
    const isNumbered = numbersOf(line).some((number) => number - line.page === numbering);
    const text = textOf(line.segments);
    const isPageOf = / \d+\s*(?:\/|of)\s*(\d+)$/.exec(text)?.[1] === String(pages.length);
    if (isRunning || isNumbered || isPageOf || PAGE_NUMBER.test(text) || PRINTED_AT.test(text))
      for (const segment of line.segments) dropped.add(segment);
  }
  return pages.map(({ segments }) => segments.filter((segment) => !dropped.has(segment)));
}

/** Numbers that begin or end a line, as page numbers do beside a title. */
function numbersOf({ segments }: EdgeLine): number[] {
  const text = textOf(segments);
  return [/^\d{1,4}(?=\s)/.exec(text), /(?<=\s)\d{1,4}$/.exec(text)].flatMap((match) =>
    match ? [Number(match[0])] : [],
  );
}

/** What page numbers are more than the place of their page; null when no numbering shows. */
function usualNumbering(edges: readonly EdgeLine[], enough: number): number | null {
  const pagesOf = new Map<number, Set<number>>();
  for (const line of edges)
    for (const number of numbersOf(line)) {
      const pages = pagesOf.get(number - line.page) ?? new Set();
      pagesOf.set(number - line.page, pages.add(line.page));
    }
  const [most] = [...pagesOf].sort((one, other) => other[1].size - one[1].size);
  return most && most[1].size >= enough ? most[0] : null;
}

function edgeLines(
  { height, segments }: { height: number; segments: readonly PdfSegment[] },
  page: number,
): EdgeLine[] {
  const rows = groupRows(segments);
  const top = rows.slice(0, EDGE_LINES).filter((row) => (row[0]?.y ?? 0) < MARGIN * height);
  const bottom = rows.slice(-EDGE_LINES).filter((row) => (row[0]?.y ?? 0) > (1 - MARGIN) * height);
  return [...new Set([...top, ...bottom])].map((row) => ({
    page,
    key: textOf(row).replace(/\d+/g, '0').replace(/\s+/g, ''),
    y: row[0]?.y ?? 0,
    segments: row,
  }));
}

function textOf(row: readonly PdfSegment[]): string {
  return row.map(({ text }) => text).join(' ');
}
