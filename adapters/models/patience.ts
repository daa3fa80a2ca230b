import { GraphRagError } from '../../domain/errors.ts';
import { reasonFor, reasonOf } from '../../domain/reason.ts';
import type { Clock } from './clock.ts';
import { MOST_ASKED_WAIT_MS } from './limit-trouble.ts';
import { troubleOf } from './model-error.ts';

export interface PatienceOptions {
  clock: Clock;
  /** 0..1, spreads those who were refused together. */
  random: () => number;
  /** Told of every try that failed. */
  onFailure?: (error: unknown) => void;
  /** Called when a failed call is to be tried again. What it throws ends the call instead. */
  beforeNextTry?: () => void;
  /** 5 unless told. */
  mostTries?: number;
  /** The longest wait that is still worth it, in milliseconds; absent means any. */
  leftMs?: () => number;
}

const MOST_TRIES = 5;
const FIRST_WAIT_MS = 1000;
const LONGEST_WAIT_MS = 20_000;

/** Decides about one call how often it is tried and how long it waits in between. */
export interface Patience {
  /** Waits until the next try. @throws the error when there is none; the signal's reason when cancelled while waiting */
  afterFailure(error: unknown, signal: AbortSignal | undefined): Promise<void>;
}

/** Five tries, or two minutes of waiting that the server asked for, whichever ends first, unless told otherwise, also by what failed. Only what may pass by itself is tried again. */
export function createPatience(options: PatienceOptions): Patience {
  const { clock, random, onFailure, mostTries = MOST_TRIES } = options;
  let tries = 0;
  let waitedMs = 0;
  return {
    async afterFailure(error, signal) {
      tries += 1;
      if (signal?.aborted) throw error;
      onFailure?.(error);
      if (!(error instanceof GraphRagError)) throw error;
      if (error.code !== 'model-unavailable' || !error.retryable) throw error;
      const { retryAfterMs: asked, mostTries: worth = mostTries } = troubleOf(error);
      const waitMs =
        asked === undefined ? backOff(tries, random()) : asked + random() * Math.min(1000, asked / 10);
      const isTooLong =
        waitedMs + (asked ?? 0) > MOST_ASKED_WAIT_MS ||
        waitMs > (options.leftMs?.() ?? Number.POSITIVE_INFINITY);
      if (tries >= Math.min(mostTries, worth) || isTooLong) throw givenUp(error, tries, asked);
      // Given up for everybody just now.
      if (signal?.aborted) throw error;
      options.beforeNextTry?.();
      waitedMs += asked ?? 0;
      await clock.sleep(waitMs, signal);
    },
  };
}

/** Twice as long each time, between half of it and all of it. */
function backOff(tries: number, random: number): number {
  const full = Math.min(FIRST_WAIT_MS * 2 ** (tries - 1), LONGEST_WAIT_MS);
  return full * (0.5 + random / 2);
}

function givenUp(error: GraphRagError, tries: number, askedMs: number | undefined): GraphRagError {
  const seconds = askedMs === undefined ? null : Math.ceil(askedMs / 1000);
  const wait = seconds === null ? '' : `; it asks to wait ${seconds} s`;
  const because = [reasonOf(error)];
  return new GraphRagError(
    'model-unavailable',
    `${error.message} (given up after ${tries} ${tries === 1 ? 'try' : 'tries'}${wait})`,
    {
      reason:
        seconds === null
          ? reasonFor('model-given-up', { tries }, because)
          : reasonFor('model-given-up-waiting', { tries, seconds }, because),
      hint: error.hint ?? 'It is worth trying again later.',
      cause: error,
      retryable: true,
    },
  );
}
