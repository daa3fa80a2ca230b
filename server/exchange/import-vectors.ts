import type { EmbeddingWork } from '../../domain/job.ts';
import type { VectorStore } from '../../domain/ports/vector-store.ts';
import { toVectorRow, type VectorLine } from './vector-line.ts';

/** Where vectors that come with an index are kept. */
export type ImportVectors = Pick<VectorStore, 'write'>;

/** Vectors that are written at once. */
const AT_ONCE = 1024;

/** Keeps the vectors of a file. @returns what the report tells of them; null where there are none, or no place for them */
export async function importVectors(
  lines: readonly VectorLine[],
  vectors: ImportVectors | null,
): Promise<EmbeddingWork | null> {
  const model = lines[0]?.model;
  if (!vectors || model === undefined) return null;
  for (let at = 0; at < lines.length; at += AT_ONCE)
    await vectors.write(model, { write: lines.slice(at, at + AT_ONCE).map(toVectorRow), delete: [] });
  return { model, written: 0, kept: lines.length, deleted: 0 };
}
