import type { EmbeddingWork, IngestReport } from '../domain/job.ts';
import type { Extractor } from '../domain/ports/extractor.ts';
import type { GraphReader, GraphWriter } from '../domain/ports/graph-store.ts';
import type { BuildOptions, BuildProgress, BuildRequest } from '../domain/ports/index-builder.ts';
import type { EmbedOptions } from './embed/embed-index.ts';
import type { EmbeddableRecords } from './embed/embedding-texts.ts';
import { recordsAfter } from './embed/records-after.ts';
import { keptChunks, planRun, type RunPlan } from './plan-run.ts';
import type { WriteModelReports } from './reports/model-reports.ts';
import { rememberReports } from './reports/remembered-reports.ts';
import { wishOf } from './reports/report-wish.ts';
import { takeReports } from './reports/take-reports.ts';
import { createStageClock } from './stage-clock.ts';
import { isEmptyChange } from './stages/difference.ts';
import { extractChunks } from './stages/extract-chunks.ts';
import type { IngestWorkers } from './workers/ingest-workers.ts';
import { addCounts, writeFirstIndex } from './write-first-index.ts';

/** What ingest needs of a store. */
export type IndexStore = Pick<GraphReader, 'loadIndex'> &
  Pick<GraphWriter, 'apply' | 'unfinished' | 'saveRun'>;

export interface PipelineDeps {
  store: IndexStore;
  /** Does what takes long in other threads. */
  workers: IngestWorkers;
  /** Who reads: the one that was asked for first, then any others that may have read what is in the index. */
  extractors: readonly Extractor[];
  /** Brings the vectors to what was written; absent where none are kept. */
  embed?: ((records: EmbeddableRecords, options: EmbedOptions) => Promise<EmbeddingWork | null>) | undefined;
  /** Writes reports; null when no model is to be asked. */
  writeReports: WriteModelReports | null;
  /** Told what a run starts from, before anything is read. */
  onPlan?: (run: RunPlan) => void;
  /** A clock in milliseconds. */
  now: () => number;
}

export interface PipelineOptions {
  signal?: AbortSignal | undefined;
  onProgress?: ((progress: BuildProgress) => void) | undefined;
  onWritten?: BuildOptions['onWritten'] | undefined;
}

/** All of indexing: loads the present index, computes the wanted one from documents and decisions, writes the difference. */
export async function ingest(
  request: BuildRequest,
  deps: PipelineDeps,
  { signal, onProgress, onWritten }: PipelineOptions = {},
): Promise<IngestReport> {
  const { store, workers, extractors, writeReports, embed, now } = deps;
  const clock = createStageClock(now, onProgress);
  const started = now();
  const report = (stage: BuildProgress['stage']) => (done: number, total: number) =>
    clock.report(stage, done, total);

  const run = await planRun(request, { store, workers, extractors }, { signal, report });
  const { plan, toExtract } = run;
  deps.onPlan?.(run);
  report('extract')(0, toExtract.chunks.length);
  const first = await writeFirstIndex(run, { store, workers }, { rebuild: request.rebuild, signal });
  if (first) await onWritten?.();
  const present = first?.present ?? run.present;
  const isWhole = first !== null || run.isWhole;
  const extracted = await extractChunks(toExtract, { signal, onProgress: report('extract') });
  const wanted = await workers.buildIndex(
    // A half-written index is a poor start for communities and positions.
    {
      present,
      kept: plan.kept,
      documents: plan.fresh,
      chunks: extracted.chunks,
      remembered: rememberReports(run.present),
      options: { rebuild: request.rebuild || !isWhole, wish: wishOf(request, writeReports !== null) },
    },
    { signal, onProgress: ({ stage, done, total }) => clock.report(stage, done, total) },
  );

  if (writeReports && wanted.work.length > 0) {
    const { reports } = await writeReports(wanted.work, { signal, onProgress: report('report') });
    takeReports(wanted, reports);
  }
  const { changes, counts } = wanted;

  signal?.throwIfAborted();
  report('write')(0, 1);
  if (!isEmptyChange(changes) || !isWhole)
    await store.apply(changes, { ...(signal ? { signal } : {}), onProgress: report('write') });
  report('write')(1, 1);
  // After the index, so that no vector tells of a record that is not there: docs/decisions/0008-vectors-after-the-index.md.
  if (embed && !isEmptyChange(changes)) await onWritten?.();
  const embeddings = await embed?.(recordsAfter(present, changes), { signal, onProgress: report('embed') });
  return {
    documents: {
      added: plan.added,
      changed: plan.changed,
      removed: plan.removed,
      unchanged: plan.unchanged,
      failed: [...plan.failed, ...extracted.failed],
      vanished: plan.vanished,
    },
    ...addCounts(counts, first?.counts),
    chunks: { read: extracted.read, kept: extracted.kept + keptChunks(run) },
    tokens: { input: 0, output: 0 },
    cost: 0,
    ...(embeddings ? { embeddings } : {}),
    stages: clock.stop(),
    milliseconds: Math.round(now() - started),
  };
}
