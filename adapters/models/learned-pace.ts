import type { Clock } from './clock.ts';
import type { CallTrouble } from './model-error.ts';

/** How fast calls may follow each other, learned from refusals. */
export interface LearnedPace {
  /** How long the next call has to wait; 0 for none. */
  waitMs(): number;
  /** A call goes out that takes at most so many tokens. */
  sent(tokens: number): void;
  /** A call went well and took `actual` of the tokens that were announced. */
  took(announced: number, actual: number): void;
  /** A call that was sent at `sentAt` was refused. */
  refused(trouble: CallTrouble, sentAt?: number): void;
}

const MINUTE_MS = 60_000;
/** Below what was seen to go well, so that clocks need not agree. */
const FIRST_CUT = 0.9;
const LATER_CUT = 0.85;
const RAISE = 1.05;
/** Good calls between two raises; each refusal doubles it. */
const FIRST_PATIENCE = 60;
const MOST_PATIENCE = 2000;
/** Wait after a refusal that names none. */
const PAUSE_MS = 1000;

/**
 * Nothing is held back until the first refusal; then the pace is what went well in the minute before, spread evenly, in requests or in
 * tokens as the server counts. Refusals of calls that went out before the last lesson teach nothing new. After a refusal all wait for
 * as long as the server asks.
 */
export function createLearnedPace(clock: Clock): LearnedPace {
  let recent: { at: number; tokens: number }[] = [];
  let perMinute: number | null = null;
  let unit: 'requests' | 'tokens' = 'requests';
  let nextAt = 0;
  let pausedUntil = 0;
  let lessonAt = Number.NEGATIVE_INFINITY;
  let good = 0;
  let patience = FIRST_PATIENCE;

  const amount = (tokens: number): number => (unit === 'tokens' ? Math.max(1, tokens) : 1);

  const learn = (): void => {
    const now = clock.now();
    recent = recent.filter(({ at }) => at > now - MINUTE_MS);
    const seen = recent.reduce((sum, { tokens }) => sum + amount(tokens), 0);
    perMinute = perMinute === null ? Math.max(1, seen * FIRST_CUT) : Math.max(0.1, perMinute * LATER_CUT);
    nextAt = now + MINUTE_MS / perMinute;
  };

  return {
    waitMs: () => Math.max(pausedUntil, perMinute === null ? 0 : nextAt) - clock.now(),
    sent(tokens) {
      if (perMinute !== null) {
        nextAt = Math.max(clock.now(), nextAt) + (MINUTE_MS * amount(tokens)) / perMinute;
      }
    },
    took(announced, actual) {
      if (perMinute === null) {
        recent.push({ at: clock.now(), tokens: actual });
        return;
      }
      // What was announced and not taken is given back.
      if (unit === 'tokens') nextAt -= (MINUTE_MS * Math.max(0, announced - actual)) / perMinute;
      good += 1;
      if (good < patience) return;
      perMinute *= RAISE;
      good = 0;
    },
    refused(trouble, sentAt = clock.now()) {
      const now = clock.now();
      pausedUntil = Math.max(pausedUntil, now + (trouble.retryAfterMs ?? PAUSE_MS));
      if (sentAt < lessonAt) return;
      if (perMinute === null) unit = trouble.kind === 'tokens' ? 'tokens' : 'requests';
      if (perMinute !== null) patience = Math.min(patience * 2, MOST_PATIENCE);
      learn();
      lessonAt = now;
      good = 0;
    },
  };
}
