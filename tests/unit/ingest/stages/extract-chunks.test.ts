import { describe, expect, it } from 'vitest';
import type { Extraction } from '../../../../domain/extraction.ts';
import type { ExtractionOutcome, Extractor } from '../../../../domain/ports/extractor.ts';
import { extractChunks } from '../../../../ingest/stages/extract-chunks.ts';
import { aResolvedCorpus } from '../../../support/ingest-records.ts';

const { documents, chunks } = aResolvedCorpus({ 'a.md': 'Alpha.', 'b.md': 'Beta.', 'c.md': 'Gamma.' }, []);
const sourceOf = (documentId: string) => documents.find(({ id }) => id === documentId)!.source;

const reading = (extractor: string, key: string): Extraction => ({
  extractor,
  key,
  candidates: [],
  aliases: [],
  statements: [],
});

/** Reads every chunk that has no reading of its own, unless its document is one of `broken`. */
function anExtractor(id: string, broken: readonly string[] = []): Extractor {
  return {
    id,
    async extract(work, { onProgress }) {
      const outcomes: ExtractionOutcome[] = [];
      for (const { document, chunks: own } of work)
        for (const chunk of own) {
          if (chunk.extraction?.extractor === id) continue;
          if (broken.includes(document.source))
            outcomes.push({ chunkId: chunk.id, error: { code: 'model-unavailable', message: 'no answer' } });
          else outcomes.push({ chunkId: chunk.id, extraction: reading(id, chunk.id) });
        }
      onProgress?.(work.length, work.length);
      return outcomes;
    },
  };
}

describe('extractChunks', () => {
  it('reads what has no reading and keeps what has one', async () => {
    const known = new Map([[chunks[0]!.id, reading('offline/1', 'known')]]);
    const extractor = anExtractor('offline/1');
    const result = await extractChunks({ documents, chunks, known, extractorOf: () => extractor }, {});
    expect(result).toMatchObject({ read: 2, kept: 1, failed: [] });
    expect(result.chunks.map(({ extraction }) => extraction?.key)).toEqual([
      'known',
      chunks[1]!.id,
      chunks[2]!.id,
    ]);
  });

  it('names the document of a chunk that failed, and leaves the chunk unread', async () => {
    const broken = sourceOf(chunks[1]!.documentId);
    const extractor = anExtractor('offline/1', [broken]);
    const result = await extractChunks(
      { documents, chunks, known: new Map(), extractorOf: () => extractor },
      {},
    );
    expect(result.failed).toEqual([
      {
        source: broken,
        code: 'extraction-failed',
        message: expect.stringContaining('no answer'),
        reason: {
          code: 'chunks-failed',
          values: { failed: 1, all: 1, numbers: [1] },
          because: [{ code: 'said', values: { text: 'no answer' } }],
        },
      },
    ]);
    expect(result).toMatchObject({ read: 2, kept: 0 });
    expect(result.chunks[1]!.extraction).toBeNull();
  });

  it('gives each document to its own extractor and counts progress over all of them', async () => {
    const offline = anExtractor('offline/1');
    const model = anExtractor('model/1');
    const progress: number[] = [];
    const result = await extractChunks(
      {
        documents,
        chunks,
        known: new Map(),
        extractorOf: ({ source }) => (source === 'a.md' ? model : offline),
      },
      { onProgress: (done) => progress.push(done) },
    );
    for (const { documentId, extraction } of result.chunks)
      expect(extraction?.extractor).toBe(sourceOf(documentId) === 'a.md' ? 'model/1' : 'offline/1');
    expect(progress.at(-1)).toBe(3);
  });

  it('keeps the readings of a document whose extractor is not at hand, and names what it lacks', async () => {
    const known = new Map([[chunks[0]!.id, reading('model/1', 'paid')]]);
    const result = await extractChunks({ documents, chunks, known, extractorOf: () => null }, {});
    expect(result.chunks[0]!.extraction?.key).toBe('paid');
    expect(result).toMatchObject({ read: 0, kept: 1 });
    expect(result.failed.map(({ source }) => source).sort()).toEqual(
      [sourceOf(chunks[1]!.documentId), sourceOf(chunks[2]!.documentId)].sort(),
    );
  });
});
