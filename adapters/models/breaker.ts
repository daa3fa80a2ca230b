import { GraphRagError } from '../../domain/errors.ts';
import type { LanguageModel, ModelCallOptions } from '../../domain/ports/language-model.ts';
import { reasonFor, reasonOf } from '../../domain/reason.ts';
import type { Clock } from './clock.ts';
import { MOST_ASKED_WAIT_MS } from './limit-trouble.ts';
import { troubleOf } from './model-error.ts';

/** Gives up for everybody when a server gives nobody anything. */
export interface Breaker {
  /** Aborted, with the error that all get, when the breaker opens; calls that wait for their turn need not. */
  signal(): AbortSignal;
  /** @throws GraphRagError `model-unavailable` while it is open */
  check(): void;
  succeeded(): void;
  /** Whoever begins a run may have put right what was wrong. */
  close(): void;
  /** A try failed; the call may be tried again. */
  failedOnce(error: unknown): void;
  /** A call was given up for good, however often it was tried. */
  gaveUp(error: GraphRagError): void;
}

/** Calls given up in a row, none going well in between. */
const MOST_GIVEN_UP = 3;
/** Tries that failed in a row for another reason than a limit. */
const MOST_FAILED = 20;
/** A server that does nothing but ask to wait is believed for so long. */
const MOST_WAITING_MS = 150_000;
const FEWEST_FAILED = 4;
const OPEN_MS = 30_000;

/**
 * Without it, a thousand calls to a server that is gone, or with a key that is wrong, would each take their five tries. Open for half a minute, then
 * everything is tried again. A server that asks for hours gets nothing more at once: a day's worth is used up.
 */
export function createBreaker(clock: Clock): Breaker {
  let givenUp = 0;
  /** Tries in a row that failed, and when the first did. */
  let failed = 0;
  let firstAt = 0;
  let opened: { error: GraphRagError; until: number } | null = null;
  let controller = new AbortController();

  const open = (error: GraphRagError): void => {
    givenUp = 0;
    failed = 0;
    opened = { error: notAsked(error), until: clock.now() + OPEN_MS };
    const before = controller;
    controller = new AbortController();
    before.abort(opened.error);
  };

  return {
    signal: () => controller.signal,
    check() {
      if (opened && clock.now() < opened.until) throw opened.error;
    },
    succeeded() {
      givenUp = 0;
      failed = 0;
    },
    close() {
      opened = null;
    },
    failedOnce(error) {
      if (
        !(error instanceof GraphRagError) ||
        error.code !== 'model-unavailable' ||
        notAskedErrors.has(error)
      )
        return;
      if (failed === 0) firstAt = clock.now();
      failed += 1;
      const isGone = failed >= MOST_FAILED && !troubleOf(error).limited;
      const isLong = (troubleOf(error).retryAfterMs ?? 0) > MOST_ASKED_WAIT_MS;
      const isWaiting = failed >= FEWEST_FAILED && clock.now() - firstAt > MOST_WAITING_MS;
      if (isGone || isLong || isWaiting) open(error);
    },
    gaveUp(error) {
      givenUp += 1;
      if (givenUp >= MOST_GIVEN_UP) open(error);
    },
  };
}

/** Fails at once what the breaker says is in vain; also what is already waiting for its turn or its next try. */
export function withBreaker(model: LanguageModel, breaker: Breaker): LanguageModel {
  const watched = (options: ModelCallOptions | undefined): { signal: AbortSignal } => {
    breaker.check();
    const signals = [options?.signal, breaker.signal()].filter((signal) => signal !== undefined);
    return { signal: AbortSignal.any(signals) };
  };
  const failed = (error: unknown, options: ModelCallOptions | undefined): never => {
    if (options?.signal?.aborted) throw options.signal.reason;
    const isOurs =
      error instanceof GraphRagError && error.code === 'model-unavailable' && !notAskedErrors.has(error);
    if (isOurs) breaker.gaveUp(error);
    throw error;
  };
  return {
    ...model,
    async complete(request, options) {
      const callOptions = watched(options);
      const reply = await model
        .complete(request, callOptions)
        .catch((error: unknown) => failed(error, options));
      breaker.succeeded();
      return reply;
    },
    async *stream(request, options) {
      const callOptions = watched(options);
      try {
        const reply = yield* model.stream(request, callOptions);
        breaker.succeeded();
        return reply;
      } catch (error) {
        return failed(error, options);
      }
    },
  };
}

const notAskedErrors = new WeakSet<GraphRagError>();

function notAsked(error: GraphRagError): GraphRagError {
  const told = new GraphRagError(
    'model-unavailable',
    `Not asked, because the calls before it failed: ${error.message}`,
    {
      reason: reasonFor('model-not-asked', {}, [reasonOf(error)]),
      hint: error.hint ?? 'It is worth trying again later.',
      cause: error,
      retryable: error.retryable,
    },
  );
  notAskedErrors.add(told);
  return told;
}
