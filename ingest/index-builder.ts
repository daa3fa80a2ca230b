import { randomUUID } from 'node:crypto';
import { GraphRagError } from '../domain/errors.ts';
import { batchPrice } from '../domain/model-price.ts';
import type { Extractor } from '../domain/ports/extractor.ts';
import type { GraphReader } from '../domain/ports/graph-store.ts';
import type {
  BuildProgress,
  BuildRequest,
  IndexBuilder,
  IndexEstimator,
} from '../domain/ports/index-builder.ts';
import type { ModelAccess } from '../domain/ports/model-access.ts';
import { estimateRun } from './estimate-run.ts';
import { learnCorrection } from './learn-correction.ts';
import { type ModelReading, openModelReading } from './model-reading.ts';
import { type IndexStore, ingest } from './pipeline.ts';
import { createIngestWorkers } from './workers/ingest-workers.ts';
import { createWorkerExtractor } from './workers/worker-extractor.ts';
import { createWorkerPool, type WorkerPool } from './workers/worker-pool.ts';

/** Newest runs that an estimate looks at. */
const RUNS_LOOKED_AT = 50;

export interface IndexBuilderDeps {
  store: IndexStore & Pick<GraphReader, 'listRuns'>;
  /** The models that read, where some are configured. */
  models?: ModelAccess | undefined;
  /** Threads to share, which stay open; threads of its own, started when they are needed, otherwise. */
  pool?: WorkerPool | undefined;
}

/** Builds the index in other threads. `close` ends its own threads, and a build that still runs in them. */
export type ClosableIndexBuilder = IndexBuilder & IndexEstimator & { close(): Promise<void> };

/** Brings the index of `store` to what it is asked for, one request at a time, and keeps a record of each run. */
export function createIndexBuilder({ store, models, pool: shared }: IndexBuilderDeps): ClosableIndexBuilder {
  const pool = shared ?? createWorkerPool();
  const workers = createIngestWorkers(pool);
  const offline = createWorkerExtractor(pool);

  /** The model's side of one run; null when no model is configured. */
  const openReading = async ({
    budget,
    batch,
    ontology,
  }: Pick<BuildRequest, 'budget' | 'batch' | 'ontology'>): Promise<ModelReading | null> => {
    if (!models) return null;
    const { items: runs } = await store.listRuns({ limit: RUNS_LOOKED_AT });
    const correction = learnCorrection(runs, models.chatModel);
    return openModelReading({
      models,
      session: models.open({ budget, batch }),
      price: batch && models.chatPrice ? batchPrice(models.chatPrice) : models.chatPrice,
      ontology: ontology ?? null,
      offline,
      correction,
    });
  };

  return {
    build: inTurn(async (request, { signal, onProgress, onWritten }) => {
      signal?.throwIfAborted();
      const reading = await openReading(request);
      const extractors = chooseExtractors(request.extractor, offline, reading?.extractor);
      const at = new Date().toISOString();
      const deps = { store, workers, extractors, now: () => performance.now() };
      const tell = (progress: BuildProgress): void => {
        const spent = reading?.spent();
        onProgress?.(spent ? { ...progress, spent } : progress);
      };
      const ingested = await ingest(request, deps, { signal, onProgress: tell, onWritten });
      const report = reading?.withReceipts(ingested) ?? ingested;
      await store.saveRun({ id: `run-${randomUUID()}`, kind: kindOf(request), at, report });
      return report;
    }),
    async estimate(request, { signal } = {}) {
      signal?.throwIfAborted();
      // A budget changes what is paid, not what it would take.
      const reading = await openReading({ ...request, budget: undefined });
      const extractors = chooseExtractors(request.extractor, offline, reading?.extractor);
      return estimateRun(request, { store, workers, extractors, models: models ?? null, reading }, signal);
    },
    close: async () => {
      if (!shared) await pool.close();
    },
  };
}

/** Two builds at once would each write the difference to an index that the other one changes. */
function inTurn(build: IndexBuilder['build']): IndexBuilder['build'] {
  let last: Promise<unknown> = Promise.resolve();
  return (request, options) => {
    const next = last.then(() => build(request, options));
    last = next.catch(() => {});
    return next;
  };
}

function chooseExtractors(
  wanted: BuildRequest['extractor'],
  offline: Extractor,
  model: Extractor | undefined,
): Extractor[] {
  if (wanted === 'model' && !model)
    throw new GraphRagError('request-invalid', 'No model is configured to read with', {
      hint: 'Set ORRERY_CHAT_MODEL and OPENAI_API_KEY or OPENAI_BASE_URL, or read offline',
    });
  if (!model) return [offline];
  return wanted === 'offline' ? [offline, model] : [model, offline];
}

function kindOf({ add, remove, rebuild }: BuildRequest): 'ingest' | 'remove' | 'rebuild' {
  if (add.length > 0) return 'ingest';
  return remove.length > 0 || !rebuild ? 'remove' : 'rebuild';
}
