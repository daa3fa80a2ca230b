/** A grid over a part of the world: the middle of cell (0, 0) is (originX, originY). */
export interface FieldFrame {
  originX: number;
  originY: number;
  /** World units a cell. */
  cell: number;
  columns: number;
  rows: number;
}

/** Adds `weight` at a world point, shared among the four cells around it. The point must lie inside the frame. */
export function splat(values: Float32Array, frame: FieldFrame, x: number, y: number, weight: number): void {
  const gridX = (x - frame.originX) / frame.cell;
  const gridY = (y - frame.originY) / frame.cell;
  const column = Math.floor(gridX);
  const row = Math.floor(gridY);
  const shareX = gridX - column;
  const shareY = gridY - row;
  const at = row * frame.columns + column;
  values[at] = (values[at] ?? 0) + weight * (1 - shareX) * (1 - shareY);
  values[at + 1] = (values[at + 1] ?? 0) + weight * shareX * (1 - shareY);
  values[at + frame.columns] = (values[at + frame.columns] ?? 0) + weight * (1 - shareX) * shareY;
  values[at + frame.columns + 1] = (values[at + frame.columns + 1] ?? 0) + weight * shareX * shareY;
}

/** Blurs in place: `passes` box blurs of `radius` cells each way come close to a Gaussian. The cost does not depend on the radius. */
export function blurField(
  values: Float32Array,
  columns: number,
  rows: number,
  radius: number,
  passes = 3,
): void {
  const scratch = new Float32Array(values.length);
  for (let pass = 0; pass < passes; pass++) {
    blurLines(values, scratch, { lines: rows, length: columns, lineStride: columns, stride: 1 }, radius);
    blurLines(scratch, values, { lines: columns, length: rows, lineStride: 1, stride: columns }, radius);
  }
}

interface Lines {
  lines: number;
  length: number;
  lineStride: number;
  stride: number;
}

function blurLines(from: Float32Array, to: Float32Array, lines: Lines, radius: number): void {
  const share = 1 / (2 * radius + 1);
  for (let line = 0; line < lines.lines; line++) {
    const base = line * lines.lineStride;
    let sum = 0;
    for (let at = 0; at <= radius && at < lines.length; at++) sum += from[base + at * lines.stride] as number;
    for (let at = 0; at < lines.length; at++) {
      to[base + at * lines.stride] = sum * share;
      const gone = at - radius;
      const come = at + radius + 1;
      if (gone >= 0) sum -= from[base + gone * lines.stride] as number;
      if (come < lines.length) sum += from[base + come * lines.stride] as number;
    }
  }
}

/** The density that an average member sees: the mean of the field, weighted by itself. 0 for an empty field. */
export function densityOfMembers(values: Float32Array): number {
  let sum = 0;
  let squares = 0;
  for (const value of values) {
    if (value < 1e-5) continue;
    sum += value;
    squares += value * value;
  }
  return sum > 0 ? squares / sum : 0;
}
