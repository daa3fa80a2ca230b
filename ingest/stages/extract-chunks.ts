import { groupBy } from '../../algorithms/group-by.ts';
import type { Chunk } from '../../domain/chunk.ts';
import type { Document, UnreadableDocument } from '../../domain/document.ts';
import type { Extraction } from '../../domain/extraction.ts';
import type { ExtractionOutcome, ExtractionWork, Extractor } from '../../domain/ports/extractor.ts';
import { type Reason, reasonFor, reasonOf } from '../../domain/reason.ts';

/** Of the failed chunks of a document, so many are told by number, and so many different reasons. */
const MOST_PLACES = 10;
const MOST_REASONS = 3;

/** Why a chunk could not be read. */
type ChunkFailure = { message: string; reason?: Reason | undefined };

export interface ExtractInput {
  documents: readonly Document[];
  /** All chunks of these documents, in order. */
  chunks: readonly Chunk[];
  /** Readings that may still hold, by chunk id. */
  known: ReadonlyMap<string, Extraction>;
  /** Who reads a document; null keeps what is known, because who read it is not at hand. */
  extractorOf: (document: Document) => Extractor | null;
}

export interface ExtractedChunks {
  /** As they came in, each with its reading; null where it failed. */
  chunks: Chunk[];
  /** One a document of which a chunk could not be read. */
  failed: UnreadableDocument[];
  read: number;
  kept: number;
}

/** What each extractor has to look at: whole documents, their chunks with what is known of them. */
export function shareWork({
  documents,
  chunks,
  known,
  extractorOf,
}: ExtractInput): Map<Extractor | null, ExtractionWork[]> {
  const byDocument = groupBy(
    chunks.map((chunk) => ({ ...chunk, extraction: known.get(chunk.id) ?? null })),
    (chunk) => chunk.documentId,
  );
  return groupBy(
    documents.map((document): ExtractionWork => ({ document, chunks: byDocument.get(document.id) ?? [] })),
    ({ document }) => extractorOf(document),
  );
}

/** The chunks as they can be shown before slow extractors have read them; null where none is slow. */
export async function standInChunks(input: ExtractInput, signal?: AbortSignal): Promise<Chunk[] | null> {
  const standIns = new Map<string, Extraction>();
  for (const [extractor, work] of shareWork(input)) {
    const readings = await extractor?.standIn?.(work, signal ? { signal } : {});
    for (const [chunkId, extraction] of readings ?? []) standIns.set(chunkId, extraction);
  }
  if (standIns.size === 0) return null;
  return input.chunks.map((chunk) => ({
    ...chunk,
    extraction: input.known.get(chunk.id) ?? standIns.get(chunk.id) ?? null,
  }));
}

/** Reads what has not been read yet. A chunk that fails is named, and tried again when its document is given again. */
export async function extractChunks(
  input: ExtractInput,
  options: { signal?: AbortSignal | undefined; onProgress?: (done: number, total: number) => void },
): Promise<ExtractedChunks> {
  const { documents, chunks, known } = input;
  options.onProgress?.(0, chunks.length);
  const byExtractor = shareWork(input);
  const readings = new Map<string, Extraction>();
  const errors = new Map<string, ChunkFailure>();
  const fallbacks = new Map<string, Extraction>();
  let before = 0;
  let remembered = 0;
  for (const [extractor, work] of byExtractor) {
    const count = work.reduce((sum, item) => sum + item.chunks.length, 0);
    const onProgress = (done: number, total: number) =>
      options.onProgress?.(before + Math.round((done * count) / Math.max(1, total)), chunks.length);
    const outcomes = extractor
      ? await extractor.extract(work, { ...(options.signal ? { signal: options.signal } : {}), onProgress })
      : unread(work);
    for (const outcome of outcomes) {
      if ('extraction' in outcome) {
        readings.set(outcome.chunkId, outcome.extraction);
        if (outcome.isRemembered) remembered++;
      } else {
        errors.set(outcome.chunkId, outcome.error);
        if (outcome.fallback) fallbacks.set(outcome.chunkId, outcome.fallback);
      }
    }
    before += count;
  }
  const byDocument = groupBy(chunks, (chunk) => chunk.documentId);
  return {
    chunks: chunks.map((chunk) => ({
      ...chunk,
      extraction: errors.has(chunk.id)
        ? (fallbacks.get(chunk.id) ?? null)
        : (readings.get(chunk.id) ?? known.get(chunk.id) ?? null),
    })),
    failed: documents.flatMap((document) => failureOf(document, byDocument.get(document.id) ?? [], errors)),
    read: readings.size - remembered,
    kept: chunks.length - readings.size - errors.size + remembered,
  };
}

/** Chunks without a reading, of documents that nobody may read now as the rest of them was read. */
function unread(work: readonly ExtractionWork[]): ExtractionOutcome[] {
  const error = {
    code: 'model-unavailable',
    message: 'the rest of it was read by a model, which is asked only about documents that are given',
    reason: reasonFor('chunk-left-to-model', {}),
  };
  return work
    .flatMap(({ chunks }) => chunks)
    .filter(({ extraction }) => extraction === null)
    .map(({ id }) => ({ chunkId: id, error }));
}

function failureOf(
  document: Document,
  chunks: readonly Chunk[],
  errors: ReadonlyMap<string, ChunkFailure>,
): UnreadableDocument[] {
  const failed = chunks.filter((chunk) => errors.has(chunk.id));
  if (failed.length === 0) return [];
  const byMessage = new Map(
    failed.flatMap(({ id }) => {
      const error = errors.get(id);
      return error ? [[error.message, reasonOf(error)] as const] : [];
    }),
  );
  const told = [...byMessage].slice(0, MOST_REASONS);
  const numbers = failed.slice(0, MOST_PLACES).map(({ position }) => position + 1);
  const isMore = failed.length > MOST_PLACES;
  const shown = numbers.join(', ') + (isMore ? ', …' : '');
  const why = told.map(([message]) => message).join('; ');
  const message = `${failed.length} of ${chunks.length} chunks could not be read whole (number ${shown}) and are tried again when the document is given again: ${why}`;
  const reason = reasonFor(
    isMore ? 'chunks-failed-many' : 'chunks-failed',
    { failed: failed.length, all: chunks.length, numbers },
    told.map(([, because]) => because),
  );
  return [{ source: document.source, code: 'extraction-failed', message, reason }];
}
