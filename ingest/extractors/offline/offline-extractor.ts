import type { ExtractionOutcome, Extractor } from '../../../domain/ports/extractor.ts';
import { DEFAULT_GLOSSARY, type Glossary } from '../../text/words/glossary.ts';
import { readDocument } from './read-document.ts';

const VERSION = 'offline/2';

/**
 * Reads Chinese, English and mixed text without a model: noun phrases, terms that the layout points at, aliases in
 * brackets, relations that the wording states. A reading depends on its own document alone, so documents may be read
 * in any order, on any thread. A document that cannot be read fails its own chunks and no others.
 *
 * @param options.glossary names in two languages; their ideograph forms are kept whole as words
 */
export function createOfflineExtractor(options: { glossary?: Glossary } = {}): Extractor {
  const glossary = options.glossary ?? DEFAULT_GLOSSARY;
  return {
    id: VERSION,
    async extract(work, { signal, onProgress }) {
      const total = work.reduce((sum, { chunks }) => sum + chunks.length, 0);
      const outcomes: ExtractionOutcome[] = [];
      let done = 0;
      for (const { document, chunks } of work) {
        signal?.throwIfAborted();
        try {
          for (const [chunkId, extraction] of readDocument(document, chunks, VERSION, glossary))
            outcomes.push({ chunkId, extraction });
        } catch (cause) {
          const message = `Reading "${document.source}" failed: ${cause instanceof Error ? cause.message : String(cause)}`;
          outcomes.push(
            ...chunks.map((chunk) => ({ chunkId: chunk.id, error: { code: 'extraction-failed', message } })),
          );
        }
        done += chunks.length;
        onProgress?.(done, total);
        await new Promise<void>((resolve) => setImmediate(resolve));
      }
      return outcomes;
    },
  };
}
