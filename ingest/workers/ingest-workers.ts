import type { Chunk } from '../../domain/chunk.ts';
import type { Document } from '../../domain/document.ts';
import type { GraphIndex, IndexChanges } from '../../domain/graph-index.ts';
import type { IngestReport } from '../../domain/job.ts';
import type { BuildProgress, SourceFile } from '../../domain/ports/index-builder.ts';
import { compareText } from '../ordering.ts';
import type { ReadSource } from '../readers/create-document.ts';
import type { RememberedReport } from '../reports/remembered-reports.ts';
import type { ReportWork } from '../reports/report-work.ts';
import { copyCost, inBatches } from './batches.ts';
import { collectChange, emptyChanges, indexPieces } from './pieces.ts';
import { readFiles } from './read-files.ts';
import { runBatches } from './run-batches.ts';
import type { IndexOptions } from './tasks.ts';
import type { WorkerPool } from './worker-pool.ts';

export interface TaskOptions {
  signal?: AbortSignal | undefined;
  onProgress: (done: number, total: number) => void;
}

export interface IndexWork {
  present: GraphIndex;
  /** Ids of present documents that stay as they are. */
  kept: readonly string[];
  /** Documents that are new or changed, and all their chunks with their readings. */
  documents: readonly Document[];
  chunks: readonly Chunk[];
  /** What a model wrote before. */
  remembered: readonly RememberedReport[];
  options: IndexOptions;
}

/** What makes the wanted index of the present one. */
export interface WantedChanges {
  changes: IndexChanges;
  counts: Pick<IngestReport, 'written' | 'deleted'>;
  /** Communities of which a model is to write; `changes` have reports of quotes in their place. */
  work: ReportWork[];
}

/** The stages that take long, each in other threads, so that a server goes on answering. */
export interface IngestWorkers {
  readFiles(files: readonly SourceFile[], options: TaskOptions): Promise<ReadSource>;
  /** Chunks in the order of their documents' ids, then of the text. */
  splitDocuments(documents: readonly Document[], options: TaskOptions): Promise<Chunk[]>;
  buildIndex(
    work: IndexWork,
    options: { signal?: AbortSignal | undefined; onProgress: (progress: BuildProgress) => void },
  ): Promise<WantedChanges>;
}

/** Runs the stages on a pool of threads. */
export function createIngestWorkers(pool: WorkerPool): IngestWorkers {
  return {
    readFiles: (files, options) => readFiles(pool, files, options),
    async splitDocuments(documents, options) {
      const chunks: Chunk[] = [];
      const take = (piece: Chunk[]) => {
        for (const chunk of piece) chunks.push(chunk);
      };
      const sizeOf = ({ text }: Document) => text.length;
      await runBatches(pool, { name: 'splitDocuments', items: documents, sizeOf, onPiece: take, ...options });
      return chunks.sort(
        (one, other) => compareText(one.documentId, other.documentId) || one.position - other.position,
      );
    },
    async buildIndex(work, { signal, onProgress }) {
      const changes = emptyChanges();
      const reportWork: ReportWork[] = [];
      let counts: Pick<IngestReport, 'written' | 'deleted'> | null = null;
      await pool.run(
        'buildIndex',
        piecesOf(work),
        (piece) => {
          if (piece.part === 'counts') counts = piece.counts;
          else if (piece.part === 'work') reportWork.push(...piece.work);
          else collectChange(changes, piece);
        },
        { signal, onProgress },
      );
      if (!counts) throw new Error('The worker ended without telling what changed');
      return { changes, counts, work: reportWork };
    },
  };
}

function* piecesOf({ present, kept, documents, chunks, remembered, options }: IndexWork) {
  yield { part: 'options' as const, options };
  yield* indexPieces(present);
  for (const reports of inBatches(remembered, copyCost.remembered))
    yield { part: 'remembered' as const, reports };
  for (const documentIds of inBatches(kept, () => 1)) yield { part: 'kept' as const, documentIds };
  for (const batch of inBatches(documents, copyCost.document))
    yield { part: 'fresh' as const, documents: batch };
  for (const batch of inBatches(chunks, copyCost.chunk)) yield { part: 'fresh' as const, chunks: batch };
}
