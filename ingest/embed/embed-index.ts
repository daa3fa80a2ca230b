import { GraphRagError } from '../../domain/errors.ts';
import type { EmbeddingWork, LeftOut } from '../../domain/job.ts';
import type { EmbeddingModel } from '../../domain/ports/embedding-model.ts';
import type { VectorPublisher } from '../../domain/ports/vector-publisher.ts';
import type { VectorStore } from '../../domain/ports/vector-store.ts';
import { reasonFor } from '../../domain/reason.ts';
import { embedTexts } from './embed-texts.ts';
import { type EmbeddableRecords, type EmbeddingText, embeddingTexts } from './embedding-texts.ts';
import { publishVectors } from './publish-vectors.ts';

/** What embedding needs from outside. */
interface EmbedDeps {
  vectors: VectorStore;
  /** Null when none is configured: then vectors of what is gone are forgotten, also in the store, and nothing else happens. */
  model: EmbeddingModel | null;
  /** False in a run that is to ask no model. */
  mayAsk: boolean;
  /** Told what will be asked, before it is. */
  onAsk?: (texts: readonly EmbeddingText[]) => Promise<void>;
  /** Where vectors are copied to; absent when the store has no vector index, and then entities have none. */
  publisher?: VectorPublisher | undefined;
}

export interface EmbedOptions {
  signal?: AbortSignal | undefined;
  onProgress: (done: number, total: number) => void;
}

/**
 * Brings the vectors to the records of an index that was written: forgets those of texts that are no more, in the tables of all models, then asks
 * for those that are not there. What fails is told, not thrown: the index is whole without vectors.
 *
 * @returns null when no embedding model is configured
 */
export async function embedIndex(
  records: EmbeddableRecords,
  { vectors, model, mayAsk, onAsk, publisher }: EmbedDeps,
  { signal, onProgress }: EmbedOptions,
): Promise<EmbeddingWork | null> {
  const texts = embeddingTexts(records, { withEntities: publisher !== undefined });
  const hashes = new Map(texts.map(({ id, textHash }) => [id, textHash]));
  const isTrue = (id: string, textHash: string): boolean => hashes.get(id) === textHash;
  if (!model) {
    await vectors.keepOnly(isTrue);
    await publisher?.keepOnly(isTrue);
    return null;
  }
  const work: EmbeddingWork = { model: model.name, written: 0, kept: 0, deleted: 0 };
  try {
    onProgress(0, 0);
    work.deleted = await vectors.keepOnly(isTrue);
    const known = new Set((await vectors.load(model.name)).ids);
    const missing = texts.filter(({ id }) => !known.has(id));
    work.kept = texts.length - missing.length;
    if (missing.length > 0 && mayAsk) {
      await onAsk?.(missing);
      const tell = (done: number): void => onProgress(done, missing.length);
      const { written, error } = await embedTexts(missing, { model, vectors, signal, onProgress: tell });
      work.written = written;
      if (error) throw error;
    } else if (missing.length > 0) throw NOT_ASKED;
  } catch (error) {
    work.missing = leftOut(texts.length - work.kept - work.written, error, signal);
  }
  if (publisher && !signal?.aborted) await publish(texts, work, { vectors, publisher, isTrue, signal });
  return work;
}

const NOT_ASKED = new GraphRagError('request-invalid', 'This run was to ask no model', {
  reason: reasonFor('vectors-not-asked', {}),
  hint: 'The next run that is given documents, and does not read offline on purpose, embeds them.',
});

async function publish(
  texts: readonly EmbeddingText[],
  work: EmbeddingWork,
  to: {
    vectors: VectorStore;
    publisher: VectorPublisher;
    isTrue: (id: string, textHash: string) => boolean;
    signal: AbortSignal | undefined;
  },
): Promise<void> {
  try {
    await to.publisher.keepOnly(to.isTrue);
    work.published = await publishVectors(texts, work.model, to);
  } catch (error) {
    work.unpublished = leftOut(work.kept + work.written, error, to.signal);
  }
}

/** What was not done for a failure that people can do something about, or that they asked for; a bug goes on as one. */
function leftOut(count: number, error: unknown, signal: AbortSignal | undefined): LeftOut {
  if (signal?.aborted) {
    const message = 'The run was ended before it came to them';
    return { count, code: 'cancelled', message, reason: reasonFor('run-ended', {}) };
  }
  if (!(error instanceof GraphRagError)) throw error;
  const { code, message, hint, reason } = error;
  return { count, code, message, ...(hint === undefined ? {} : { hint }), ...(reason ? { reason } : {}) };
}
