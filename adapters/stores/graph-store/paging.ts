import { GraphRagError } from '../../../domain/errors.ts';
import type { Page, PageRequest } from '../../../domain/ports/graph-store.ts';

/** The values by which a list is ordered, of the item that a page ended with. */
export type SortKey = readonly (string | number)[];

/** @returns null for the first page. @throws GraphRagError `request-invalid` for a cursor that this list never gave */
export function readCursor(
  cursor: string | undefined,
  shape: readonly ('string' | 'number')[],
): SortKey | null {
  if (cursor === undefined) return null;
  try {
    const key: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (
      Array.isArray(key) &&
      key.length === shape.length &&
      key.every((value, index) => typeof value === shape[index])
    ) {
      return key;
    }
  } catch {
    // Falls through: told as any other wrong cursor.
  }
  throw new GraphRagError('request-invalid', `The cursor "${cursor.slice(0, 80)}" is not one of this list`, {
    hint: 'Take nextCursor of the page before, or start without a cursor.',
  });
}

function writeCursor(key: SortKey): string {
  return Buffer.from(JSON.stringify(key), 'utf8').toString('base64url');
}

/** A page from one item more than it holds, which only tells that there are more. */
export function toPage<T>(items: T[], total: number, limit: number, keyOf: (item: T) => SortKey): Page<T> {
  const shown = items.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: shown,
    total,
    ...(items.length > limit && last ? { nextCursor: writeCursor(keyOf(last)) } : {}),
  };
}

/** A page of a whole list that is in order already: what stands behind the cursor's place. */
export function pageOfSorted<T>(
  items: readonly T[],
  page: PageRequest,
  after: SortKey | null,
  keyOf: (item: T) => SortKey,
): Page<T> {
  const start = after === null ? 0 : items.findIndex((item) => compareKeys(keyOf(item), after) > 0);
  const rest = start < 0 ? [] : items.slice(start, start + page.limit + 1);
  return toPage(rest, items.length, page.limit, keyOf);
}

/** Ascending, value by value. */
export function compareKeys(a: SortKey, b: SortKey): number {
  for (const [index, left] of a.entries()) {
    const right = b[index];
    if (right === undefined || left === right) continue;
    return left < right ? -1 : 1;
  }
  return 0;
}
