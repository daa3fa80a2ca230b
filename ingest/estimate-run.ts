import type { Estimate } from '../domain/estimate.ts';
import type { BuildRequest } from '../domain/ports/index-builder.ts';
import type { ModelAccess } from '../domain/ports/model-access.ts';
import type { StageEstimate } from '../domain/stage-estimate.ts';
import type { RunEmbedding } from './embed/run-embedding.ts';
import type { PlannedReading } from './extractors/model/model-extractor.ts';
import type { ModelReading } from './model-reading.ts';
import { keptChunks, type PlanDeps, planRun, type RunPlan } from './plan-run.ts';
import { rememberReports } from './reports/remembered-reports.ts';
import { wishOf } from './reports/report-wish.ts';
import { extractChunks, shareWork } from './stages/extract-chunks.ts';
import type { IngestWorkers } from './workers/ingest-workers.ts';

export interface EstimateDeps extends PlanDeps {
  workers: IngestWorkers;
  /** Null when none are configured. */
  models: ModelAccess | null;
  /** Whose extractor is one of `extractors`. */
  reading: ModelReading | null;
  /** Null where no vectors are kept. */
  embedding: RunEmbedding | null;
}

/** What a run would do and take: the run itself as far as the first call, which is counted instead of made. */
export async function estimateRun(
  request: BuildRequest,
  deps: EstimateDeps,
  signal?: AbortSignal,
): Promise<Estimate> {
  const { models, reading, embedding } = deps;
  const run = await planRun(request, deps, { signal, report: () => () => {} });
  const shares = shareWork(run.toExtract);
  const planned = await reading?.extractor.plan(shares.get(reading.extractor) ?? [], signal);
  let read = planned?.calls.reduce((sum, { chunks }) => sum + chunks, 0) ?? 0;
  for (const [extractor, work] of shares) {
    if (!extractor || extractor === reading?.extractor) continue;
    for (const { chunks } of work)
      read += chunks.filter(({ extraction }) => extraction?.extractor !== extractor.id).length;
  }
  const toAsk =
    reading && planned ? await estimateModel(request, run, planned, { ...deps, reading }, signal) : [];
  const asked = models && reading && toAsk.length > 0 ? { models, reading } : null;
  const toEmbed = (await embedding?.estimate(run, signal)) ?? null;
  const stages = [...(toEmbed ? [toEmbed] : []), ...toAsk];
  const search = reading?.chosen.search;
  if (asked && search) stages.push(search.expected);
  const { added, changed, removed, unchanged, failed, vanished } = run.plan;
  return {
    documents: { added, changed, removed, unchanged, failed, vanished },
    chunks: { read, kept: run.toExtract.chunks.length + keptChunks(run) - read },
    model: asked?.models.chatModel ?? null,
    embeddingModel: toEmbed && (models?.embeddingModel ?? null),
    stages,
    tokens: {
      input: stages.reduce((sum, { inputTokens }) => sum + inputTokens, 0),
      output: stages.reduce((sum, { outputTokens }) => sum + outputTokens, 0),
    },
    cost: stages.reduce<number | null>(
      (sum, { cost }) => (sum === null || cost === null ? null : sum + cost),
      0,
    ),
    pricesListed: (asked && models?.chatPrice?.listed) ?? (toEmbed && models?.embeddingPrice?.listed) ?? null,
    tokenizer:
      stages.length > 0 && models ? { name: models.counter.name, error: models.counter.error } : null,
    correction: asked?.reading.correction ?? null,
    ontology: search ? null : (reading?.chosen.ontology ?? null),
  };
}

/** What the model would be asked for. Where all is known that it would read, the index is built as far as it is: what there is to report on is known then. */
async function estimateModel(
  request: BuildRequest,
  run: RunPlan,
  planned: PlannedReading,
  { reading, workers }: EstimateDeps & { reading: ModelReading },
  signal: AbortSignal | undefined,
): Promise<StageEstimate[]> {
  if (planned.calls.length > 0) return reading.estimate(planned, run.present, signal);
  if (planned.remembered.chunks === 0) return [];
  const { chunks } = await extractChunks(run.toExtract, { signal });
  const { work } = await workers.buildIndex(
    {
      present: run.present,
      kept: run.plan.kept,
      documents: run.plan.fresh,
      chunks,
      remembered: rememberReports(run.present),
      options: { rebuild: request.rebuild || !run.isWhole, wish: wishOf(request, true) },
    },
    { signal, onProgress: () => {} },
  );
  const reports = await reading.estimateReports(work);
  return reports ? [reports] : [];
}
