import type { ModelUsage } from './model-price.ts';

export interface LostTokens {
  inputTokens: number;
  outputTokens: number;
}

/** What the calls for one purpose took so far. */
export interface ModelReceipt extends Required<ModelUsage> {
  /** As the requests named it. */
  purpose: string;
  model: string;
  /** Requests that reached the server, asking again and failed ones included. */
  calls: number;
  /** Those of `calls` that brought no reply (rate limit, server error, broken connection). */
  failedCalls: number;
  /**
   * What failed calls are taken to have used, a part of the tokens and of the cost here. Mostly it is counted by us and told by nobody: of a reply that broke
   * off, the prompt and what came of the reply. Absent: nothing.
   */
  lost?: LostTokens;
  /** Replies that were remembered: nothing was asked. */
  cachedCalls: number;
  /** US dollars; null when the price of the model is not known. */
  cost: number | null;
}

/** Sums up receipts, whatever they were for. `cost` is null when one of those that took tokens is. */
export function totalOf(receipts: readonly ModelReceipt[]): Omit<ModelReceipt, 'purpose' | 'model'> {
  const total: Omit<ModelReceipt, 'purpose' | 'model'> = {
    inputTokens: 0,
    outputTokens: 0,
    cachedInputTokens: 0,
    calls: 0,
    failedCalls: 0,
    cachedCalls: 0,
    cost: 0,
  };
  for (const receipt of receipts) {
    total.inputTokens += receipt.inputTokens;
    total.outputTokens += receipt.outputTokens;
    total.cachedInputTokens += receipt.cachedInputTokens;
    total.calls += receipt.calls;
    total.failedCalls += receipt.failedCalls;
    total.cachedCalls += receipt.cachedCalls;
    if (receipt.lost) total.lost = addLost(total.lost, receipt.lost);
    if (receipt.inputTokens + receipt.outputTokens > 0) {
      total.cost = total.cost === null || receipt.cost === null ? null : total.cost + receipt.cost;
    }
  }
  return total;
}

export function addLost(one: LostTokens | undefined, other: LostTokens): LostTokens {
  return {
    inputTokens: (one?.inputTokens ?? 0) + other.inputTokens,
    outputTokens: (one?.outputTokens ?? 0) + other.outputTokens,
  };
}
