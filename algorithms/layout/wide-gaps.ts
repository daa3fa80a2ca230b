import type { Reach } from './collide.ts';
import { DEPTHS } from './community-tree.ts';
import type { DiscGrid } from './disc-grid.ts';
import type { Discs } from './discs.ts';

const EMPTY = -1;
const MIXED = -2;

/** A gap wider than so many cells is kept by the discs in between. */
const MOST_CELLS = 12;

/** A cell to look into from another one: where it lies, and whether the gap of depth 1 reaches so far. */
interface Offset {
  readonly columns: number;
  readonly rows: number;
  readonly near: boolean;
}

/**
 * Keeps the wide gaps between communities of depth 0 and 1. Their reach is many cells, so every cell is first marked by the community it
 * is purely of, and discs are compared only where the marks of two cells differ.
 */
export function createWideGaps(discs: Discs, grid: DiscGrid, reach: Reach): () => void {
  const { x, y, radii, ancestors } = discs;
  const { ordinary, gaps, separate } = reach;
  const [gap0 = 0, gap1 = 0] = gaps;
  let roots = new Int32Array(0);
  let branches = new Int32Array(0);

  const mark = (cells: number): void => {
    if (roots.length < cells) {
      roots = new Int32Array(Math.ceil(cells * 1.25));
      branches = new Int32Array(roots.length);
    }
    const { starts, items } = grid;
    for (let cell = 0; cell < cells; cell++) {
      const end = starts[cell + 1]!;
      const first = starts[cell]!;
      if (first === end) {
        roots[cell] = EMPTY;
        continue;
      }
      let root = ancestors[items[first]! * DEPTHS]!;
      let branch = ancestors[items[first]! * DEPTHS + 1]!;
      for (let place = first + 1; place < end; place++) {
        const at = items[place]! * DEPTHS;
        if (ancestors[at] !== root) root = MIXED;
        if (ancestors[at + 1] !== branch) branch = MIXED;
      }
      roots[cell] = root;
      branches[cell] = branch;
    }
  };

  /** Compares the discs of one cell with those of another one, whose box starts at `left`, `top`. */
  const compare = (cell: number, other: number, left: number, top: number): void => {
    const { starts, items, side } = grid;
    for (let place = starts[cell]!; place < starts[cell + 1]!; place++) {
      const disc = items[place]!;
      const root = ancestors[disc * DEPTHS]!;
      const radius = radii[disc]! + ordinary;
      const furthest = radius + (root === roots[other] ? gap1 : gap0);
      let px = x[disc]!;
      let py = y[disc]!;
      const outX = px < left ? left - px : Math.max(0, px - left - side);
      const outY = Math.max(0, top - py);
      if (outX * outX + outY * outY >= furthest * furthest) continue;
      const across = (radius + gap0) ** 2;
      const within = (radius + gap1) ** 2;
      for (let at = starts[other]!; at < starts[other + 1]!; at++) {
        const partner = items[at]!;
        const dx = x[partner]! - px;
        const dy = y[partner]! - py;
        if (dx * dx + dy * dy >= (ancestors[partner * DEPTHS] === root ? within : across)) continue;
        if (separate(disc, partner)) {
          px = x[disc]!;
          py = y[disc]!;
        }
      }
    }
  };

  return () => {
    const { columns, rows, side, minX, minY } = grid;
    mark(columns * rows);
    const offsets = offsetsWithin(2 * ordinary + gap0, 2 * ordinary + gap1, side);
    for (let row = 0; row < rows; row++) {
      for (let column = 0; column < columns; column++) {
        const cell = row * columns + column;
        const root = roots[cell]!;
        if (root === EMPTY) continue;
        for (const offset of offsets) {
          const otherColumn = column + offset.columns;
          const otherRow = row + offset.rows;
          if (otherColumn < 0 || otherColumn >= columns || otherRow >= rows) continue;
          const other = otherRow * columns + otherColumn;
          if (roots[other] === EMPTY) continue;
          const sameRoot = root >= 0 && root === roots[other];
          const sameBranch = branches[cell]! >= 0 && branches[cell] === branches[other];
          if (sameRoot && (!offset.near || sameBranch)) continue;
          compare(cell, other, minX + otherColumn * side, minY + otherRow * side);
        }
      }
    }
  };
}

/** Cells ahead in reading order that the gap reaches, without those that touch, which the near pass has seen. */
function offsetsWithin(wide: number, narrow: number, side: number): Offset[] {
  const most = Math.min(MOST_CELLS, Math.ceil(wide / side));
  const offsets: Offset[] = [];
  for (let rows = 0; rows <= most; rows++) {
    for (let columns = -most; columns <= most; columns++) {
      if (rows === 0 ? columns <= 1 : rows === 1 && Math.abs(columns) <= 1) continue;
      const dx = Math.max(0, Math.abs(columns) - 1) * side;
      const dy = Math.max(0, rows - 1) * side;
      const distance = Math.sqrt(dx * dx + dy * dy);
      if (distance < wide) offsets.push({ columns, rows, near: distance < narrow });
    }
  }
  return offsets;
}
