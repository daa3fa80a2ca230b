import type { Clock } from './clock.ts';

/** Rings once after a time; set again or stopped, the ring that was to come does not. */
export interface Alarm {
  set(milliseconds: number): void;
  stop(): void;
}

export function createAlarm(clock: Clock, ring: () => void): Alarm {
  let coming: AbortController | null = null;
  const stop = (): void => {
    coming?.abort();
    coming = null;
  };
  return {
    stop,
    set(milliseconds) {
      stop();
      const next = new AbortController();
      coming = next;
      clock.sleep(milliseconds, next.signal).then(ring, () => undefined);
    },
  };
}
