import type { Clock } from '../../adapters/models/clock.ts';

/** A clock that stands still until it is turned. */
export interface VirtualClock extends Clock {
  /** Turns to the next sleeper and wakes it; false when nobody sleeps. */
  next(): boolean;
  /** Lets everything run that can, turning the clock whenever all wait, until `work` has ended. */
  run<T>(work: Promise<T>): Promise<T>;
}

export function createVirtualClock(): VirtualClock {
  const sleepers = new Set<{ at: number; wake(): void }>();
  let now = 0;
  const clock: VirtualClock = {
    now: () => now,
    sleep(milliseconds, signal) {
      return new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason);
        const sleeper = {
          at: now + milliseconds,
          wake() {
            sleepers.delete(sleeper);
            resolve();
          },
        };
        sleepers.add(sleeper);
        signal?.addEventListener('abort', () => {
          sleepers.delete(sleeper);
          reject(signal.reason);
        });
      });
    },
    next() {
      const first = [...sleepers].reduce<{ at: number; wake(): void } | null>(
        (best, sleeper) => (best === null || sleeper.at < best.at ? sleeper : best),
        null,
      );
      if (!first) return false;
      now = Math.max(now, first.at);
      first.wake();
      return true;
    },
    async run(work) {
      let ended = false;
      const settled = work.finally(() => {
        ended = true;
      });
      settled.catch(() => undefined);
      while (!ended) {
        await new Promise((resolve) => setImmediate(resolve));
        if (!ended && !clock.next()) await new Promise((resolve) => setImmediate(resolve));
      }
      return settled;
    },
  };
  return clock;
}

/** A clock that never waits: whoever sleeps wakes at once and finds that the time has passed. */
export function createHastyClock(): Clock & { slept: number[]; turn(milliseconds: number): void } {
  let now = 0;
  const slept: number[] = [];
  return {
    slept,
    turn(milliseconds) {
      now += milliseconds;
    },
    now: () => now,
    async sleep(milliseconds, signal) {
      signal?.throwIfAborted();
      slept.push(milliseconds);
      now += milliseconds;
      await new Promise((resolve) => setImmediate(resolve));
      signal?.throwIfAborted();
    },
  };
}
