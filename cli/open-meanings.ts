import type { Logger } from 'pino';
import type { ModelAccess } from '../domain/ports/model-access.ts';
import type { VectorIds, VectorStore } from '../domain/ports/vector-store.ts';
import { createMeaningSearches, type MeaningSearches } from '../server/search/vectors/meaning-search.ts';
import { createQuestionVectors } from '../server/search/vectors/question-vectors.ts';

/** Questions are embedded in a session of their own: their vectors are remembered and belong to no answer. */
export function openMeanings(
  models: ModelAccess | null,
  vectors: VectorStore,
  logger: Logger,
): MeaningSearches | null {
  const model = models?.open().embedding;
  if (!model) return null;
  return createMeaningSearches({
    vectors,
    questions: createQuestionVectors({ model, now: () => performance.now() }),
    onTrouble: (error) => logger.error({ error: String(error) }, 'vectors cannot be read'),
  });
}

/** What has a vector, for the status; a file that cannot be read is no reason to tell nothing. */
export function vectorIdsOf(
  models: ModelAccess | null,
  vectors: Pick<VectorStore, 'idsOf'>,
  logger: Logger,
): (() => Promise<VectorIds | null>) | undefined {
  const model = models?.embeddingModel;
  if (!model) return undefined;
  return () =>
    vectors.idsOf(model).catch((error: unknown) => {
      logger.error({ error: String(error) }, 'vectors cannot be read');
      return null;
    });
}
