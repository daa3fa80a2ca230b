import type { BuildProgress } from '../../domain/ports/index-builder.ts';

/** Shortest time between two events that tell of progress in the same stage. */
const INTERVAL_MS = 100;

/**
 * Decides which progress is worth an event: the beginning and the end of each stage, and at most ten a second between.
 *
 * @param now milliseconds
 */
export function thinProgress(now: () => number): (progress: BuildProgress) => boolean {
  let stage: string | null = null;
  let toldAt = Number.NEGATIVE_INFINITY;
  return (progress) => {
    const at = now();
    const news = progress.stage !== stage || progress.done >= progress.total;
    if (!news && at - toldAt < INTERVAL_MS) return false;
    stage = progress.stage;
    toldAt = at;
    return true;
  };
}
