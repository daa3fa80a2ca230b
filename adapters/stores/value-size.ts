import type { GraphValue } from '../../domain/graph-value.ts';

/** What a number, a truth value or nothing counts for. */
const PLAIN_BYTES = 8;
const KEY_BYTES = 4;

/**
 * Roughly the bytes of a value's JSON. Counting ends soon after `enough`, so that a value of millions of parts takes no longer to look at than the
 * size that matters.
 */
export function sizeOf(value: GraphValue, enough: number): number {
  if (typeof value === 'string') return value.length + 2;
  if (value === null || typeof value !== 'object') return PLAIN_BYTES;
  let size = 2;
  if (Array.isArray(value)) {
    for (const item of value) {
      if (size > enough) break;
      size += sizeOf(item, enough - size);
    }
    return size;
  }
  for (const key in value) {
    if (size > enough) break;
    size +=
      key.length + KEY_BYTES + sizeOf((value as Record<string, GraphValue>)[key] ?? null, enough - size);
  }
  return size;
}
