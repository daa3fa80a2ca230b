import { costOf, type ModelPrice, type ModelUsage } from '../../domain/model-price.ts';
import { addLost, type ModelReceipt } from '../../domain/model-receipt.ts';
import type { ModelMeter } from '../../domain/ports/model-meter.ts';

/** A meter with its writing side. */
export interface RunningMeter extends ModelMeter {
  /** A call brought a reply. */
  took(model: string, purpose: string, usage: ModelUsage): void;
  /** A call brought none. @param lost what it must have taken all the same; absent or null: nothing */
  failed(model: string, purpose: string, lost?: ModelUsage | null): void;
  /** Nothing had to be asked. */
  remembered(model: string, purpose: string): void;
}

/**
 * @param priceOf null when the price of the model is not known
 * @param onTook called after each call that took something
 */
export function createMeter(
  priceOf: (model: string) => ModelPrice | null,
  onTook: () => void = () => {},
): RunningMeter {
  const receipts = new Map<string, ModelReceipt>();
  const receiptOf = (model: string, purpose: string): ModelReceipt => {
    const key = `${purpose}\n${model}`;
    const known = receipts.get(key);
    if (known) return known;
    const empty: ModelReceipt = {
      purpose,
      model,
      calls: 0,
      failedCalls: 0,
      cachedCalls: 0,
      inputTokens: 0,
      outputTokens: 0,
      cachedInputTokens: 0,
      cost: 0,
    };
    receipts.set(key, empty);
    return empty;
  };
  return {
    took(model, purpose, usage) {
      const receipt = receiptOf(model, purpose);
      receipt.calls += 1;
      add(receipt, usage);
      onTook();
    },
    failed(model, purpose, lost) {
      const receipt = receiptOf(model, purpose);
      receipt.calls += 1;
      receipt.failedCalls += 1;
      if (!lost) return;
      add(receipt, lost);
      receipt.lost = addLost(receipt.lost, lost);
      onTook();
    },
    remembered(model, purpose) {
      receiptOf(model, purpose).cachedCalls += 1;
    },
    receipts() {
      return [...receipts.entries()]
        .sort(([left], [right]) => (left < right ? -1 : 1))
        .map(([, receipt]) => ({ ...receipt, cost: costOf(receipt, priceOf(receipt.model)) }));
    },
  };
}

function add(receipt: ModelReceipt, { inputTokens, outputTokens, cachedInputTokens = 0 }: ModelUsage): void {
  receipt.inputTokens += inputTokens;
  receipt.outputTokens += outputTokens;
  receipt.cachedInputTokens += cachedInputTokens;
}
