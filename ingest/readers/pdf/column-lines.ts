import { extentOf } from './extent.ts';
import { groupRows } from './page-segments.ts';
import type { PdfCell, PdfLine, PdfSegment } from './pdf-line.ts';

/** Inside a column, a gap of this many times the font's height parts cells; narrower ones come of lines set to one width. */
const CELL_GAP = 1.8;
/** What opens an item of a list, often set apart from it like a cell of its own. */
const MARKER = /^(?:[•·▪◦●○‣■□◆➢✓–—*-]|\(?(?:\d{1,3}|[a-zA-Z]|[ivx]{1,5})[.)）]|[①-⑳]|\[\d{1,3}\])$/;

/**
 * The segments of one column as lines, from the top down.
 *
 * @param page counted from 0
 */
export function columnLines(segments: readonly PdfSegment[], page: number): PdfLine[] {
  return groupRows(segments).map((row) => {
    const ordered = row.sort((one, other) => one.x0 - other.x0);
    const main = ordered.reduce((one, other) => (other.text.length > one.text.length ? other : one));
    return {
      text: ordered.map(({ text }) => text).join(' '),
      ...extentOf(ordered),
      y: main.y,
      size: main.size,
      isMono: ordered.every(({ isMono }) => isMono),
      page,
      cells: cellsOf(ordered),
    };
  });
}

function cellsOf(segments: readonly PdfSegment[]): PdfCell[] {
  const cells: PdfCell[] = [];
  for (const { text, x0, x1, size } of segments) {
    const last = cells.at(-1);
    const isNear = last && x0 - last.x1 <= CELL_GAP * size;
    if (last && (isNear || (cells.length === 1 && MARKER.test(last.text)))) {
      last.text += ` ${text}`;
      last.x1 = x1;
    } else cells.push({ text, x0, x1 });
  }
  return cells;
}
