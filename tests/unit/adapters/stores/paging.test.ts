import { describe, expect, it } from 'vitest';
import { compareKeys, pageOfSorted, readCursor } from '../../../../adapters/stores/graph-store/paging.ts';

describe('pages of a list', () => {
  it('end where the next one begins, also when the item that ended one is gone', () => {
    const key = (item: number) => [item];
    const first = pageOfSorted([1, 2, 3, 4, 5], { limit: 2 }, null, key);
    expect(first).toMatchObject({ items: [1, 2], total: 5 });
    const after = readCursor(first.nextCursor, ['number']);
    expect(pageOfSorted([1, 3, 4, 5], { limit: 2 }, after, key).items).toEqual([3, 4]);
    expect(pageOfSorted([1], { limit: 2 }, after, key)).toEqual({ items: [], total: 1 });
  });

  it('compares value by value', () => {
    expect(compareKeys(['a', 2], ['a', 10])).toBeLessThan(0);
    expect(compareKeys(['b', 0], ['a', 10])).toBeGreaterThan(0);
    expect(compareKeys(['a', 2], ['a', 2])).toBe(0);
  });

  it('takes only cursors of its own shape', () => {
    const cursor = pageOfSorted([1, 2], { limit: 1 }, null, (item) => [item]).nextCursor;
    expect(readCursor(cursor, ['number'])).toEqual([1]);
    expect(() => readCursor(cursor, ['string'])).toThrow(/cursor/);
    expect(() => readCursor(cursor, ['number', 'string'])).toThrow(/cursor/);
    expect(readCursor(undefined, ['number'])).toBeNull();
  });
});
