import type { ExtractionOutcome, ExtractionWork, Extractor } from '../../domain/ports/extractor.ts';
import { createOfflineExtractor } from '../extractors/offline/offline-extractor.ts';
import { runBatches } from './run-batches.ts';
import type { WorkerPool } from './worker-pool.ts';

/** The offline extractor, spread over threads by documents. */
export function createWorkerExtractor(pool: WorkerPool): Extractor {
  return {
    id: createOfflineExtractor().id,
    async extract(work, { signal, onProgress = () => {} }) {
      const outcomes: ExtractionOutcome[] = [];
      await runBatches(pool, {
        name: 'extractOffline',
        items: work.map(withoutFindings),
        sizeOf: ({ document }) => document.text.length,
        unitsOf: ({ chunks }) => chunks.length,
        onPiece: (piece) => {
          for (const outcome of piece) outcomes.push(outcome);
        },
        signal,
        onProgress,
      });
      return outcomes;
    },
  };
}

/** Whether a reading still holds is told by its key alone, so what was found need not travel. */
function withoutFindings({ document, chunks }: ExtractionWork): ExtractionWork {
  return {
    document,
    chunks: chunks.map((chunk) => ({
      ...chunk,
      extraction: chunk.extraction && { ...chunk.extraction, candidates: [], aliases: [], statements: [] },
    })),
  };
}
