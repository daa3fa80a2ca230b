import { GraphRagError } from '../domain/errors.ts';
import type { ModelSpending } from '../domain/job.ts';
import { batchPrice } from '../domain/model-price.ts';
import type { Extractor } from '../domain/ports/extractor.ts';
import type { GraphReader, GraphStore } from '../domain/ports/graph-store.ts';
import type {
  BuildRequest,
  IndexBuilder,
  IndexEstimator,
  TypeFinder,
} from '../domain/ports/index-builder.ts';
import type { ModelAccess, ModelSession } from '../domain/ports/model-access.ts';
import type { VectorStore } from '../domain/ports/vector-store.ts';
import { reasonFor } from '../domain/reason.ts';
import type { EstimateCorrection } from '../domain/stage-estimate.ts';
import { type ChooseOntologyDeps, chooseOntology, modelForTypes, sampleOf } from './choose-ontology.ts';
import { withEmbeddingReceipts } from './embed/embedding-receipts.ts';
import { openRunEmbedding, type RunEmbedding } from './embed/run-embedding.ts';
import { estimateRun } from './estimate-run.ts';
import { findTypes } from './find-types.ts';
import { learnCorrection } from './learn-correction.ts';
import { type ModelReading, openModelReading } from './model-reading.ts';
import { type IndexStore, ingest, type PipelineDeps } from './pipeline.ts';
import { recordOf } from './run-record.ts';
import { createSpendingProgress, type SpendingProgress, spendingOf } from './spending-progress.ts';
import { createIngestWorkers } from './workers/ingest-workers.ts';
import { createWorkerExtractor } from './workers/worker-extractor.ts';
import { createWorkerPool, type WorkerPool } from './workers/worker-pool.ts';

/** Newest runs that an estimate looks at. */
const RUNS_LOOKED_AT = 50;

export interface IndexBuilderDeps {
  store: IndexStore & Pick<GraphReader, 'listRuns'> & Pick<GraphStore, 'vectors'>;
  /** The models that read, where some are configured. */
  models?: ModelAccess | undefined;
  /** Where vectors are remembered; absent where none are made. */
  vectors?: VectorStore | undefined;
  /** Threads to share, which stay open; threads of its own, started when they are needed, otherwise. */
  pool?: WorkerPool | undefined;
}

interface ReadingOptions {
  signal?: AbortSignal | undefined;
  progress?: SpendingProgress;
  before?: ModelSpending | undefined;
}

/** Builds the index in other threads. `close` ends its own threads, and a build that still runs in them. */
export type ClosableIndexBuilder = IndexBuilder & IndexEstimator & TypeFinder & { close(): Promise<void> };

