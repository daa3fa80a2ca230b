import { randomUUID } from 'node:crypto';
import { GraphRagError } from '../domain/errors.ts';
import type { IngestReport } from '../domain/job.ts';
import { totalOf } from '../domain/model-receipt.ts';
import type { Extractor } from '../domain/ports/extractor.ts';
import type { BuildRequest, IndexBuilder } from '../domain/ports/index-builder.ts';
import type { ModelAccess, ModelSession } from '../domain/ports/model-access.ts';
import { createModelExtractor } from './extractors/model/model-extractor.ts';
import { type IndexStore, ingest } from './pipeline.ts';
import { createIngestWorkers } from './workers/ingest-workers.ts';
import { createWorkerExtractor } from './workers/worker-extractor.ts';
import { createWorkerPool, type WorkerPool } from './workers/worker-pool.ts';

export interface IndexBuilderDeps {
  store: IndexStore;
  /** The models that read, where some are configured. */
  models?: ModelAccess | undefined;
  /** Threads to share, which stay open; threads of its own, started when they are needed, otherwise. */
  pool?: WorkerPool | undefined;
}

/** Builds the index in other threads. `close` ends its own threads, and a build that still runs in them. */
export type ClosableIndexBuilder = IndexBuilder & { close(): Promise<void> };

/** Brings the index of `store` to what it is asked for, one request at a time, and keeps a record of each run. */
export function createIndexBuilder({ store, models, pool: shared }: IndexBuilderDeps): ClosableIndexBuilder {
  const pool = shared ?? createWorkerPool();
  const workers = createIngestWorkers(pool);
  const offline = createWorkerExtractor(pool);
  return {
    build: inTurn(async (request, { signal, onProgress }) => {
      signal?.throwIfAborted();
      const session = models?.open({ budget: request.budget });
      const reader = session && createModelExtractor({ model: session.chat, offline });
      const extractors = chooseExtractors(request.extractor, offline, reader);
      const at = new Date().toISOString();
      const deps = { store, workers, extractors, now: () => performance.now() };
      const report = withReceipts(await ingest(request, deps, { signal, onProgress }), session);
      await store.saveRun({ id: `run-${randomUUID()}`, kind: kindOf(request), at, report });
      return report;
    }),
    close: async () => {
      if (!shared) await pool.close();
    },
  };
}

/** The report with what the models took. */
function withReceipts(report: IngestReport, session: ModelSession | undefined): IngestReport {
  if (!session) return report;
  const { inputTokens, outputTokens, cost } = totalOf(session.meter.receipts());
  return { ...report, tokens: { input: inputTokens, output: outputTokens }, cost };
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
