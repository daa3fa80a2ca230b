import { setTimeout as delay } from 'node:timers/promises';

/** Time as limiters and retries see it; tests pass one that they turn by hand. */
export interface Clock {
  /** Milliseconds, only for differences. */
  now(): number;
  /** @throws the signal's own reason when it is cancelled meanwhile */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
}

/** The time of the machine. */
export const systemClock: Clock = {
  now: () => performance.now(),
  async sleep(milliseconds, signal) {
    try {
      await delay(milliseconds, undefined, signal ? { signal } : {});
    } catch (error) {
      signal?.throwIfAborted();
      throw error;
    }
  },
};
