import { describe, expect, it } from 'vitest';
import { createMeter } from '../../../../adapters/models/meter.ts';
import { totalOf } from '../../../../domain/model-receipt.ts';

const price = { input: 1, output: 4 };
const usage = { inputTokens: 1000, outputTokens: 100 };

describe('a meter', () => {
  it('counts what a call without a reply took, and tells it apart', () => {
    let told = 0;
    const meter = createMeter(
      () => price,
      () => {
        told += 1;
      },
    );
    meter.took('m', 'extract', usage);
    meter.failed('m', 'extract', { inputTokens: 1000, outputTokens: 10 });
    meter.failed('m', 'extract', { inputTokens: 1000, outputTokens: 0 });
    const [receipt] = meter.receipts();
    expect(receipt).toMatchObject({
      calls: 3,
      failedCalls: 2,
      inputTokens: 3000,
      outputTokens: 110,
      lost: { inputTokens: 2000, outputTokens: 10 },
    });
    expect(receipt?.cost).toBeCloseTo((3000 + 110 * 4) / 1e6, 12);
    expect(told).toBe(3);
  });

  it('counts a call that took nothing, and says nothing of what was lost', () => {
    const meter = createMeter(() => price);
    meter.failed('m', 'extract', null);
    meter.failed('m', 'extract');
    expect(meter.receipts()).toMatchObject([{ calls: 2, failedCalls: 2, inputTokens: 0, cost: 0 }]);
    expect(meter.receipts()[0]).not.toHaveProperty('lost');
  });

  it('sums up what was lost over purposes', () => {
    const meter = createMeter(() => price);
    meter.failed('m', 'extract', usage);
    meter.failed('m', 'report', usage);
    meter.took('m', 'answer', usage);
    expect(totalOf(meter.receipts()).lost).toEqual({ inputTokens: 2000, outputTokens: 200 });
  });
});
