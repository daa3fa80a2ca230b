import type { Discs } from './discs.ts';

/** Discs sorted into square cells: those of cell `c` are `items[starts[c]]` up to `items[starts[c + 1] - 1]`. */
export interface DiscGrid {
  columns: number;
  rows: number;
  /** Side of a cell. */
  side: number;
  minX: number;
  minY: number;
  readonly items: Int32Array;
  starts: Int32Array;
  readonly cellOf: Int32Array;
}

/** An empty grid for `count` discs; `fillGrid` fills it, again and again. */
export function createGrid(count: number): DiscGrid {
  return {
    columns: 0,
    rows: 0,
    side: 1,
    minX: 0,
    minY: 0,
    items: new Int32Array(count),
    starts: new Int32Array(16),
    cellOf: new Int32Array(count),
  };
}

/** Sorts the discs by cell (counting sort, so their order within a cell is that of the discs). */
export function fillGrid(grid: DiscGrid, discs: Discs, wantedSide: number): void {
  const { count, x, y } = discs;
  let minX = Number.POSITIVE_INFINITY;
  let minY = Number.POSITIVE_INFINITY;
  let maxX = Number.NEGATIVE_INFINITY;
  let maxY = Number.NEGATIVE_INFINITY;
  for (let disc = 0; disc < count; disc++) {
    const px = x[disc]!;
    const py = y[disc]!;
    if (px < minX) minX = px;
    if (px > maxX) maxX = px;
    if (py < minY) minY = py;
    if (py > maxY) maxY = py;
  }
  // Discs strewn widely must not make the grid large beyond measure.
  let side = wantedSide;
  while (((maxX - minX) / side) * ((maxY - minY) / side) > 6 * count + 64) side *= 1.2;
  const columns = Math.floor((maxX - minX) / side) + 1;
  const rows = Math.floor((maxY - minY) / side) + 1;
  const cells = columns * rows;
  if (grid.starts.length < cells + 1) grid.starts = new Int32Array(Math.ceil(cells * 1.25) + 1);
  const { starts, items, cellOf } = grid;
  starts.fill(0, 0, cells + 1);
  const inverse = 1 / side;
  for (let disc = 0; disc < count; disc++) {
    const cell = Math.floor((y[disc]! - minY) * inverse) * columns + Math.floor((x[disc]! - minX) * inverse);
    cellOf[disc] = cell;
    starts[cell]!++;
  }
  for (let cell = 1; cell <= cells; cell++) starts[cell]! += starts[cell - 1]!;
  for (let disc = count - 1; disc >= 0; disc--) items[--starts[cellOf[disc]!]!] = disc;
  grid.columns = columns;
  grid.rows = rows;
  grid.side = side;
  grid.minX = minX;
  grid.minY = minY;
}
