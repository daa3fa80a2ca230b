import { hashFraction } from '../hash.ts';
import { DEPTHS } from './community-tree.ts';
import { createGrid, type DiscGrid, fillGrid } from './disc-grid.ts';
import type { Discs } from './discs.ts';
import { createWideGaps } from './wide-gaps.ts';

/** Share of the discs that count as ordinary; larger ones are tested apart, or every cell would have to be as large as they are. */
const ORDINARY_SHARE = 0.86;

/** Pushes overlapping discs apart. */
export interface Collider {
  /**
   * One pass over all pairs that are too close, in the order of the grid.
   *
   * @param strength share of each overlap that is undone, 0 to 1
   * @param wide also keep the wide gaps between communities, which need a long reach; now and then is enough
   * @returns sum of the overlaps found
   */
  push(strength: number, wide: boolean): number;
}

/** What the passes over the grid share. */
export interface Reach {
  /** Radius of the largest ordinary disc, and of the largest of all. */
  readonly ordinary: number;
  readonly largest: number;
  readonly isLarge: Uint8Array;
  readonly gaps: readonly number[];
  /** Pushes two discs apart if they are too close; true when it moved them. */
  separate(a: number, b: number): boolean;
}

/**
 * Makes a collider. Two discs keep the sum of their radii and the gap of the highest depth at which their communities differ: that one rule
 * draws the borders between regions.
 *
 * @param gaps gap of each depth; none between discs of one leaf
 */
export function createCollider(discs: Discs, gaps: readonly number[]): Collider {
  const { count, x, y, radii, ancestors, mobility } = discs;
  const [gap0 = 0, gap1 = 0, gap2 = 0] = gaps;
  const sorted = Float64Array.from(radii).sort();
  const largest = sorted[count - 1] ?? 0;
  const ordinary = count < 60 ? largest : sorted[Math.floor(count * ORDINARY_SHARE)]!;
  const large: number[] = [];
  const isLarge = new Uint8Array(count);
  for (let disc = 0; disc < count; disc++) {
    if (radii[disc]! <= ordinary) continue;
    large.push(disc);
    isLarge[disc] = 1;
  }
  let share = 0;
  let overlap = 0;

  const separate = (a: number, b: number): boolean => {
    const dx = x[b]! - x[a]!;
    const dy = y[b]! - y[a]!;
    const squared = dx * dx + dy * dy;
    const atA = a * DEPTHS;
    const atB = b * DEPTHS;
    let wanted = radii[a]! + radii[b]!;
    if (ancestors[atA] !== ancestors[atB]) wanted += gap0;
    else if (ancestors[atA + 1] !== ancestors[atB + 1]) wanted += gap1;
    else if (ancestors[atA + 2] !== ancestors[atB + 2]) wanted += gap2;
    if (squared >= wanted * wanted) return false;
    // The heavier disc gives way less.
    const giveA = mobility[a]! * radii[b]! * radii[b]!;
    const giveB = mobility[b]! * radii[a]! * radii[a]!;
    if (giveA + giveB === 0) return false;
    const distance = Math.sqrt(squared);
    let unitX = dx / distance;
    let unitY = dy / distance;
    if (distance < 1e-6) {
      const angle = 2 * Math.PI * hashFraction(a * 7919 + b);
      unitX = Math.cos(angle);
      unitY = Math.sin(angle);
    }
    const step = (share * (wanted - distance)) / (giveA + giveB);
    x[a]! -= unitX * step * giveA;
    y[a]! -= unitY * step * giveA;
    x[b]! += unitX * step * giveB;
    y[b]! += unitY * step * giveB;
    overlap += wanted - distance;
    return true;
  };

  const grid = createGrid(count);
  const reach: Reach = { ordinary, largest, isLarge, gaps: [gap0, gap1, gap2], separate };
  const pushOrdinary = createNearPass(discs, grid, reach);
  const pushWide = createWideGaps(discs, grid, reach);
  return {
    push(strength, wide) {
      share = strength;
      overlap = 0;
      if (count < 2) return 0;
      fillGrid(grid, discs, 2 * ordinary + gap2);
      pushOrdinary();
      pushLarge(discs, grid, reach, large);
      if (wide) pushWide();
      return overlap;
    },
  };
}

/** Ordinary pairs in the same cell or in touching ones. */
function createNearPass(discs: Discs, grid: DiscGrid, reach: Reach): () => void {
  const { x, y, radii, ancestors } = discs;
  const { ordinary, isLarge, gaps, separate } = reach;
  const [gap0 = 0, gap1 = 0] = gaps;
  const { items } = grid;

  const scan = (disc: number, from: number, to: number): void => {
    let px = x[disc]!;
    let py = y[disc]!;
    const root = ancestors[disc * DEPTHS]!;
    const radius = radii[disc]!;
    const furthest = (radius + ordinary + gap0) ** 2;
    for (let place = from; place < to; place++) {
      const other = items[place]!;
      const dx = x[other]! - px;
      const dy = y[other]! - py;
      const squared = dx * dx + dy * dy;
      if (squared >= furthest || isLarge[other] === 1) continue;
      if (ancestors[other * DEPTHS] === root) {
        const within = radius + radii[other]! + gap1;
        if (squared > within * within) continue;
      }
      if (separate(disc, other)) {
        px = x[disc]!;
        py = y[disc]!;
      }
    }
  };

  return () => {
    const { columns, rows, starts } = grid;
    for (let row = 0; row < rows; row++) {
      for (let column = 0; column < columns; column++) {
        const cell = row * columns + column;
        const end = starts[cell + 1]!;
        const rightEnd = column + 1 < columns ? starts[cell + 2]! : end;
        const below = cell + columns;
        const hasBelow = row + 1 < rows;
        const belowStart = hasBelow ? starts[column > 0 ? below - 1 : below]! : 0;
        const belowEnd = hasBelow ? starts[column + 1 < columns ? below + 2 : below + 1]! : 0;
        for (let place = starts[cell]!; place < end; place++) {
          const disc = items[place]!;
          if (isLarge[disc] === 1) continue;
          scan(disc, place + 1, rightEnd);
          if (hasBelow) scan(disc, belowStart, belowEnd);
        }
      }
    }
  };
}

/** Large discs against everything in their reach. */
function pushLarge(discs: Discs, grid: DiscGrid, reach: Reach, large: readonly number[]): void {
  const { x, y, radii } = discs;
  const { columns, rows, side, minX, minY, starts, items } = grid;
  const column = (value: number) => Math.min(columns - 1, Math.max(0, Math.floor((value - minX) / side)));
  const row = (value: number) => Math.min(rows - 1, Math.max(0, Math.floor((value - minY) / side)));
  for (const disc of large) {
    const distance = radii[disc]! + reach.largest + reach.gaps[2]!;
    const left = column(x[disc]! - distance);
    const right = column(x[disc]! + distance);
    const bottom = row(y[disc]! + distance);
    for (let line = row(y[disc]! - distance); line <= bottom; line++) {
      const end = starts[line * columns + right + 1]!;
      for (let place = starts[line * columns + left]!; place < end; place++) {
        const other = items[place]!;
        if (other === disc || (reach.isLarge[other] === 1 && other < disc)) continue;
        reach.separate(disc, other);
      }
    }
  }
}
