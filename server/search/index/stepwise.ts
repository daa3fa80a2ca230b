import { setImmediate } from 'node:timers/promises';

/** Work that can be paused at each `yield`. */
export type Steps<T> = Generator<void, T>;

/** Longest that the event loop is held, in milliseconds. */
const SLICE_MS = 20;

/** Does all the work at once. */
export function runSteps<T>(steps: Steps<T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/**
 * Does the work in slices, between which others use the event loop.
 *
 * @throws the signal's own reason when it is aborted
 */
export async function runStepsInSlices<T>(steps: Steps<T>, signal?: AbortSignal): Promise<T> {
  for (;;) {
    signal?.throwIfAborted();
    const until = performance.now() + SLICE_MS;
    do {
      const step = steps.next();
      if (step.done) return step.value;
    } while (performance.now() < until);
    await setImmediate();
  }
}
