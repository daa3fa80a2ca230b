import type { Chunk } from '../../domain/chunk.ts';
import type { Document, UnreadableDocument } from '../../domain/document.ts';
import type { Extraction } from '../../domain/extraction.ts';
import type { ExtractionWork, Extractor } from '../../domain/ports/extractor.ts';
import { groupBy } from '../group-by.ts';

export interface ExtractInput {
  documents: readonly Document[];
  /** All chunks of these documents, in order. */
  chunks: readonly Chunk[];
  /** Readings that may still hold, by chunk id. */
  known: ReadonlyMap<string, Extraction>;
  /** Who reads a document. */
  extractorOf: (document: Document) => Extractor;
}

export interface ExtractedChunks {
  /** As they came in, each with its reading; null where it failed. */
  chunks: Chunk[];
  /** One a document of which a chunk could not be read. */
  failed: UnreadableDocument[];
  read: number;
  kept: number;
}

/** Reads what has not been read yet. A chunk that fails is named, and tried again next time. */
export async function extractChunks(
  { documents, chunks, known, extractorOf }: ExtractInput,
  options: { signal?: AbortSignal | undefined; onProgress?: (done: number, total: number) => void },
): Promise<ExtractedChunks> {
  const withKnown = chunks.map((chunk) => ({ ...chunk, extraction: known.get(chunk.id) ?? null }));
  const byDocument = groupBy(withKnown, (chunk) => chunk.documentId);
  const byExtractor = groupBy(
    documents.map((document): ExtractionWork => ({ document, chunks: byDocument.get(document.id) ?? [] })),
    ({ document }) => extractorOf(document),
  );
  const readings = new Map<string, Extraction>();
  const errors = new Map<string, string>();
  let before = 0;
  for (const [extractor, work] of byExtractor) {
    const count = work.reduce((sum, item) => sum + item.chunks.length, 0);
    const outcomes = await extractor.extract(work, {
      ...(options.signal ? { signal: options.signal } : {}),
      onProgress: (done, total) =>
        options.onProgress?.(before + (done * count) / Math.max(1, total), chunks.length),
    });
    for (const outcome of outcomes) {
      if ('extraction' in outcome) readings.set(outcome.chunkId, outcome.extraction);
      else errors.set(outcome.chunkId, outcome.error.message);
    }
    before += count;
  }
  return {
    chunks: withKnown.map((chunk) =>
      errors.has(chunk.id)
        ? { ...chunk, extraction: null }
        : { ...chunk, extraction: readings.get(chunk.id) ?? chunk.extraction },
    ),
    failed: documents.flatMap((document) => failureOf(document, byDocument.get(document.id) ?? [], errors)),
    read: readings.size,
    kept: chunks.length - readings.size - errors.size,
  };
}

function failureOf(
  document: Document,
  chunks: readonly Chunk[],
  errors: ReadonlyMap<string, string>,
): UnreadableDocument[] {
  const failed = chunks.filter((chunk) => errors.has(chunk.id));
  if (failed.length === 0) return [];
  const reason = errors.get(failed[0]!.id)!;
  const message = `${failed.length} of ${chunks.length} chunks could not be read and are tried again next time: ${reason}`;
  return [{ source: document.source, code: 'extraction-failed', message }];
}
