import { GraphRagError } from '../../domain/errors.ts';
import type { EmbeddingModel } from '../../domain/ports/embedding-model.ts';
import type { VectorRow, VectorStore } from '../../domain/ports/vector-store.ts';
import { cutText } from './cut-text.ts';
import type { EmbeddingText } from './embedding-texts.ts';

/** Characters of a text that are embedded; a vector of more says less of each part. */
const MOST_LENGTH = 8000;
/** A text that a server does not take even at this length is not too long. */
const LEAST_LENGTH = 200;
/** Texts that are handed to the model at once: many batches, and few enough to count in one go. */
const TEXTS_AT_ONCE = 1024;

export interface EmbedTextsOptions {
  model: EmbeddingModel;
  vectors: Pick<VectorStore, 'write'>;
  signal?: AbortSignal | undefined;
  /** Told after each batch, once it is kept. */
  onProgress: (done: number) => void;
}

/**
 * Embeds texts and keeps each batch of vectors as it arrives, so that whoever is cut off loses only the batches under way. Where a server says
 * that something is too long, the longest of the texts that are left are cut in half, and again, until it takes them.
 *
 * @returns how many were embedded, and what stopped it; `error` is null when nothing did
 */
export async function embedTexts(
  texts: readonly EmbeddingText[],
  { model, vectors, signal, onProgress }: EmbedTextsOptions,
): Promise<{ written: number; error: unknown }> {
  let written = 0;
  const keep = async (asked: readonly EmbeddingText[], start: number, found: readonly Float32Array[]) => {
    const rows = found.map((vector, at): VectorRow => {
      const { id, textHash } = asked[start + at]!;
      return { id, textHash, vector };
    });
    await vectors.write(model.name, { write: rows, delete: [] });
    written += rows.length;
    onProgress(written);
  };

  let mostLength = MOST_LENGTH;
  let left = [...texts];
  while (left.length > 0) {
    const asked = left.slice(0, TEXTS_AT_ONCE);
    const kept = new Set<EmbeddingText>();
    try {
      await model.embed(
        asked.map(({ text }) => cutText(text, mostLength)),
        {
          ...(signal ? { signal } : {}),
          onBatch: async (start, found) => {
            await keep(asked, start, found);
            for (let at = start; at < start + found.length; at += 1) kept.add(asked[at]!);
          },
        },
      );
    } catch (error) {
      const longest = longestOf(asked.filter((text) => !kept.has(text)));
      mostLength = Math.floor(Math.min(longest, mostLength) / 2);
      if (!isTooLong(error) || mostLength < LEAST_LENGTH) return { written, error };
    }
    left = left.filter((text) => !kept.has(text));
  }
  return { written, error: null };
}

function isTooLong(error: unknown): boolean {
  return error instanceof GraphRagError && error.code === 'model-input-too-long';
}

function longestOf(texts: readonly EmbeddingText[]): number {
  return texts.reduce((most, { text }) => Math.max(most, text.length), 0);
}
