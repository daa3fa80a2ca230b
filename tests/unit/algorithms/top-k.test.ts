import fc from 'fast-check';
import { expect, it } from 'vitest';
import { topK } from '../../../algorithms/top-k.ts';

it('gives the first of all scores sorted, ties by index', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -5, max: 5 })), fc.nat(20), (scores, limit) => {
      const sorted = Array.from(scores.keys()).sort(
        (left, right) => scores[right]! - scores[left]! || left - right,
      );
      expect(Array.from(topK(scores, limit))).toEqual(sorted.slice(0, limit));
    }),
  );
});

it('looks only at the first scores when told how many count', () => {
  expect(Array.from(topK([1, 2, 9], 2, 2))).toEqual([1, 0]);
});
