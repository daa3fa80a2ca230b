import type { Box } from './camera.ts';

export interface StarGrid {
  /**
   * The entity that a world point touches: the one that it is deepest inside of, so that large ones are easier to hit.
   *
   * @param widest no radius is larger
   * @param radiusOf in world units; 0 for what cannot be touched
   * @returns -1 when it touches nothing
   */
  touched(x: number, y: number, widest: number, radiusOf: (entity: number) => number): number;
  /** The entities inside the box, best first. */
  inside(box: Box): Uint32Array;
  /** How many are inside the box. */
  count(box: Box): number;
}

/** Entities per cell, on average. */
const PER_CELL = 6;

/** A uniform grid over the entities: a cell's entities are one run of `items`, in rank order. */
export function createStarGrid(x: Float32Array, y: Float32Array, bounds: Box): StarGrid {
  const side = Math.max(bounds.maxX - bounds.minX, bounds.maxY - bounds.minY);
  const cell = side / Math.max(1, Math.floor(Math.sqrt(x.length / PER_CELL)));
  const columns = Math.floor((bounds.maxX - bounds.minX) / cell) + 1;
  const rows = Math.floor((bounds.maxY - bounds.minY) / cell) + 1;
  const clampTo = (value: number, count: number): number =>
    Math.min(count - 1, Math.max(0, Math.floor(value)));
  const columnOf = (worldX: number): number => clampTo((worldX - bounds.minX) / cell, columns);
  const rowOf = (worldY: number): number => clampTo((worldY - bounds.minY) / cell, rows);
  const { start, items } = sortIntoCells(
    x.length,
    columns * rows,
    (entity) => rowOf(y[entity] ?? 0) * columns + columnOf(x[entity] ?? 0),
  );

  const visit = (box: Box, each: (entity: number) => void): void => {
    const last = columnOf(box.maxX);
    for (let row = rowOf(box.minY); row <= rowOf(box.maxY); row++) {
      const from = start[row * columns + columnOf(box.minX)] ?? 0;
      const to = start[row * columns + last + 1] ?? 0;
      for (let at = from; at < to; at++) each(items[at] ?? 0);
    }
  };

  const visitInside = (box: Box, each: (entity: number) => void): void =>
    visit(box, (entity) => {
      const worldX = x[entity] as number;
      const worldY = y[entity] as number;
      if (worldX >= box.minX && worldX <= box.maxX && worldY >= box.minY && worldY <= box.maxY) each(entity);
    });

  return {
    touched(worldX, worldY, widest, radiusOf) {
      let best = -1;
      let bestDistance = 0;
      const box = {
        minX: worldX - widest,
        minY: worldY - widest,
        maxX: worldX + widest,
        maxY: worldY + widest,
      };
      visit(box, (entity) => {
        const distance = Math.hypot((x[entity] ?? 0) - worldX, (y[entity] ?? 0) - worldY) - radiusOf(entity);
        if (distance < bestDistance) [best, bestDistance] = [entity, distance];
      });
      return best;
    },
    inside(box) {
      const found: number[] = [];
      visitInside(box, (entity) => found.push(entity));
      return Uint32Array.from(found).sort();
    },
    count(box) {
      let found = 0;
      visitInside(box, () => found++);
      return found;
    },
  };
}

function sortIntoCells(count: number, cells: number, cellOf: (entity: number) => number) {
  const start = new Uint32Array(cells + 1);
  const cellOfEntity = new Uint32Array(count);
  for (let entity = 0; entity < count; entity++) {
    const cell = cellOf(entity);
    cellOfEntity[entity] = cell;
    start[cell + 1] = (start[cell + 1] ?? 0) + 1;
  }
  for (let cell = 0; cell < cells; cell++) start[cell + 1] = (start[cell + 1] ?? 0) + (start[cell] ?? 0);
  const next = start.slice(0, cells);
  const items = new Uint32Array(count);
  for (let entity = 0; entity < count; entity++) {
    const cell = cellOfEntity[entity] ?? 0;
    items[next[cell] ?? 0] = entity;
    next[cell] = (next[cell] ?? 0) + 1;
  }
  return { start, items };
}
