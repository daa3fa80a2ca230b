import type { JobResponse } from '../../domain/api/jobs.ts';
import type { IngestReport, Job } from '../../domain/job.ts';

export function presentJob(job: Job): JobResponse {
  return {
    id: job.id,
    kind: job.kind,
    state: job.state,
    stage: job.stage,
    progress: { done: job.progress.done, total: job.progress.total },
    interruptions: job.interruptions,
    createdAt: job.createdAt,
    startedAt: job.startedAt,
    endedAt: job.endedAt,
    ...(job.report ? { report: presentReport(job.report) } : {}),
    ...(job.error ? { error: job.error } : {}),
  };
}

function presentReport(report: IngestReport): NonNullable<JobResponse['report']> {
  const { added, changed, removed, unchanged, failed, vanished } = report.documents;
  return {
    documents: {
      added,
      changed,
      removed,
      unchanged,
      failed: failed.map(({ source, code, message }) => ({ source, code, message })),
      vanished,
    },
    written: presentCounts(report.written),
    deleted: presentCounts(report.deleted),
    chunks: { read: report.chunks.read, kept: report.chunks.kept },
    tokens: { input: report.tokens.input, output: report.tokens.output },
    cost: report.cost,
    milliseconds: report.milliseconds,
    stages: report.stages,
  };
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
