import type { JobResponse } from '../../domain/api/jobs.ts';
import type {
  EmbeddingWork,
  IngestReport,
  Job,
  LeftOut,
  ModelSpending,
  ModelWork,
  ReportWriting,
} from '../../domain/job.ts';
import type { EstimateCorrection, StageEstimate } from '../../domain/stage-estimate.ts';
import { presentFoundTypes, presentOntology } from './ontology.ts';

export function presentJob(job: Job): JobResponse {
  return {
    id: job.id,
    kind: job.kind,
    state: job.state,
    stage: job.stage,
    progress: presentProgress(job.progress),
    interruptions: job.interruptions,
    createdAt: job.createdAt,
    startedAt: job.startedAt,
    endedAt: job.endedAt,
    ...(job.report ? { report: presentReport(job.report) } : {}),
    ...(job.error ? { error: job.error } : {}),
    ...(job.canGoOn ? { canGoOn: job.canGoOn } : {}),
  };
}

function presentProgress({ done, total, spent }: Job['progress']): Job['progress'] {
  if (!spent) return { done, total };
  return { done, total, spent: presentSpending(spent) };
}

function presentSpending({ input, output, cost }: ModelSpending): ModelSpending {
  return { input, output, cost };
}

type Presented = NonNullable<JobResponse['report']>;

function presentReport(report: IngestReport): Presented {
  return {
    documents: presentOutcomes(report.documents),
    written: presentCounts(report.written),
    deleted: presentCounts(report.deleted),
    chunks: { read: report.chunks.read, kept: report.chunks.kept },
    tokens: { input: report.tokens.input, output: report.tokens.output },
    cost: report.cost,
    ...(report.model ? { model: presentModel(report.model) } : {}),
    ...(report.embeddings ? { embeddings: presentEmbeddings(report.embeddings) } : {}),
    milliseconds: report.milliseconds,
    stages: report.stages,
  };
}

export function presentOutcomes(documents: IngestReport['documents']): IngestReport['documents'] {
  const { added, changed, removed, unchanged, failed, vanished } = documents;
  return {
    added,
    changed,
    removed,
    unchanged,
    failed: failed.map(({ source, code, message, reason }) => ({
      source,
      code,
      message,
      ...(reason ? { reason } : {}),
    })),
    vanished,
  };
}

export function presentStage(stage: StageEstimate): StageEstimate {
  const { purpose, calls, inputTokens, outputTokens, cost, isRough, inCircles, correction } = stage;
  return {
    purpose,
    calls,
    inputTokens,
    outputTokens,
    cost,
    ...(isRough ? { isRough } : {}),
    ...(inCircles ? { inCircles } : {}),
    ...(correction ? { correction: presentCorrection(correction) } : {}),
  };
}

export function presentCorrection({ input, output, runs }: EstimateCorrection): EstimateCorrection {
  return { input, output, runs };
}

function presentModel(work: ModelWork): Presented['model'] {
  const { name, estimate, receipts, facts, ontology, found, reports, remembered, silent, budget, before } =
    work;
  return {
    name,
    estimate: {
      stages: estimate.stages.map(presentStage),
      correction: presentCorrection(estimate.correction),
    },
    receipts: receipts.map((receipt) => ({
      purpose: receipt.purpose,
      model: receipt.model,
      calls: receipt.calls,
      failedCalls: receipt.failedCalls,
      cachedCalls: receipt.cachedCalls,
      inputTokens: receipt.inputTokens,
      outputTokens: receipt.outputTokens,
      cachedInputTokens: receipt.cachedInputTokens,
      cost: receipt.cost,
      ...(receipt.lost
        ? { lost: { inputTokens: receipt.lost.inputTokens, outputTokens: receipt.lost.outputTokens } }
        : {}),
    })),
    facts: {
      cited: facts.cited,
      found: facts.found,
      unverified: facts.unverified,
      dropped: facts.dropped,
    },
    ...(ontology === undefined ? {} : { ontology: ontology && presentOntology(ontology) }),
    ...(found ? { found: presentFoundTypes(found) } : {}),
    ...(remembered ? { remembered: { chunks: remembered.chunks, reports: remembered.reports } } : {}),
    ...(silent ? { silent: silent.map(({ source, chunks }) => ({ source, chunks: [...chunks] })) } : {}),
    ...(budget === undefined ? {} : { budget }),
    ...(before ? { before: presentSpending(before) } : {}),
    ...(reports ? { reports: presentWriting(reports) } : {}),
  };
}

function presentEmbeddings(work: EmbeddingWork): EmbeddingWork {
  const { model, written, kept, deleted, missing, published, unpublished } = work;
  return {
    model,
    written,
    kept,
    deleted,
    ...(missing ? { missing: presentLeftOut(missing) } : {}),
    ...(published === undefined ? {} : { published }),
    ...(unpublished ? { unpublished: presentLeftOut(unpublished) } : {}),
  };
}

function presentLeftOut({ count, code, message, hint, reason }: LeftOut): LeftOut {
  return { count, code, message, ...(hint === undefined ? {} : { hint }), ...(reason ? { reason } : {}) };
}

function presentCounts(counts: IngestReport['written']): IngestReport['written'] {
  return {
    documents: counts.documents,
    chunks: counts.chunks,
    entities: counts.entities,
    mentions: counts.mentions,
    relationships: counts.relationships,
    communities: counts.communities,
    reports: counts.reports,
  };
}

function presentWriting({ written, findings, failed }: ReportWriting): ReportWriting {
  return {
    written,
    findings: { kept: findings.kept, dropped: findings.dropped },
    failed: failed.map(({ communityId, title, code, message, reason }) => ({
      communityId,
      title,
      code,
      message,
      ...(reason ? { reason } : {}),
    })),
  };
}
