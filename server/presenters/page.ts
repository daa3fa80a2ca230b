import { GraphRagError } from '../../domain/errors.ts';
import type { PageRequest } from '../../domain/ports/graph-store.ts';

/** One page of a list that is in memory, each item presented. The cursor is the place of the next item. */
export function presentPage<T, R>(
  all: readonly T[],
  { limit, cursor }: PageRequest,
  present: (item: T) => R,
): { items: R[]; total: number; nextCursor?: string } {
  const start = cursor === undefined ? 0 : placeOf(cursor);
  const end = start + limit;
  return {
    items: all.slice(start, end).map(present),
    total: all.length,
    ...(end < all.length ? { nextCursor: String(end) } : {}),
  };
}

function placeOf(cursor: string): number {
  if (/^\d{1,15}$/.test(cursor)) return Number(cursor);
  throw new GraphRagError('request-invalid', `"${cursor.slice(0, 40)}" is not a cursor of this list`, {
    hint: 'Send the nextCursor of the page before, or none for the first page.',
  });
}
