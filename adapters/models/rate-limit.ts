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
  const line = createWaitingLine();
  const spent: Spent[] = [];

  const entries = new Map<GateCall, Spent>();
  /** Of all in `spent`. */
  let tokens = 0;

  const admit = (call: GateCall): boolean => {
    const now = clock.now();
    while (spent[0] && spent[0].at <= now - MINUTE_MS) tokens -= spent.shift()?.tokens ?? 0;
    const fits = spent.length < mostRequests && tokens + call.tokens <= mostTokens;
    if (!fits && spent.length > 0) return false;
    const entry = { at: now, tokens: call.tokens };
    spent.push(entry);
    tokens += entry.tokens;
    entries.set(call, entry);
    return true;
  };

  const advance = (): void => {
    line.advance(admit);
    alarm.stop();
    const oldest = spent[0];
    if (line.first() && oldest) alarm.set(Math.max(1, oldest.at + MINUTE_MS - clock.now()));
  };
  const alarm = createAlarm(clock, advance);

  return {
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
