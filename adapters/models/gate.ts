import type { CallTrouble } from './limit-trouble.ts';

/** How a call ended, as gates see it. */
export type CallOutcome =
  | { kind: 'done'; tokens: number }
  | { kind: 'failed'; trouble: CallTrouble }
  /** Cancelled, or never sent. */
  | { kind: 'dropped' };

export interface GateCall {
  /** Most tokens that the call can take, prompt and reply together. */
  tokens: number;
  /** Of these, tokens of the prompt. */
  promptTokens: number;
  signal?: AbortSignal | undefined;
  /** Somebody waits for it: it goes before those that are not. */
  isUrgent?: boolean;
}

/** Lets calls through in the order in which they came, urgent ones first, each when it is its turn. */
export interface Gate {
  /**
   * Waits for the turn of the call.
   *
   * @returns to be called once with how it ended
   * @throws the signal's reason when cancelled while waiting
   */
  enter(call: GateCall): Promise<(outcome: CallOutcome) => void>;
  /** How long such a call will wait at least, in milliseconds, other calls under way aside; absent when that is never known. */
  waitMs?(call: GateCall): number;
}

interface Waiter {
  call: GateCall;
  go(): void;
  fail(reason: unknown): void;
}

/** First come, first served, urgent ones before all others; a cancelled one leaves at once. */
export interface WaitingLine {
  /** Waits until `advance` lets this call through. */
  join(call: GateCall): Promise<void>;
  /** Lets through the first ones for as long as `admit` says so. `admit` is asked once a call that it takes. */
  advance(admit: (call: GateCall) => boolean): void;
  /** Sends the first one away with an error. */
  rejectFirst(reason: unknown): void;
  first(): GateCall | undefined;
}

/** @param onCancelled told when a cancelled call has left: what was set for it need not come */
export function createWaitingLine(onCancelled: () => void = () => undefined): WaitingLine {
  const waiting: Waiter[] = [];
  return {
    join(call) {
      return new Promise((resolve, reject) => {
        const { signal } = call;
        if (signal?.aborted) return reject(signal.reason);
        const leave = (): void => {
          signal?.removeEventListener('abort', cancelled);
          const place = waiting.indexOf(waiter);
          if (place >= 0) waiting.splice(place, 1);
        };
        const cancelled = (): void => {
          leave();
          reject(signal?.reason);
          onCancelled();
        };
        const waiter: Waiter = {
          call,
          go() {
            leave();
            resolve();
          },
          fail(reason) {
            leave();
            reject(reason);
          },
        };
        signal?.addEventListener('abort', cancelled, { once: true });
        const patient = call.isUrgent ? waiting.findIndex((other) => !other.call.isUrgent) : -1;
        waiting.splice(patient < 0 ? waiting.length : patient, 0, waiter);
      });
    },
    advance(admit) {
      for (let waiter = waiting[0]; waiter && admit(waiter.call); waiter = waiting[0]) waiter.go();
    },
    rejectFirst: (reason) => waiting[0]?.fail(reason),
    first: () => waiting[0]?.call,
  };
}
