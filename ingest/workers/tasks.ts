import type { Chunk } from '../../domain/chunk.ts';
import type { Document, UnreadableDocument } from '../../domain/document.ts';
import type { GraphIndex, IndexChanges } from '../../domain/graph-index.ts';
import type { IngestReport } from '../../domain/job.ts';
import type { ExtractionOutcome, ExtractionWork } from '../../domain/ports/extractor.ts';
import type { BuildProgress, SourceFile } from '../../domain/ports/index-builder.ts';
import type { RememberedReport } from '../reports/remembered-reports.ts';
import type { ReportWish } from '../reports/report-wish.ts';
import type { ReportWork } from '../reports/report-work.ts';

/**
 * What the threads of ingest do, by name, and what travels: pieces in, pieces out. A piece is small enough to be copied between threads
 * without holding either up, so whole indexes go over in many.
 */
export interface WorkerTasks {
  readFiles: { in: SourceFile; out: { documents: Document[]; failed: UnreadableDocument[] } };
  splitDocuments: { in: Document; out: Chunk[] };
  extractOffline: { in: ExtractionWork; out: ExtractionOutcome[] };
  buildIndex: { in: IndexPiece; out: ChangePiece };
}
export type TaskName = keyof WorkerTasks;

/** How the next index is built. */
export interface IndexOptions {
  rebuild: boolean;
  wish: ReportWish;
}

/** A part of what the next index is built from. */
export type IndexPiece =
  | { part: 'options'; options: IndexOptions }
  /** Records of the present index; each list arrives in order. */
  | { part: 'present'; records: Partial<GraphIndex> }
  /** What a model wrote before. */
  | { part: 'remembered'; reports: RememberedReport[] }
  /** Documents of which document, chunks and readings stay. */
  | { part: 'kept'; documentIds: string[] }
  /** Documents and chunks that are new or changed. */
  | { part: 'fresh'; documents?: Document[]; chunks?: Chunk[] };

/** A part of the changes to write. */
export type ChangePiece =
  | { part: 'write'; records: Partial<{ [Kind in keyof IndexChanges]: WriteOf<IndexChanges[Kind]> }> }
  | { part: 'delete'; kind: Exclude<keyof IndexChanges, 'mentions'>; ids: string[] }
  /** Communities of which a model is to write. */
  | { part: 'work'; work: ReportWork[] }
  | { part: 'counts'; counts: Pick<IngestReport, 'written' | 'deleted'> };

type WriteOf<T> = T extends { write: infer Records } ? Records : T;

/** What goes to a worker while its task runs. */
export type ToWorker<In> = { kind: 'piece'; piece: In } | { kind: 'end' } | { kind: 'ready' };
/** What comes from it. */
export type FromWorker<Out> =
  | { kind: 'ready' }
  | { kind: 'piece'; piece: Out }
  | { kind: 'progress'; progress: BuildProgress }
  | { kind: 'end' };
