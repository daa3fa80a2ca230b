import type { Estimate } from '../domain/estimate.ts';
import type { BuildRequest } from '../domain/ports/index-builder.ts';
import type { ModelAccess } from '../domain/ports/model-access.ts';
import type { RunEmbedding } from './embed/run-embedding.ts';
import type { ModelReading } from './model-reading.ts';
import { keptChunks, type PlanDeps, planRun } from './plan-run.ts';
import { shareWork } from './stages/extract-chunks.ts';

export interface EstimateDeps extends PlanDeps {
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
  const planned = (await reading?.extractor.plan(shares.get(reading.extractor) ?? [], signal)) ?? [];
  const calls = planned.filter(({ isAnswered }) => !isAnswered);
  let read = planned.reduce((sum, { chunks }) => sum + chunks, 0);
  for (const [extractor, work] of shares) {
    if (!extractor || extractor === reading?.extractor) continue;
    for (const { chunks } of work)
      read += chunks.filter(({ extraction }) => extraction?.extractor !== extractor.id).length;
  }
  const asked = models && reading && calls.length > 0 ? { models, reading } : null;
  const toEmbed = (await embedding?.estimate(run, signal)) ?? null;
  const stages = [
    ...(toEmbed ? [toEmbed] : []),
    ...(asked ? await asked.reading.estimate(calls, run.present, signal) : []),
  ];
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