/** Brings the index of `store` to what it is asked for, one request at a time, and keeps a record of each run. */
export function createIndexBuilder({
  store,
  models,
  vectors,
  pool: shared,
}: IndexBuilderDeps): ClosableIndexBuilder {
  const pool = shared ?? createWorkerPool();
  const workers = createIngestWorkers(pool);
  const offline = createWorkerExtractor(pool);

  const depsOf = async (
    access: ModelAccess,
    chatModel: string,
    { batch, inCircles }: { batch: boolean; inCircles: boolean },
  ): Promise<ChooseOntologyDeps & { reportCorrection: EstimateCorrection }> => {
    const { items: runs } = await store.listRuns({ limit: RUNS_LOOKED_AT });
    const price = batch && access.chatPrice ? batchPrice(access.chatPrice) : access.chatPrice;
    const correction = learnCorrection(runs, chatModel, 'extract', inCircles);
    const reportCorrection = learnCorrection(runs, chatModel, 'report');
    return { store, workers, counter: access.counter, price, correction, reportCorrection };
  };

  /** The models for one run; null when none is configured. Without `progress` calls are only counted. */
  const openSession = (
    { budget, batch, extractor }: BuildRequest,
    { progress, before }: ReadingOptions,
  ): ModelSession | null => {
    if (!models) return null;
    const session = models.open({
      // A budget changes what is paid, not what it would take; reading offline pays nothing, so no price has to be known for it.
      budget: progress && extractor !== 'offline' ? budget : undefined,
      spentBefore: before?.cost ?? 0,
      onSpent: progress?.spentMore,
      batch,
    });
    progress?.watch(session.meter);
    return session;
  };

  /** The reading model's side of one run; null when no chat model is configured. */
  const openReading = async (
    request: BuildRequest,
    session: ModelSession | null,
    { signal, progress, before }: ReadingOptions,
  ): Promise<ModelReading | null> => {
    if (request.ontology === 'find') modelForTypes(request, models);
    if (!models?.chatModel || !session) return null;
    // Its server may be asked for that: not by a run in which no model reads.
    const mayRead = request.extractor !== 'offline' && (request.add.length > 0 || request.rebuild);
    const inCircles = (mayRead && (await session.chat.runsInCircles?.(signal ? { signal } : {}))) || false;
    const deps = await depsOf(models, models.chatModel, { batch: request.batch ?? false, inCircles });
    const chosen = await chooseOntology(request, deps, {
      model: progress ? session.chat : null,
      signal,
      onRead: (done, total) => progress?.tell({ stage: 'read', done, total }),
    });
    const { price, correction, reportCorrection } = deps;
    const how = { chosen, offline, inCircles, correction, reportCorrection, budget: request.budget, before };
    return openModelReading({ models, session, price, ...how });
  };

  /** The vectors' side of one run; null where none are kept. */
  const openEmbedding = (request: BuildRequest, session: ModelSession | null): RunEmbedding | null =>
    vectors
      ? openRunEmbedding(request, {
          vectors,
          publisher: store.vectors,
          models: models ?? null,
          session,
        })
      : null;

  return {
    build: inTurn(async (request, { signal, onProgress, spentBefore, onWritten }) => {
      signal?.throwIfAborted();
      const progress = createSpendingProgress(onProgress, spentBefore);
      const session = openSession(request, { progress, before: spentBefore });
      const reading = await openReading(request, session, { signal, progress, before: spentBefore });
      const embedding = openEmbedding(request, session);
      const at = new Date().toISOString();
      const deps: PipelineDeps = {
        store,
        workers,
        extractors: chooseExtractors(request, offline, reading?.extractor),
        writeReports: request.extractor === 'offline' ? null : (reading?.writeReports ?? null),
        onPlan: ({ present }) => reading?.see(present),
        embed: embedding?.embed,
        now: () => performance.now(),
      };
      const ingested = await ingest(request, deps, { signal, onProgress: progress.tell, onWritten });
      const expected = embedding?.expected();
      const asked = expected ? [expected] : [];
      const report = reading
        ? reading.withReceipts(ingested, asked)
        : withEmbeddingReceipts(ingested, session, { stages: asked, before: spentBefore });
      await store.saveRun(recordOf(request, at, report));
      // Cut off while vectors were made: the index stands, and its run is told; whoever cut it off hears of that.
      if (report.embeddings?.missing?.code === 'cancelled') signal?.throwIfAborted();
      return report;
    }),
    async estimate(request, { signal } = {}) {
      signal?.throwIfAborted();
      const session = openSession(request, {});
      const reading = await openReading(request, session, { signal });
      const embedding = openEmbedding(request, session);
      const extractors = chooseExtractors(request, offline, reading?.extractor);
      const deps = { store, workers, extractors, models: models ?? null, reading, embedding };
      return estimateRun(request, deps, signal);
    },
    async findTypes(request, { signal } = {}) {
      signal?.throwIfAborted();
      const session = modelForTypes(request, models).open({ budget: request.budget, isUrgent: true });
      const types = await findTypes(await sampleOf(request, workers, { signal }), session.chat, signal);
      return { types, spent: spendingOf(session.meter.receipts()) };
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
  { extractor: wanted, reports }: BuildRequest,
  offline: Extractor,
  model: Extractor | undefined,
): Extractor[] {
  if (!model && (wanted === 'model' || reports))
    throw new GraphRagError(
      'request-invalid',
      `No model is configured to ${reports ? 'write' : 'read'} with`,
      {
        reason: reasonFor('no-model', {}),
        hint: `Set ORRERY_CHAT_MODEL and OPENAI_API_KEY or OPENAI_BASE_URL${reports ? '' : ', or read offline'}`,
      },
    );
  if (!model) return [offline];
  return wanted === 'offline' ? [offline, model] : [model, offline];
}
