import type { EmbeddingWork } from '../../domain/job.ts';
import type { BuildRequest } from '../../domain/ports/index-builder.ts';
import type { ModelAccess, ModelSession } from '../../domain/ports/model-access.ts';
import type { VectorPublisher } from '../../domain/ports/vector-publisher.ts';
import type { VectorStore } from '../../domain/ports/vector-store.ts';
import type { StageEstimate } from '../../domain/stage-estimate.ts';
import type { RunPlan } from '../plan-run.ts';
import { type EmbedOptions, embedIndex } from './embed-index.ts';
import type { EmbeddableRecords } from './embedding-texts.ts';
import { estimateEmbedding, estimateTexts } from './estimate-embedding.ts';
import { mayEmbed } from './may-embed.ts';

/** The vectors' side of one run. */
export interface RunEmbedding {
  embed(records: EmbeddableRecords, options: EmbedOptions): Promise<EmbeddingWork | null>;
  /** What asking was expected to take; null until something was asked. */
  expected(): StageEstimate | null;
  /** What the run would ask, as far as it can be known; null when it would ask nothing. */
  estimate(run: RunPlan, signal?: AbortSignal): Promise<StageEstimate | null>;
}

export interface RunEmbeddingDeps {
  vectors: VectorStore;
  publisher?: VectorPublisher | undefined;
  /** Null when no model is configured. */
  models: Pick<ModelAccess, 'counter' | 'embeddingPrice'> | null;
  /** Of this run; null with `models`. */
  session: Pick<ModelSession, 'embedding'> | null;
}

/** Has vectors made in one run. Nothing is asked yet. */
export function openRunEmbedding(
  request: BuildRequest,
  { vectors, publisher, models, session }: RunEmbeddingDeps,
): RunEmbedding {
  let expected: StageEstimate | null = null;
  const mayAsk = mayEmbed(request, models?.embeddingPrice ?? null);
  return {
    expected: () => expected,
    embed: (records, options) =>
      embedIndex(
        records,
        {
          vectors,
          publisher,
          model: session?.embedding ?? null,
          mayAsk,
          onAsk: async (texts) => {
            if (!models) return;
            const { counter, embeddingPrice: price } = models;
            expected = await estimateTexts(texts, { counter, price }, options.signal);
          },
        },
        options,
      ),
    async estimate({ present, plan, toExtract }, signal) {
      const model = session?.embedding;
      if (!models || !model || !mayAsk) return null;
      const kept = new Set(plan.kept);
      const documents = [...present.documents.filter(({ id }) => kept.has(id)), ...plan.fresh];
      const chunks = [
        ...present.chunks.filter(({ documentId }) => kept.has(documentId)),
        ...toExtract.chunks,
      ];
      const { counter, embeddingPrice: price } = models;
      const known = await vectors.load(model.name);
      const run = { present, documents, chunks, withEntities: publisher !== undefined };
      return estimateEmbedding(run, known, { counter, price }, signal);
    },
  };
}
