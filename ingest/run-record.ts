import { randomUUID } from 'node:crypto';
import type { IngestReport } from '../domain/job.ts';
import type { BuildRequest } from '../domain/ports/index-builder.ts';
import type { Run } from '../domain/run.ts';

/** Sources told in each list of a record: the runs of years are read together, and a store holds no text of more than 16 MB. */
const MOST_TOLD = 1000;

const LISTS = ['added', 'changed', 'removed', 'failed', 'vanished'] as const;

/**
 * What is kept of a run with the index: of thousands of sources the first of each kind, and how many more there were.
 *
 * @param at when it started, ISO 8601
 */
export function recordOf(request: BuildRequest, at: string, report: IngestReport): Run {
  return { id: `run-${randomUUID()}`, kind: kindOf(request), at, report: shortened(report) };
}

function shortened(report: IngestReport): IngestReport {
  const { documents, model } = report;
  const more: NonNullable<IngestReport['documents']['more']> = {};
  for (const list of LISTS) {
    const left = documents[list].length - MOST_TOLD;
    if (left > 0) more[list] = left;
  }
  const silent = model?.silent && { silent: model.silent.slice(0, MOST_TOLD) };
  return {
    ...report,
    ...(model && { model: { ...model, ...silent } }),
    documents: {
      ...documents,
      added: documents.added.slice(0, MOST_TOLD),
      changed: documents.changed.slice(0, MOST_TOLD),
      removed: documents.removed.slice(0, MOST_TOLD),
      failed: documents.failed.slice(0, MOST_TOLD),
      vanished: documents.vanished.slice(0, MOST_TOLD),
      ...(Object.keys(more).length > 0 ? { more } : {}),
    },
  };
}

function kindOf({ add, remove, rebuild, reports }: BuildRequest): 'ingest' | 'remove' | 'rebuild' | 'report' {
  if (reports) return 'report';
  if (add.length > 0) return 'ingest';
  return remove.length > 0 || !rebuild ? 'remove' : 'rebuild';
}
