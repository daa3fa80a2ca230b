import type { MessagePort } from 'node:worker_threads';
import type { Chunk } from '../../domain/chunk.ts';
import type { Document } from '../../domain/document.ts';
import type { ExtractionWork, Extractor } from '../../domain/ports/extractor.ts';
import type { SourceFile } from '../../domain/ports/index-builder.ts';
import { createOfflineExtractor } from '../extractors/offline/offline-extractor.ts';
import { readSource } from '../readers/read-source.ts';
import { splitChunks } from '../stages/split-chunks.ts';
import { copyCost, inBatches } from './batches.ts';
import { serveTask } from './serve-task.ts';

/** A task as the pool hands it over; the functions below are named by `WorkerTasks`. */
interface Task {
  port: MessagePort;
}

let extractor: Extractor | null = null;

/** Bytes to documents. */
export function readFiles({ port }: Task): Promise<void> {
  const files: SourceFile[] = [];
  return serveTask<'readFiles'>(port, {
    take: (file) => files.push(file),
    async *give() {
      for (const file of files) {
        const { documents, failed } = await readSource(file);
        for (const batch of inBatches(documents, copyCost.document)) yield { documents: batch, failed: [] };
        for (const batch of inBatches(failed, copyCost.other)) yield { documents: [], failed: batch };
      }
    },
  });
}

/** Documents to chunks, nothing found in them yet. */
export function splitDocuments({ port }: Task): Promise<void> {
  const documents: Document[] = [];
  return serveTask<'splitDocuments'>(port, {
    take: (document) => documents.push(document),
    *give() {
      for (const document of documents) yield* inBatches<Chunk>(splitChunks(document), copyCost.chunk);
    },
  });
}

/** Chunks to what is in them. */
export function extractOffline({ port }: Task): Promise<void> {
  const work: ExtractionWork[] = [];
  return serveTask<'extractOffline'>(port, {
    take: (piece) => work.push(piece),
    async *give(onProgress) {
      // Its dictionaries take a while to load, so a thread keeps the one it made.
      const reader = extractor ?? createOfflineExtractor();
      extractor = reader;
      const outcomes = await reader.extract(work, {
        onProgress: (done, total) => onProgress({ stage: 'extract', done, total }),
      });
      yield* inBatches(outcomes, (outcome) =>
        'extraction' in outcome
          ? 4 * outcome.extraction.candidates.length + 6 * outcome.extraction.statements.length
          : 1,
      );
    },
  });
}

/** The present index and what is new to the changes that make the wanted one of it. */
export async function buildIndex({ port }: Task): Promise<void> {
  // Loaded here: most threads never need it.
  const { createIndexTask } = await import('./index-task.ts');
  return serveTask<'buildIndex'>(port, createIndexTask());
}
