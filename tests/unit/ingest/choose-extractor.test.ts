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
  it('has what is given read by the one that was asked for, and leaves the rest to who read it', () => {
    const choose = chooseExtractor(readBy('model/1'), [first], [offline, model]);
    expect(choose(first)).toBe(offline);
    expect(choose(second)).toBe(model);
  });

  it('has what an older version read read again by the newer one', () => {
    expect(chooseExtractor(readBy('offline/1'), [], [model, offline])(first)).toBe(offline);
  });

  it('leaves readings alone whose extractor is not at hand', () => {
    expect(chooseExtractor(readBy('model/1'), [], [offline])(first)).toBeNull();
  });

  it('has what nobody read yet read by the one that was asked for', () => {
    const unread = chunks.map((chunk) => ({ ...chunk, extraction: null }));
    expect(chooseExtractor(unread, [], [model, offline])(first)).toBe(model);
  });
});
