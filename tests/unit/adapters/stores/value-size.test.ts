import { describe, expect, it } from 'vitest';
import { sizeOf } from '../../../../adapters/stores/value-size.ts';
import type { GraphValue } from '../../../../domain/graph-value.ts';

describe('sizeOf', () => {
  it.each<[string, GraphValue]>([
    ['numbers', [1, 22, 333, 4444]],
    ['texts', ['', 'a', 'words of some length', '中文']],
    ['nothing and truth', [null, true, false]],
    ['maps', { name: 'a', list: [1, 2], map: { inner: 'b' } }],
  ])('is near the length of the JSON of %s', (_what, value) => {
    const size = sizeOf(value, 1e9);
    const { length } = JSON.stringify(value);
    expect(size).toBeGreaterThan(length / 3);
    expect(size).toBeLessThan(length * 3 + 8);
  });

  it('looks no further than is enough', () => {
    const list: GraphValue[] = Array.from({ length: 1000 }, () => 'ten letters');
    Object.defineProperty(list, 500, {
      get() {
        throw new Error('looked too far');
      },
    });
    expect(() => sizeOf(list, 1e9)).toThrow('looked too far');
    expect(sizeOf(list, 1000)).toBeGreaterThan(1000);
    expect(sizeOf({ a: list, b: 1 }, 1000)).toBeGreaterThan(1000);
  });
});
