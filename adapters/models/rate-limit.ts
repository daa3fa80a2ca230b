import { createAlarm } from './alarm.ts';
import type { Clock } from './clock.ts';
import { createWaitingLine, type Gate, type GateCall } from './gate.ts';

export interface RateLimitOptions {
  /** Absent: any number. */
  requestsPerMinute?: number | undefined;
  /** Prompt and reply together. Absent: any number. */
  tokensPerMinute?: number | undefined;
  clock: Clock;
}

const MINUTE_MS = 60_000;

/** A call that went out less than a minute ago. */
interface Spent {
  at: number;
  tokens: number;
}

/**
 * Holds to what a person or a provider has set: in no window of a minute more requests or tokens than that. A call counts with the most
 * that it may take until it has ended, then with what it took. One that alone is larger than the limit goes when nothing else counts.
 */
export function createRateLimit(options: RateLimitOptions): Gate {
  const { clock } = options;
  const mostRequests = options.requestsPerMinute ?? Number.POSITIVE_INFINITY;
  const mostTokens = options.tokensPerMinute ?? Number.POSITIVE_INFINITY;
  const line = createWaitingLine(() => advance());
  const spent: Spent[] = [];

  const entries = new Map<GateCall, Spent>();
  /** Of all in `spent`. */
  let tokens = 0;

  const fits = (call: GateCall): boolean => {
    const minuteAgo = clock.now() - MINUTE_MS;
    while (spent[0] && spent[0].at <= minuteAgo) tokens -= spent.shift()?.tokens ?? 0;
    return spent.length === 0 || (spent.length < mostRequests && tokens + call.tokens <= mostTokens);
  };

  const admit = (call: GateCall): boolean => {
    if (!fits(call)) return false;
    const entry = { at: clock.now(), tokens: call.tokens };
    spent.push(entry);
    tokens += entry.tokens;
    entries.set(call, entry);
    return true;
  };

  /** Until the oldest call no longer counts. */
  const nextMs = (): number => (spent[0] ? Math.max(1, spent[0].at + MINUTE_MS - clock.now()) : 0);

  const advance = (): void => {
    line.advance(admit);
    alarm.stop();
    if (line.first() && spent.length > 0) alarm.set(nextMs());
  };
  const alarm = createAlarm(clock, advance);

  return {
    waitMs: (call) => (fits(call) ? 0 : nextMs()),
    async enter(call) {
      const turn = line.join(call);
      advance();
      await turn;
      return (outcome) => {
        const entry = entries.get(call);
        entries.delete(call);
        // One that is older than a minute no longer counts.
        if (entry && outcome.kind === 'done' && spent.includes(entry)) {
          const given = Math.max(0, entry.tokens - outcome.tokens);
          entry.tokens -= given;
          tokens -= given;
        }
        advance();
      };
    },
  };
}
