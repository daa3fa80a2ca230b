import type { ModelSpending } from '../domain/job.ts';
import { type ModelReceipt, totalOf } from '../domain/model-receipt.ts';
import type { BuildProgress } from '../domain/ports/index-builder.ts';
import type { ModelMeter } from '../domain/ports/model-meter.ts';

/** Progress of a build with what models took for it. */
export interface SpendingProgress {
  tell(progress: BuildProgress): void;
  /** Tells the last progress again, because more was spent. */
  spentMore(): void;
  /** From now on this meter's receipts are in what is told. */
  watch(meter: ModelMeter): void;
}

/** @param before what was taken in earlier runs of the same job */
export function createSpendingProgress(
  onProgress: (progress: BuildProgress) => void = () => {},
  before?: ModelSpending,
): SpendingProgress {
  let last: BuildProgress = { stage: 'read', done: 0, total: 0 };
  let meter: ModelMeter | null = null;
  const send = (): void => {
    const receipts = meter?.receipts() ?? [];
    const isSpent = before !== undefined || receipts.length > 0;
    onProgress(isSpent ? { ...last, spent: addSpending(spendingOf(receipts), before) } : last);
  };
  return {
    tell(progress) {
      last = progress;
      send();
    },
    spentMore: send,
    watch(its) {
      meter = its;
    },
  };
}

/** All receipts together. */
export function spendingOf(receipts: readonly ModelReceipt[]): ModelSpending {
  const { inputTokens, outputTokens, cost } = totalOf(receipts);
  return { input: inputTokens, output: outputTokens, cost };
}

export function addSpending(one: ModelSpending, other: ModelSpending | undefined): ModelSpending {
  if (!other) return one;
  const cost = one.cost === null || other.cost === null ? null : one.cost + other.cost;
  return { input: one.input + other.input, output: one.output + other.output, cost };
}
