import { createAlarm } from './alarm.ts';
import type { Clock } from './clock.ts';
import { createWaitingLine, type Gate, type GateCall } from './gate.ts';
import { createLearnedPace, type SentCall } from './learned-pace.ts';
import type { CallTrouble } from './limit-trouble.ts';

export interface AdaptiveLimitOptions {
  clock: Clock;
  /** Most calls at once; 16 unless told. */
  most?: number | undefined;
  /** Calls at once before anything is known; 4 unless told. */
  first?: number | undefined;
}

/** A call that takes longer than this is worth a look at what it waits for. */
const SLOW_MS = 15_000;
/** So many times the shortest time a token is a sign that calls wait for each other. */
const CROWDED = 1.5;
const OVERCROWDED = 2.5;
/** Weight of the newest call in the running mean of the time a token. */
const NEWEST = 0.5;

/** Good calls between two tries with one more at once; each try that fails doubles it. */
const FIRST_PATIENCE = 40;
const MOST_PATIENCE = 1280;

/**
 * Finds out how many calls at once, and how many a minute, a server takes, from its refusals alone. Begins with a few and adds one for each
 * that goes well; the first refusal ends that. A server that counts calls at once is then never asked for more than it took, one that counts by
 * the minute is asked at an even pace; a step more is tried rarely, so that what is refused stays below a twentieth. A server that takes all and
 * reads one after the other (a small machine) shows it in the time that calls take: it is given no more than it has use for, so that none waits
 * until its connection is cut.
 */
export function createAdaptiveLimit({ clock, most = 16, first = 4 }: AdaptiveLimitOptions): Gate {
  const line = createWaitingLine(() => advance());
  const pace = createLearnedPace(clock);
  let limit = Math.min(first, most);
  let inFlight = 0;
  let learned = false;
  let good = 0;
  let patience = FIRST_PATIENCE;
  /** Milliseconds a token of slow calls: the running mean, and the least that it ever was. */
  let mean = 0;
  let best = Number.POSITIVE_INFINITY;
  const sent = new WeakMap<GateCall, SentCall>();

  const advance = (): void => {
    line.advance((call) => {
      if (inFlight >= limit || pace.waitMs() > 0) return false;
      inFlight += 1;
      sent.set(call, pace.sent(call.tokens));
      return true;
    });
    alarm.stop();
    const wait = pace.waitMs();
    if (line.first() && inFlight < limit && wait > 0) alarm.set(wait);
  };
  const alarm = createAlarm(clock, advance);

  /** How many times longer than at best a token of slow calls takes now; 1 while calls are quick. */
  const crowding = (tookMs: number, tokens: number): number => {
    if (tookMs < SLOW_MS) return 1;
    const perToken = tookMs / Math.max(1, tokens);
    mean = mean === 0 ? perToken : mean + (perToken - mean) * NEWEST;
    best = Math.min(best, mean);
    return mean / best;
  };

  const wentWell = (tookMs: number, tokens: number): void => {
    const crowded = crowding(tookMs, tokens);
    if (crowded > OVERCROWDED) limit = Math.max(1, limit - 1);
    if (crowded > CROWDED) return;
    good += 1;
    if (limit >= most) return;
    if (!learned || good >= patience) {
      limit += 1;
      good = 0;
    }
  };

  /** `inFlight` still counts the refused one: the others were taken, as far as is known. */
  const wasRefused = (call: SentCall, trouble: CallTrouble): void => {
    const byTheMinute = trouble.kind === 'requests' || trouble.kind === 'tokens';
    if (!byTheMinute) {
      if (learned && good < patience && limit > 1) patience = Math.min(patience * 2, MOST_PATIENCE);
      limit = Math.max(1, Math.min(limit, inFlight - 1));
      good = 0;
    }
    learned = true;
    // One that is refused although it is alone is not refused for being one of many.
    if (byTheMinute || (trouble.kind === 'unknown' && limit === 1 && inFlight === 1))
      pace.refused(call, trouble);
  };

  return {
    waitMs: () => pace.waitMs(),
    async enter(call) {
      const turn = line.join(call);
      advance();
      await turn;
      return (outcome) => {
        const sentCall = sent.get(call) ?? { at: clock.now(), tokens: call.tokens };
        if (outcome.kind === 'done') {
          pace.took(sentCall, outcome.tokens);
          wentWell(clock.now() - sentCall.at, outcome.tokens);
        } else if (outcome.kind === 'failed' && outcome.trouble.limited)
          wasRefused(sentCall, outcome.trouble);
        inFlight -= 1;
        advance();
      };
    },
  };
}
