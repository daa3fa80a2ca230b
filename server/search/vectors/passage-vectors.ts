import type { VectorTable } from '../../../domain/ports/vector-store.ts';
import type { Passage } from '../index/passages.ts';
import type { ScoredPassage } from '../retrieval/top-passages.ts';
import { nearestRecords, type RecordVectors, recordVectors } from './record-vectors.ts';

/** The vectors of passages, those of their chunks; chunks without a vector are found by their words alone. */
export function passageVectors(passages: readonly Passage[], table: VectorTable): RecordVectors {
  const passageOfChunk = new Map<string, number>();
  passages.forEach(({ chunks }, passage) => {
    for (const { id } of chunks) passageOfChunk.set(id, passage);
  });
  return recordVectors(table, passages.length, passageOfChunk);
}

/** The passages nearest to a vector, best first. */
export function nearestPassages(
  passages: RecordVectors,
  question: Float32Array,
  limit: number,
): ScoredPassage[] {
  return nearestRecords(passages, question, limit).map(({ record, score }) => ({ passage: record, score }));
}
