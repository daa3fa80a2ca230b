import type { Chunk } from '../../domain/chunk.ts';
import type { Report } from '../../domain/community.ts';
import type { Document } from '../../domain/document.ts';
import type { Entity, Mention } from '../../domain/entity.ts';
import type { Relationship } from '../../domain/relationship.ts';
import type { RememberedReport } from '../reports/remembered-reports.ts';
import type { ReportWork } from '../reports/report-work.ts';

/**
 * About how much one message between threads may hold, in small objects to copy. Copying holds up both threads, so a message is kept
 * to a few milliseconds.
 */
export const BATCH_COST = 4000;

/** Cuts a list into runs of about `limit` cost; an item that costs more is a run of its own. */
export function* inBatches<T>(
  items: Iterable<T>,
  costOf: (item: T) => number,
  limit: number = BATCH_COST,
): Generator<T[]> {
  let batch: T[] = [];
  let cost = 0;
  for (const item of items) {
    const itemCost = costOf(item);
    if (batch.length > 0 && cost + itemCost > limit) {
      yield batch;
      batch = [];
      cost = 0;
    }
    batch.push(item);
    cost += itemCost;
  }
  if (batch.length > 0) yield batch;
}

/** Cost of copying each kind of record, in small objects. */
export const copyCost = {
  document: ({ text }: Document) => 3 + text.length / 500,
  chunk: ({ extraction, sentences }: Chunk) =>
    3 +
    sentences.length / 8 +
    (extraction ? 4 * extraction.candidates.length + 6 * extraction.statements.length : 0),
  entity: ({ aliases, merges }: Entity) => 3 + aliases.length / 4 + 2 * merges.length,
  mention: (_: Mention) => 1,
  relationship: ({ evidence }: Relationship) => 2 + evidence.length,
  report: ({ findings }: Report) => 3 + 3 * findings.length,
  remembered: ({ report, entityIds }: RememberedReport) =>
    4 + 5 * report.findings.length + entityIds.length / 4,
  reportWork: ({ sentences }: ReportWork) => 5 + 2 * sentences.length,
  other: () => 3,
};
