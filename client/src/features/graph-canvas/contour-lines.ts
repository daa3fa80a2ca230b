/** A closed line: x and y in turn. */
export type Loop = number[];

/** Which edges of a cell the line enters and leaves by, for each pattern of corners above the level (1 bottom left, 2 bottom right, 4 top right, 8 top left). */
const LEFT = 0;
const TOP = 1;
const RIGHT = 2;
const BOTTOM = 3;
const STEPS: readonly (readonly (readonly [from: number, to: number])[])[] = [
  [],
  [[LEFT, BOTTOM]],
  [[BOTTOM, RIGHT]],
  [[LEFT, RIGHT]],
  [[RIGHT, TOP]],
  [
    [LEFT, TOP],
    [RIGHT, BOTTOM],
  ],
  [[BOTTOM, TOP]],
  [[LEFT, TOP]],
  [[TOP, LEFT]],
  [[TOP, BOTTOM]],
  [
    [TOP, RIGHT],
    [BOTTOM, LEFT],
  ],
  [[TOP, RIGHT]],
  [[RIGHT, LEFT]],
  [[RIGHT, BOTTOM]],
  [[BOTTOM, LEFT]],
  [],
];

/**
 * The closed lines along which a field has the value `level`, in grid coordinates, by marching squares. Values on the border of the grid must be
 * below the level, else lines would end in the open.
 *
 * @see Lorensen and Cline, "Marching cubes", 1987, in two dimensions
 */
export function contourLines(values: Float32Array, columns: number, rows: number, level: number): Loop[] {
  const next = new Map<number, number>();
  const points = new Map<number, readonly [number, number]>();
  const cut = (from: number, to: number): number => (level - from) / (to - from);
  for (let row = 0; row < rows - 1; row++) {
    for (let column = 0; column < columns - 1; column++) {
      const at = row * columns + column;
      const topLeft = values[at] as number;
      const topRight = values[at + 1] as number;
      const bottomLeft = values[at + columns] as number;
      const bottomRight = values[at + columns + 1] as number;
      const pattern =
        (bottomLeft > level ? 1 : 0) |
        (bottomRight > level ? 2 : 0) |
        (topRight > level ? 4 : 0) |
        (topLeft > level ? 8 : 0);
      const steps = STEPS[pattern] as (typeof STEPS)[number];
      if (steps.length === 0) continue;
      // Each cell edge has one number: even ones lie along a row, odd ones along a column.
      const edges = [2 * at + 1, 2 * at, 2 * (at + 1) + 1, 2 * (at + columns)] as const;
      for (const [from, to] of steps) {
        next.set(edges[from] as number, edges[to] as number);
        for (const side of [from, to]) {
          const edge = edges[side] as number;
          if (points.has(edge)) continue;
          if (side === TOP) points.set(edge, [column + cut(topLeft, topRight), row]);
          else if (side === BOTTOM) points.set(edge, [column + cut(bottomLeft, bottomRight), row + 1]);
          else if (side === LEFT) points.set(edge, [column, row + cut(topLeft, bottomLeft)]);
          else points.set(edge, [column + 1, row + cut(topRight, bottomRight)]);
        }
      }
    }
  }
  return chain(next, points);
}

function chain(next: Map<number, number>, points: ReadonlyMap<number, readonly [number, number]>): Loop[] {
  const loops: Loop[] = [];
  for (let start = firstKey(next); start !== undefined; start = firstKey(next)) {
    const loop: Loop = [];
    for (let edge: number | undefined = start; edge !== undefined; ) {
      const point = points.get(edge);
      if (point) loop.push(point[0], point[1]);
      const following: number | undefined = next.get(edge);
      next.delete(edge);
      edge = following === start ? undefined : following;
    }
    if (loop.length >= 8) loops.push(loop);
  }
  return loops;
}

const firstKey = (map: ReadonlyMap<number, number>): number | undefined => map.keys().next().value;

/** Area inside a loop. */
export function loopArea(loop: Loop): number {
  let twice = 0;
  for (let at = 0; at < loop.length; at += 2) {
    const other = (at + 2) % loop.length;
    twice +=
      (loop[at] as number) * (loop[other + 1] as number) - (loop[other] as number) * (loop[at + 1] as number);
  }
  return Math.abs(twice / 2);
}

/** Cuts the corners of a closed line, `times` over. @see Chaikin, "An algorithm for high speed curve generation", 1974 */
export function smoothLoop(loop: Loop, times = 2): Loop {
  let current = loop;
  for (let time = 0; time < times; time++) {
    const smoother: Loop = [];
    for (let at = 0; at < current.length; at += 2) {
      const other = (at + 2) % current.length;
      const [x, y] = [current[at] as number, current[at + 1] as number];
      const [nextX, nextY] = [current[other] as number, current[other + 1] as number];
      smoother.push(0.75 * x + 0.25 * nextX, 0.75 * y + 0.25 * nextY);
      smoother.push(0.25 * x + 0.75 * nextX, 0.25 * y + 0.75 * nextY);
    }
    current = smoother;
  }
  return current;
}
