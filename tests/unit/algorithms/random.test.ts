import { describe, expect, it } from 'vitest';
import { exponential } from '../../../algorithms/exponential.ts';
import { hashFraction, hashText } from '../../../algorithms/hash.ts';
import { createRandom } from '../../../algorithms/random.ts';

describe('createRandom', () => {
  it('gives the same stream for the same seed and another for another', () => {
    const draw = (seed: number) => {
      const random = createRandom(seed);
      return Array.from({ length: 5 }, () => random.uint32());
    };
    expect(draw(7)).toEqual(draw(7));
    expect(draw(7)).not.toEqual(draw(8));
  });

  it('fills its range evenly', () => {
    const random = createRandom(1);
    const counts = new Int32Array(10);
    for (let draw = 0; draw < 10_000; draw++) counts[random.below(10)]!++;
    for (const count of counts) expect(Math.abs(count - 1000)).toBeLessThan(130);
  });
});

describe('hashText', () => {
  it('is the same everywhere and for good', () => {
    // Ids are hashed into stored positions: another value here moves everybody's map.
    expect(hashText('')).toBe(431477908);
    expect(hashText('LoRA')).toBe(3263215287);
    expect(hashText('微调')).toBe(1327322081);
    expect(hashFraction(hashText('微调'))).toBeGreaterThanOrEqual(0);
    expect(hashFraction(hashText('微调'))).toBeLessThan(1);
  });
});

describe('exponential', () => {
  it('agrees with the mathematical function below 0', () => {
    for (let x = 0; x > -40; x -= 0.37) expect(exponential(x) / Math.exp(x)).toBeCloseTo(1, 11);
    expect(exponential(-1000)).toBe(0);
    expect(exponential(Number.NEGATIVE_INFINITY)).toBe(0);
  });
});
