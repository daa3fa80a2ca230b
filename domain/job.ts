import type { UnreadableDocument } from './document.ts';
import type { FactCheck } from './fact-check.ts';
import type { ModelReceipt } from './model-receipt.ts';
import type { FoundTypes, Ontology } from './ontology.ts';
import type { Reason } from './reason.ts';
import type { EstimateCorrection, StageEstimate } from './stage-estimate.ts';

export type JobState = 'queued' | 'running' | 'done' | 'failed' | 'cancelled' | 'interrupted';

/** The stages of one ingest, in order. */
export const JOB_STAGES = [
  'read',
  'split',
  'extract',
  'resolve',
  'link',
  'cluster',
  'lay-out',
  'report',
  'write',
  'embed',
] as const;
export type JobStage = (typeof JOB_STAGES)[number];

/** A change of the index that was asked for: queued, run one at a time, kept on disk with all it needs until it has ended. */
export interface Job {
  id: string;
  kind: 'ingest' | 'remove' | 'rebuild' | 'import' | 'report';
  state: JobState;
  /** Null before the first stage. */
  stage: JobStage | null;
  /** `spent` is absent until a model was asked. */
  progress: { done: number; total: number; spent?: ModelSpending };
  /** How often a run of this job was cut off by the end of its process. */
  interruptions: number;
  /** ISO 8601. */
  createdAt: string;
  startedAt: string | null;
  endedAt: string | null;
  /** Present once it is done, or cancelled after something was written. */
  report?: IngestReport;
  error?: { code: string; message: string; hint?: string; reason?: Reason };
  /** Set on one that was cancelled or failed, while what it was asked to do is still kept. */
  canGoOn?: true;
}

/** What models took so far. */
export interface ModelSpending {
  input: number;
  output: number;
  /** US dollars; null when the price of the model is not known. */
  cost: number | null;
}

/** What a run did. Sources, not ids, because people read it. */
export interface IngestReport {
  documents: {
    added: string[];
    changed: string[];
    removed: string[];
    unchanged: number;
    failed: UnreadableDocument[];
    /** In the index under a folder that was given, but no longer in that folder; removed only with `--prune`. */
    vanished: string[];
    /** How many more of each there were; only in the record of a run, which tells the first thousand. */
    more?: Partial<Record<'added' | 'changed' | 'removed' | 'failed' | 'vanished', number>>;
  };
  /** Records written and deleted, by kind. All zero when nothing changed. */
  written: Record<
    'documents' | 'chunks' | 'entities' | 'mentions' | 'relationships' | 'communities' | 'reports',
    number
  >;
  deleted: Record<
    'documents' | 'chunks' | 'entities' | 'mentions' | 'relationships' | 'communities' | 'reports',
    number
  >;
  /** Chunks read anew, and chunks whose reading was kept, or remembered from elsewhere. */
  chunks: { read: number; kept: number };
  tokens: { input: number; output: number };
  /** US dollars; null when the price of the model is not known. */
  cost: number | null;
  /** Absent when no model was asked, and nothing that one told before was used. */
  model?: ModelWork;
  /** What became of vectors; absent when no embedding model is configured. */
  embeddings?: EmbeddingWork;
  milliseconds: number;
  /** Milliseconds by stage. */
  stages: Partial<Record<JobStage, number>>;
}

/** What a model did in a run, beside what was expected of it. */
export interface ModelWork {
  name: string;
  /** As it was told before the first call. */
  estimate: { stages: StageEstimate[]; correction: EstimateCorrection };
  /** What was taken, by purpose. */
  receipts: ModelReceipt[];
  /** Of all that it told, in the readings that were kept. */
  facts: FactCheck;
  /** Types that it might find, which the index keeps from here on; null: anything. Absent from runs of earlier versions. */
  ontology?: Ontology | null;
  /** Set when the types were found in a sample, in this run. */
  found?: FoundTypes;
  /** Absent when no report was to be asked for. */
  reports?: ReportWriting;
  /** What had been told of the same before, in whatever documents, so that nothing was asked for it. Absent when there was nothing. */
  remembered?: { chunks: number; reports: number };
  /** Where it named nothing, asked twice, though names plainly stand there. Absent when there is no such chunk. */
  silent?: SilentChunks[];
  /** US dollars that the run was allowed; absent: any. */
  budget?: number;
  /** What was taken before the job was interrupted, or gone on with: in the report's tokens and cost, but in none of the receipts. */
  before?: ModelSpending;
}

/** Chunks of one document, by number from 1, ascending. */
export interface SilentChunks {
  source: string;
  chunks: number[];
}

/** What a run did for the vectors of chunks, entities and reports. */
export interface EmbeddingWork {
  model: string;
  /** Vectors that were made, and those that were there and still hold. */
  written: number;
  kept: number;
  /** Vectors forgotten, of whatever model: their record is gone, or its text is another. */
  deleted: number;
  /** Texts that are without a vector after the run; a later run asks for them. Absent when there are none. */
  missing?: LeftOut;
  /** Vectors that were copied to the store's own index; absent when it has none. */
  published?: number;
  /** Vectors that could not be copied there. */
  unpublished?: LeftOut;
}

/** What was not done, and why. */
export interface LeftOut {
  count: number;
  code: string;
  message: string;
  hint?: string;
  reason?: Reason;
}

/** What became of the reports that a model was to write. */
export interface ReportWriting {
  written: number;
  /** Findings of those that were written, and what was left out because the sentences it cites do not hold it. */
  findings: { kept: number; dropped: number };
  /** Communities that keep what was taken from the text; a later run asks for them again. */
  failed: FailedReport[];
}

interface FailedReport {
  communityId: string;
  /** Of the community. */
  title: string;
  code: string;
  message: string;
  reason?: Reason;
}
