import type { Chunk } from '../domain/chunk.ts';
import type { Document } from '../domain/document.ts';
import type { Extraction } from '../domain/extraction.ts';
import type { GraphIndex } from '../domain/graph-index.ts';
import type { JobStage } from '../domain/job.ts';
import type { Extractor } from '../domain/ports/extractor.ts';
import type { GraphReader, GraphWriter } from '../domain/ports/graph-store.ts';
import type { BuildRequest } from '../domain/ports/index-builder.ts';
import { chooseExtractor } from './choose-extractor.ts';
import { type DocumentPlan, planDocuments } from './plan-documents.ts';
import type { ExtractInput } from './stages/extract-chunks.ts';
import type { IngestWorkers } from './workers/ingest-workers.ts';

export interface PlanDeps {
  store: Pick<GraphReader, 'loadIndex'> & Pick<GraphWriter, 'unfinished'>;
  /** Does what takes long in other threads. */
  workers: Pick<IngestWorkers, 'readFiles' | 'splitDocuments'>;
  /** Who reads: the one that was asked for first, then any others that may have read what is in the index. */
  extractors: readonly Extractor[];
}

/** What a run starts from: the index as it is, what becomes of each document, and what has to be read. */
export interface RunPlan {
  present: GraphIndex;
  /** False when the present index may be half-written. */
  isWhole: boolean;
  plan: DocumentPlan;
  toExtract: ExtractInput;
}

/** The first half of a run, up to the reading of chunks: costs nothing, changes nothing. */
export async function planRun(
  request: BuildRequest,
  { store, workers, extractors }: PlanDeps,
  options: {
    signal?: AbortSignal | undefined;
    report: (stage: JobStage) => (done: number, total: number) => void;
  },
): Promise<RunPlan> {
  const { signal, report } = options;
  report('read')(0, request.add.length);
  const present = await store.loadIndex();
  const isWhole = !(await store.unfinished());
  const read = await workers.readFiles(request.add, { signal, onProgress: report('read') });
  const extractorOf = chooseExtractor(present.chunks, read.documents, extractors);
  const isUpToDate = (document: Document, chunks: readonly Chunk[]) => {
    const reader = extractorOf(document)?.id;
    return (
      isWhole &&
      chunks.every(
        ({ extraction }) => extraction && extraction.extractor === (reader ?? extraction.extractor),
      )
    );
  };
  const plan = planDocuments({ present, request, read, isUpToDate });
  const chunks = await workers.splitDocuments(plan.fresh, { signal, onProgress: report('split') });
  const toExtract = { documents: plan.fresh, chunks, known: readingsOf(present), extractorOf };
  return { present, isWhole, plan, toExtract };
}

/** Chunks of the documents that stay as they are. */
export function keptChunks({ present, plan }: RunPlan): number {
  const ids = new Set(plan.kept);
  return present.chunks.reduce((count, { documentId }) => count + (ids.has(documentId) ? 1 : 0), 0);
}

function readingsOf({ chunks }: GraphIndex): Map<string, Extraction> {
  return new Map(chunks.flatMap(({ id, extraction }) => (extraction ? [[id, extraction] as const] : [])));
}
