import type { EntityIndex } from './entity-index.ts';
import type { MapWorld } from './map-world.ts';

/** Entities on their way from where they were on the last map to where they are on this one. */
export interface Glide {
  /** Moves everyone to their place at `progress` 0..1. */
  at(progress: number): void;
}

/** Null when hardly anyone stays, or nobody moves far enough to see. */
export function createGlide(
  from: { world: MapWorld; index: EntityIndex },
  to: { world: MapWorld; index: EntityIndex },
): Glide | null {
  const { world } = to;
  const scale = world.unit / from.world.unit;
  const endX = world.x.slice();
  const endY = world.y.slice();
  const startX = endX.slice();
  const startY = endY.slice();
  let moved = false;
  for (let entity = 0; entity < world.count; entity++) {
    const before = from.index.indexOf(to.index.idOf(entity));
    if (before < 0) continue;
    startX[entity] = (from.world.x[before] as number) * scale;
    startY[entity] = (from.world.y[before] as number) * scale;
    const distance = Math.hypot(
      (startX[entity] as number) - (endX[entity] as number),
      (startY[entity] as number) - (endY[entity] as number),
    );
    if (distance > 0.02 * world.spacing) moved = true;
  }
  if (!moved) return null;
  return {
    at(progress) {
      const share = 1 - (1 - progress) ** 3;
      for (let entity = 0; entity < world.count; entity++) {
        world.x[entity] =
          (startX[entity] as number) + ((endX[entity] as number) - (startX[entity] as number)) * share;
        world.y[entity] =
          (startY[entity] as number) + ((endY[entity] as number) - (startY[entity] as number)) * share;
      }
    },
  };
}

const GLIDE_MS = 600;

/** Runs a glide, drawing each frame. @returns how to stop it where it is */
export function runGlide(glide: Glide, draw: () => void, done: () => void): () => void {
  const start = performance.now();
  let frame = 0;
  glide.at(0);
  const step = (): void => {
    const progress = Math.min(1, (performance.now() - start) / GLIDE_MS);
    glide.at(progress);
    if (progress < 1) {
      draw();
      frame = requestAnimationFrame(step);
    } else done();
  };
  frame = requestAnimationFrame(step);
  return () => cancelAnimationFrame(frame);
}
