import { describe, expect, it } from 'vitest';
import type { Chunk } from '../../../domain/chunk.ts';
import type { Extractor } from '../../../domain/ports/extractor.ts';
import { chooseExtractor } from '../../../ingest/choose-extractor.ts';
import { aResolvedCorpus } from '../../support/ingest-records.ts';

const { documents, chunks } = aResolvedCorpus({ 'a.md': 'Alpha.', 'b.md': 'Beta.' }, []);
const [first, second] = documents as [(typeof documents)[0], (typeof documents)[0]];
const anExtractor = (id: string): Extractor => ({ id, extract: async () => [] });
const offline = anExtractor('offline/2');
const model = anExtractor('model/1');
const readBy = (extractor: string): Chunk[] =>
  chunks.map((chunk) => ({ ...chunk, extraction: { ...chunk.extraction!, extractor } }));

describe('chooseExtractor', () => {
  it('has what is given read by the one that was asked for, and leaves what a model read as it is', () => {
    const choose = chooseExtractor(readBy('model/1'), [first], [offline, model]);
    expect(choose(first)).toBe(offline);
    expect(choose(second)).toBeNull();
  });

  it('has what an older offline version read read again by the newer one', () => {
    expect(chooseExtractor(readBy('offline/1'), [], [model, offline])(first)).toBe(offline);
  });

  it('asks no model about what was not given, whoever is at hand', () => {
    for (const extractors of [[offline], [model, offline], [offline, model]]) {
      expect(chooseExtractor(readBy('model/1'), [], extractors)(first)).toBeNull();
    }
  });

  it("takes a document for the model's although a chunk of it has only the offline reading so far", () => {
    const [one] = chunks as [Chunk];
    const failed = { ...one, id: 'failed', extraction: { ...one.extraction!, extractor: 'offline/2' } };
    expect(chooseExtractor([failed, ...readBy('model/1')], [], [model, offline])(first)).toBeNull();
  });

  it('has what nobody read yet, and nobody gave, read for nothing', () => {
    const unread = chunks.map((chunk) => ({ ...chunk, extraction: null }));
    expect(chooseExtractor(unread, [], [model, offline])(first)).toBe(offline);
  });
});
