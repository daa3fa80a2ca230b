import type { PublishedRow, VectorPublisher } from '../../domain/ports/vector-publisher.ts';
import type { VectorStore } from '../../domain/ports/vector-store.ts';
import type { EmbeddingText } from './embedding-texts.ts';

/**
 * Copies vectors to where they stand beside their records, those that are not there yet or are of another text.
 *
 * @returns how many were copied
 */
export async function publishVectors(
  texts: readonly EmbeddingText[],
  model: string,
  {
    vectors,
    publisher,
    signal,
  }: { vectors: Pick<VectorStore, 'load'>; publisher: VectorPublisher; signal?: AbortSignal | undefined },
): Promise<number> {
  const published = await publisher.published(model);
  const kinds = new Map(texts.map(({ id, kind }) => [id, kind]));
  const { ids, textHashes, dimension, vectors: numbers } = await vectors.load(model);
  const rows = ids.flatMap((id, at): PublishedRow[] => {
    const kind = kinds.get(id);
    const textHash = textHashes[at]!;
    if (!kind || published.get(id) === textHash) return [];
    return [{ id, kind, textHash, vector: numbers.subarray(at * dimension, (at + 1) * dimension) }];
  });
  if (rows.length > 0) await publisher.publish(model, rows, signal ? { signal } : {});
  return rows.length;
}
