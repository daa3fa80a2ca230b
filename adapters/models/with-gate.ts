import type { ChatReply, ChatRequest, LanguageModel } from '../../domain/ports/language-model.ts';
import type { TokenCounter } from '../../domain/ports/token-counter.ts';
import type { CallOutcome, Gate, GateCall } from './gate.ts';
import { troubleOf } from './model-error.ts';

/** Lets each call through the gate before it goes out, and tells the gate how it ended. */
export function withGate(model: LanguageModel, gate: Gate, counter: TokenCounter): LanguageModel {
  return {
    ...model,
    async complete(request, options) {
      const leave = await gate.enter(toGateCall(request, counter, options?.signal));
      let outcome: CallOutcome = { kind: 'dropped' };
      try {
        const reply = await model.complete(request, options);
        outcome = done(reply);
        return reply;
      } catch (error) {
        outcome = failed(error, options?.signal);
        throw error;
      } finally {
        leave(outcome);
      }
    },
    async *stream(request, options) {
      const leave = await gate.enter(toGateCall(request, counter, options?.signal));
      let outcome: CallOutcome = { kind: 'dropped' };
      try {
        const reply = yield* model.stream(request, options);
        outcome = done(reply);
        return reply;
      } catch (error) {
        outcome = failed(error, options?.signal);
        throw error;
      } finally {
        leave(outcome);
      }
    },
  };
}

/** What a request is to a gate. */
export function toGateCall(
  request: ChatRequest,
  counter: TokenCounter,
  signal: AbortSignal | undefined,
): GateCall {
  const promptTokens = counter.countPrompt(request);
  return { promptTokens, tokens: promptTokens + request.maxTokens, signal };
}

function done({ usage }: ChatReply): CallOutcome {
  return { kind: 'done', tokens: usage.inputTokens + usage.outputTokens };
}

function failed(error: unknown, signal: AbortSignal | undefined): CallOutcome {
  return signal?.aborted ? { kind: 'dropped' } : { kind: 'failed', trouble: troubleOf(error) };
}
