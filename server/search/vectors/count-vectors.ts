import type { VectorIds } from '../../../domain/ports/vector-store.ts';
import type { IndexSnapshot } from '../../snapshot.ts';

/** How many of the texts that search looks for by meaning have a vector: those of chunks and of reports. */
export function countVectors(
  { index: { chunks, reports } }: Pick<IndexSnapshot, 'index'>,
  ids: VectorIds,
): { made: number; texts: number } {
  const isMade = (id: string): number => (ids.has(id) ? 1 : 0);
  const made =
    chunks.reduce((sum, { id }) => sum + isMade(id), 0) +
    reports.reduce((sum, { communityId }) => sum + isMade(communityId), 0);
  return { made, texts: chunks.length + reports.length };
}
