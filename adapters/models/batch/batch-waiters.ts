import type { ChatReply, ChatRequest } from '../../../domain/ports/language-model.ts';
import { allowManyListeners } from '../many-listeners.ts';
import type { BatchLine } from './batch-lines.ts';

/** What came of one request: its line of the batch, or the reply of the one that was asked directly. */
type Outcome = { line: BatchLine } | { reply: ChatReply };

interface Waiter {
  request: ChatRequest;
  settle(outcome: Outcome): void;
  fail(error: unknown): void;
}

/** Who waits for which reply, by the key of the request; several may wait for one. */
export interface BatchWaiters {
  /**
   * Waits for the outcome of the request.
   *
   * @param onFirst called when nobody else waits for it and it has not come yet
   * @throws the signal's reason when cancelled, or what `fail` was given
   */
  wait(
    key: string,
    request: ChatRequest,
    signal: AbortSignal | undefined,
    onFirst: () => void,
  ): Promise<Outcome>;
  /** The request that is waited for; undefined when nobody waits. */
  requestOf(key: string): ChatRequest | undefined;
  /** Gives the outcome to all who wait, or keeps it for the first who will. */
  settle(key: string, outcome: Outcome): void;
  fail(keys: readonly string[], error: unknown): void;
  /** True when an outcome of one of them is kept for somebody. */
  keeps(keys: readonly string[]): boolean;
  /** Aborted when the last one who waits has left. */
  needed(): AbortSignal;
}

export function createBatchWaiters(): BatchWaiters {
  const waiting = new Map<string, Waiter[]>();
  const kept = new Map<string, Outcome>();
  const fresh = (): AbortController => {
    const controller = new AbortController();
    allowManyListeners(controller.signal);
    return controller;
  };
  let needed = fresh();

  const leave = (key: string, waiter: Waiter): void => {
    const others = (waiting.get(key) ?? []).filter((other) => other !== waiter);
    if (others.length > 0) waiting.set(key, others);
    else waiting.delete(key);
    if (waiting.size > 0) return;
    needed.abort();
    needed = fresh();
  };

  return {
    wait(key, request, signal, onFirst) {
      const known = kept.get(key);
      if (known) {
        kept.delete(key);
        return Promise.resolve(known);
      }
      return new Promise((resolve, reject) => {
        const cancelled = (): void => {
          leave(key, waiter);
          reject(signal?.reason);
        };
        const ended = (): void => signal?.removeEventListener('abort', cancelled);
        const waiter: Waiter = {
          request,
          settle(outcome) {
            ended();
            resolve(outcome);
          },
          fail(error) {
            ended();
            reject(error);
          },
        };
        signal?.addEventListener('abort', cancelled, { once: true });
        const others = waiting.get(key);
        waiting.set(key, [...(others ?? []), waiter]);
        if (!others) onFirst();
      });
    },
    requestOf: (key) => waiting.get(key)?.[0]?.request,
    settle(key, outcome) {
      const waiters = waiting.get(key);
      waiting.delete(key);
      if (!waiters) kept.set(key, outcome);
      for (const waiter of waiters ?? []) waiter.settle(outcome);
    },
    fail(keys, error) {
      for (const key of keys) {
        const waiters = waiting.get(key) ?? [];
        waiting.delete(key);
        for (const waiter of waiters) waiter.fail(error);
      }
    },
    keeps: (keys) => keys.some((key) => kept.has(key)),
    needed: () => needed.signal,
  };
}
