import type { IngestReport } from './job.ts';

/** The record of one run: what was asked of the index, when, and what came of it. */
export interface Run {
  id: string;
  /** `ingest`, `remove`, `rebuild` or `report`. */
  kind: string;
  /** ISO 8601, when it started. */
  at: string;
  report: IngestReport;
}
