import { createRandom } from '../algorithms/random.ts';

/** A finished layout to be judged. Arrays are parallel; entities on the belt (region -1) do not count. */
export interface JudgedLayout {
  readonly x: ArrayLike<number>;
  readonly y: ArrayLike<number>;
  /** Level-0 community of each entity, -1 on the belt. */
  readonly regions: ArrayLike<number>;
  readonly sources: ArrayLike<number>;
  readonly targets: ArrayLike<number>;
}

/** Shares are 0 to 1. */
export interface LayoutMetrics {
  /** Mean length of a link over that of a random pair: short links make it small. */
  readonly ratio: number;
  /** Share of entities most of whose five nearest belong to another region. */
  readonly foreign: number;
  /** Share of entities whose nearest is closer than 0.4 of the mean spacing. */
  readonly near: number;
  /** Share of the occupied cells that hold two regions. */
  readonly mixed: number;
  /** Share of the bounding box without an entity. */
  readonly empty: number;
}

const NEIGHBOURS = 5;
const RANDOM_PAIRS = 20_000;

/** Judges how well a layout shows its regions and its links. */
export function layoutMetrics(layout: JudgedLayout): LayoutMetrics {
  const stars = Array.from(layout.regions)
    .map((region, entity) => ({ entity, region, x: layout.x[entity]!, y: layout.y[entity]! }))
    .filter(({ region }) => region >= 0);
  const xs = stars.map(({ x }) => x).sort((left, right) => left - right);
  const ys = stars.map(({ y }) => y).sort((left, right) => left - right);
  const box = { x: xs[0]!, y: ys[0]!, width: xs.at(-1)! - xs[0]!, height: ys.at(-1)! - ys[0]! };
  const spacing = Math.sqrt((box.width * box.height * 0.75) / stars.length);
  return {
    ratio: linkRatio(layout, stars),
    ...neighbourShares(stars, box, spacing),
    ...cellShares(stars, box, spacing * 2.2),
  };
}

interface Star {
  readonly entity: number;
  readonly region: number;
  readonly x: number;
  readonly y: number;
}

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

function distance(a: { x: number; y: number }, b: { x: number; y: number }): number {
  return Math.sqrt((a.x - b.x) ** 2 + (a.y - b.y) ** 2);
}

function linkRatio({ x, y, regions, sources, targets }: JudgedLayout, stars: readonly Star[]): number {
  let sum = 0;
  let count = 0;
  for (let link = 0; link < sources.length; link++) {
    const source = sources[link]!;
    const target = targets[link]!;
    if (source === target || regions[source]! < 0 || regions[target]! < 0) continue;
    sum += distance({ x: x[source]!, y: y[source]! }, { x: x[target]!, y: y[target]! });
    count++;
  }
  const random = createRandom(5);
  let randomSum = 0;
  for (let pair = 0; pair < RANDOM_PAIRS; pair++) {
    randomSum += distance(stars[random.below(stars.length)]!, stars[random.below(stars.length)]!);
  }
  return sum / count / (randomSum / RANDOM_PAIRS);
}

function neighbourShares(
  stars: readonly Star[],
  box: Box,
  spacing: number,
): { foreign: number; near: number } {
  const side = spacing * 1.6;
  const cells = new Map<string, Star[]>();
  const column = (star: Star) => Math.floor((star.x - box.x) / side);
  const row = (star: Star) => Math.floor((star.y - box.y) / side);
  for (const star of stars) {
    const key = `${column(star)} ${row(star)}`;
    const cell = cells.get(key);
    if (cell) cell.push(star);
    else cells.set(key, [star]);
  }
  let foreign = 0;
  let near = 0;
  for (const star of stars) {
    let nearest: { other: Star; length: number }[] = [];
    for (let reach = 1; reach <= 8; reach++) {
      nearest = [];
      for (let r = row(star) - reach; r <= row(star) + reach; r++) {
        for (let c = column(star) - reach; c <= column(star) + reach; c++) {
          for (const other of cells.get(`${c} ${r}`) ?? []) {
            if (other !== star) nearest.push({ other, length: distance(star, other) });
          }
        }
      }
      nearest.sort((left, right) => left.length - right.length);
      if (nearest.length >= NEIGHBOURS && nearest[NEIGHBOURS - 1]!.length <= reach * side) break;
    }
    const few = nearest.slice(0, NEIGHBOURS);
    if (few.filter(({ other }) => other.region !== star.region).length > NEIGHBOURS / 2) foreign++;
    if (few.length > 0 && few[0]!.length < 0.4 * spacing) near++;
  }
  return { foreign: foreign / stars.length, near: near / stars.length };
}

function cellShares(stars: readonly Star[], box: Box, side: number): { mixed: number; empty: number } {
  const columns = Math.ceil(box.width / side);
  const rows = Math.ceil(box.height / side);
  const regionsIn = new Map<number, Set<number>>();
  for (const star of stars) {
    const column = Math.min(columns - 1, Math.floor((star.x - box.x) / side));
    const row = Math.min(rows - 1, Math.floor((star.y - box.y) / side));
    const cell = row * columns + column;
    const regions = regionsIn.get(cell) ?? new Set();
    regionsIn.set(cell, regions.add(star.region));
  }
  const mixed = Array.from(regionsIn.values()).filter((regions) => regions.size > 1).length;
  return { mixed: mixed / regionsIn.size, empty: 1 - regionsIn.size / (columns * rows) };
}

/** How far entities moved, as shares of the old map's width. */
export interface Movement {
  readonly median: number;
  readonly p95: number;
  readonly most: number;
}

/**
 * Compares two layouts of the same entities.
 *
 * @param pairs old and new place of each entity that is in both
 * @param width of the old map
 */
export function movement(
  pairs: readonly { before: { x: number; y: number }; after: { x: number; y: number } }[],
  width: number,
): Movement {
  const moved = pairs
    .map(({ before, after }) => distance(before, after) / width)
    .sort((left, right) => left - right);
  const at = (share: number) => moved[Math.min(moved.length - 1, Math.floor(moved.length * share))] ?? 0;
  return { median: at(0.5), p95: at(0.95), most: moved.at(-1) ?? 0 };
}
