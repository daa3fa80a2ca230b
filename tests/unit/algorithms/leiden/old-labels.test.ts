import { describe, expect, it } from 'vitest';
import { oldLabels } from '../../../../algorithms/leiden/old-labels.ts';

describe('oldLabels', () => {
  it('knows the old community of members whose community is mostly among them', () => {
    const old = oldLabels(Int32Array.of(4, 4, 4, 9, 9, 9, -1), null);
    expect(Array.from(old.within(Int32Array.of(0, 1, 3, 6))!)).toEqual([0, 0, -1, -1]);
  });

  it('says nothing when no member has an old community here', () => {
    const old = oldLabels(Int32Array.of(4, 4, 4, -1), null);
    expect(old.within(Int32Array.of(0, 3))).toBeNull();
  });

  it('answers each part of the graph by itself', () => {
    const old = oldLabels(Int32Array.of(1, 1, 2, 2), null);
    expect(Array.from(old.within(Int32Array.of(0, 1))!)).toEqual([0, 0]);
    expect(Array.from(old.within(Int32Array.of(0, 1))!)).toEqual([0, 0]);
    expect(Array.from(old.within(Int32Array.of(2, 3))!)).toEqual([1, 1]);
  });

  it('reads labels of the original graph through the order of the local one', () => {
    const old = oldLabels(Int32Array.of(7, 7, 8), Int32Array.of(2, 0, 1));
    expect(Array.from(old.within(Int32Array.of(0, 1, 2))!)).toEqual([0, 1, 1]);
  });
});
