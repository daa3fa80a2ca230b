import { GraphRagError } from '../../domain/errors.ts';
import type { ChatRequest, LanguageModel } from '../../domain/ports/language-model.ts';
import type { TokenCounter } from '../../domain/ports/token-counter.ts';
import { reasonFor } from '../../domain/reason.ts';
import type { Gate } from './gate.ts';
import type { PatienceOptions } from './patience.ts';
import { toGateCall, withGate } from './with-gate.ts';
import { withRetry } from './with-retry.ts';

export interface HasteOptions {
  patience: PatienceOptions;
  /** Outermost first. */
  gates: readonly Gate[];
  counter: TokenCounter;
}

/** Whoever asks a question would rather know that there is no answer now. */
const MOST_TRIES = 3;
const MOST_WAITING_MS = 15_000;

/**
 * Retries and limits for calls that a person waits for: before others at each gate, three tries at most, none of which begins after 15 seconds.
 * What the server itself takes is not cut short, for a small machine reads slowly, nor is the wait for calls that are under way there.
 *
 * @throws GraphRagError `model-unavailable`, also at once when it is known that no call will go out for longer
 */
export function withHaste(model: LanguageModel, { patience, gates, counter }: HasteOptions): LanguageModel {
  const { clock } = patience;
  const limited = gates.reduceRight((inner, gate) => withGate(inner, urgent(gate), counter), model);
  /** The stack for one call, with its own time. */
  const tried = (request: ChatRequest): LanguageModel => {
    const call = toGateCall(request, counter, undefined);
    const waitMs = Math.max(...gates.map((gate) => gate.waitMs?.(call) ?? 0));
    if (waitMs > MOST_WAITING_MS) throw notNow(model.name, waitMs);
    const until = clock.now() + MOST_WAITING_MS;
    return withRetry(limited, { ...patience, mostTries: MOST_TRIES, leftMs: () => until - clock.now() });
  };
  return {
    ...model,
    async complete(request, options) {
      return tried(request).complete(request, options);
    },
    async *stream(request, options) {
      return yield* tried(request).stream(request, options);
    },
  };
}

function urgent(gate: Gate): Gate {
  return { enter: (call) => gate.enter({ ...call, isUrgent: true }) };
}

function notNow(name: string, waitMs: number): GraphRagError {
  const seconds = Math.ceil(waitMs / 1000);
  return new GraphRagError(
    'model-unavailable',
    `${name} may not be asked for another ${seconds} s: its limits are used up`,
    {
      reason: reasonFor('model-limits-used-up', { model: name, seconds }),
      hint: 'It is worth trying again then.',
      retryable: true,
    },
  );
}
