import type { LanguageModel } from '../../domain/ports/language-model.ts';
import type { TokenCounter } from '../../domain/ports/token-counter.ts';
import { type Breaker, withBreaker } from './breaker.ts';
import type { Budget } from './budget.ts';
import type { Gate } from './gate.ts';
import type { RunningMeter } from './meter.ts';
import type { PatienceOptions } from './patience.ts';
import type { ReplyCache } from './reply-cache.ts';
import { withCache, withKeeping } from './with-cache.ts';
import { withGate } from './with-gate.ts';
import { withHaste } from './with-haste.ts';
import { withMeter } from './with-meter.ts';
import { withRetry } from './with-retry.ts';
import { withSecondAsk } from './with-second-ask.ts';

export interface ChatParts {
  /** What makes the call: `createOpenAiChat`. */
  model: LanguageModel;
  /** Makes the call in a batch instead: what limits and retries are for is then the provider's business. */
  batchModel?: LanguageModel | undefined;
  /** Of the model, for the cache. */
  server: string;
  cache: ReplyCache;
  /** Of this run; absent when it may spend what it wants. */
  budget: Budget | null;
  patience: PatienceOptions;
  /** Shared by all calls to the server. */
  breaker: Breaker;
  /** What a person or provider has set; shared by all calls to the server. */
  rateLimit: Gate;
  /** What was learned from refusals; shared by all calls to the server. */
  adaptiveLimit: Gate;
  counter: TokenCounter;
  meter: RunningMeter;
  /** A person waits for its calls. */
  isUrgent?: boolean | undefined;
}

/**
 * The chat model as everyone uses it. Outermost first, each where it is for a reason:
 *
 * 1. cache: what was answered costs nothing, waits for nothing, and counts against no limit
 * 2. second ask: outside of the budget and the limits, for asking again is a call like any other
 * 3. budget: outside of retries, so that a call keeps its room from try to try; what a try took that broke off counts, and the next one asks the budget first
 * 4. breaker: outside of retries, for it counts calls that were given up; those that wait further in are let go when it opens
 * 5. retry: outside of the limits, so that a call which waits for its next try holds no place
 * 6. rate limit, then adaptive limit: a call takes its place among those at once only when its minute has come
 * 7. keeping: inside of the limits, so that a call holds its place until its reply is on disk and a kill loses few
 * 8. meter: innermost, so that it counts what truly went out
 *
 * A cancelled signal passes through all of them untouched. Urgent calls pass 5 and 6 in haste (`with-haste.ts`); that one of them was
 * given up says nothing to the breaker, for others may wait longer.
 */
export function composeChatModel(parts: ChatParts): LanguageModel {
  const { server, cache, budget, breaker, rateLimit, adaptiveLimit, counter, meter } = parts;
  const kept = withKeeping(withMeter(parts.model, meter), cache);
  const batched = parts.batchModel && withKeeping(withMeter(parts.batchModel, meter), cache);
  const patience = {
    ...parts.patience,
    onFailure: breaker.failedOnce,
    beforeNextTry: () => budget?.checkNextTry(),
  };
  const limited = withGate(withGate(kept, adaptiveLimit, counter), rateLimit, counter);
  const retried = parts.isUrgent
    ? withBreaker(withHaste(kept, { patience, gates: [rateLimit, adaptiveLimit], counter }), {
        ...breaker,
        gaveUp: () => undefined,
      })
    : withBreaker(withRetry(limited, patience), breaker);
  // In batch mode streams, which a person waits for, are still made directly.
  const made = batched ? { ...retried, complete: batched.complete } : retried;
  const bounded = budget ? withGate(made, budget, counter) : made;
  const onHit = ({ purpose }: { purpose: string }): void => meter.remembered(parts.model.name, purpose);
  return withCache(withSecondAsk(bounded), { cache, server, onHit });
}
