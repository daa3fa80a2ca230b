import type { BuildProgress } from '../../domain/ports/index-builder.ts';

/** Shortest time between two events that tell of progress in the same stage. */
const INTERVAL_MS = 100;

/**
 * Tells of progress as often as it is worth an event: at the beginning and the end of each stage at once, and at most ten times a second
 * between. The last of several is told, a little later, however long the next one takes.
 *
 * @param now milliseconds
 */
export function thinProgress(tell: () => void, now: () => number): (progress: BuildProgress) => void {
  let stage: string | null = null;
  let toldAt = Number.NEGATIVE_INFINITY;
  let later: NodeJS.Timeout | undefined;
  const tellNow = (): void => {
    clearTimeout(later);
    later = undefined;
    toldAt = now();
    tell();
  };
  return (progress) => {
    const isNews = progress.stage !== stage || progress.done >= progress.total;
    stage = progress.stage;
    const waitMs = toldAt + INTERVAL_MS - now();
    if (isNews || waitMs <= 0) tellNow();
    else later ??= setTimeout(tellNow, waitMs).unref();
  };
}
