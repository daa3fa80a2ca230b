import type { Clock } from './clock.ts';
import { type CallTrouble, MOST_ASKED_WAIT_MS } from './limit-trouble.ts';

/** How fast calls may follow each other, learned from refusals. */
export interface LearnedPace {
  /** How long the next call has to wait; 0 for none. */
  waitMs(): number;
  /** A call goes out that takes at most so many tokens. */
  sent(tokens: number): SentCall;
  /** It went well and took `actual` tokens. */
  took(call: SentCall, actual: number): void;
  /** It was refused. */
  refused(call: SentCall, trouble: CallTrouble): void;
}

export interface SentCall {
  at: number;
  tokens: number;
}

const MINUTE_MS = 60_000;
/** Below what was seen to go well, so that clocks need not agree. */
const FIRST_CUT = 0.9;
const LATER_CUT = 0.9;
const RAISE = 1.05;
/** While the pace was never refused, only the burst before it. */
const BOLD_RAISE = 1.5;
/** So few calls say nothing of a limit: somebody else may have used it up. */
const FEWEST_SEEN = 3;
/** Good calls between two raises well below the pace that was last refused. */
const QUICK_PATIENCE = 15;
/** Good calls between two raises near it; each refusal doubles it. */
const FIRST_PATIENCE = 60;
const MOST_PATIENCE = 2000;
/** Wait after a refusal that names none; twice as long for each further one in a row. */
const FIRST_PAUSE_MS = 1000;
const LONGEST_PAUSE_MS = 30_000;

/**
 * Nothing is held back until the first refusal; then the pace is what went well in the minute before, spread evenly, in requests or in
 * tokens as the server counts. Refusals in a row are one lesson: a server whose minute is used up says no to everything. After a refusal
 * all wait for as long as the server asks, two minutes at most: what comes then is told that it takes longer.
 */
export function createLearnedPace(clock: Clock): LearnedPace {
  /** Calls of the last minute before the first lesson that were not refused. */
  let recent: SentCall[] = [];
  let perMinute: number | null = null;
  /** The pace before the last raise: it went well. */
  let provenPace: number | null = null;
  /** The pace that was refused last. */
  let refusedPace = Number.POSITIVE_INFINITY;
  let unit: 'requests' | 'tokens' = 'requests';
  let nextAt = 0;
  let pausedUntil = 0;
  let lessonAt = Number.NEGATIVE_INFINITY;
  let inARow = 0;
  let good = 0;
  let patience = FIRST_PATIENCE;

  const amount = (tokens: number): number => (unit === 'tokens' ? Math.max(1, tokens) : 1);

  const learn = (): void => {
    const now = clock.now();
    if (perMinute === null) {
      recent = recent.filter(({ at }) => at > now - MINUTE_MS);
      if (recent.length < FEWEST_SEEN) return;
      perMinute = recent.reduce((sum, { tokens }) => sum + amount(tokens), 0) * FIRST_CUT;
    } else {
      refusedPace = perMinute;
      perMinute = provenPace ?? perMinute * LATER_CUT;
      provenPace = null;
      patience = Math.min(patience * 2, MOST_PATIENCE);
    }
    recent = [];
    nextAt = now + MINUTE_MS / perMinute;
  };

  /** Enough for a step up: about a minute's worth before the first refusal of a pace, fewer far below one that was refused, many near it. */
  const enough = (pace: number): number => {
    if (refusedPace === Number.POSITIVE_INFINITY) return Math.min(Math.max(5, pace), FIRST_PATIENCE);
    return pace < refusedPace * 0.85 ? QUICK_PATIENCE : patience;
  };

  return {
    waitMs: () => Math.max(pausedUntil, perMinute === null ? 0 : nextAt) - clock.now(),
    sent(tokens) {
      const call = { at: clock.now(), tokens };
      if (perMinute === null) recent.push(call);
      else nextAt = Math.max(clock.now(), nextAt) + (MINUTE_MS * amount(tokens)) / perMinute;
      return call;
    },
    took(call, actual) {
      if (call.at >= lessonAt) inARow = 0;
      const spare = Math.max(0, call.tokens - actual);
      call.tokens = actual;
      if (perMinute === null) return;
      // What was announced and not taken is given back.
      if (unit === 'tokens') nextAt -= (MINUTE_MS * spare) / perMinute;
      good += 1;
      if (good < enough(perMinute)) return;
      provenPace = perMinute;
      perMinute *= refusedPace === Number.POSITIVE_INFINITY ? BOLD_RAISE : RAISE;
      good = 0;
    },
    refused(call, trouble) {
      const now = clock.now();
      recent = recent.filter((sent) => sent !== call);
      const pause = Math.min(FIRST_PAUSE_MS * 2 ** inARow, LONGEST_PAUSE_MS);
      pausedUntil = Math.max(pausedUntil, now + Math.min(trouble.retryAfterMs ?? pause, MOST_ASKED_WAIT_MS));
      if (call.at < lessonAt) return;
      inARow += 1;
      if (inARow > 1) return;
      if (perMinute === null) unit = trouble.kind === 'tokens' ? 'tokens' : 'requests';
      learn();
      lessonAt = now;
      good = 0;
    },
  };
}
