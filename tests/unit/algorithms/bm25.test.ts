import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createBm25Index } from '../../../algorithms/bm25.ts';

const plain = (...texts: string[]) =>
  texts.map((text) => [{ terms: text.split(' ').filter((term) => term !== '') }]);

describe('createBm25Index', () => {
  it('scores by the textbook formula', () => {
    const index = createBm25Index(plain('graph of words', 'graph graph', 'words'));
    const rarity = Math.log(1 + (3 - 2 + 0.5) / (2 + 0.5));
    const mean = (3 + 2 + 1) / 3;
    const saturated = (frequency: number, length: number) =>
      (frequency * 2.2) / (frequency + 1.2 * (0.25 + (0.75 * length) / mean));
    const { documents, scores } = index.search(['graph'], 5);
    expect(Array.from(documents)).toEqual([1, 0]);
    expect(scores[0]).toBeCloseTo(rarity * saturated(2, 2), 5);
    expect(scores[1]).toBeCloseTo(rarity * saturated(1, 3), 5);
  });

  it('prefers rare terms, and documents that hold more of the question', () => {
    const index = createBm25Index(plain('common rare', 'common other', 'common', 'common more'));
    expect(index.search(['common', 'rare'], 1).documents[0]).toBe(0);
    expect(index.inverseDocumentFrequency('rare')).toBeGreaterThan(index.inverseDocumentFrequency('common'));
    expect(index.inverseDocumentFrequency('common')).toBeGreaterThan(0);
    expect(index.documentFrequency('common')).toBe(4);
    expect(index.documentFrequency('unknown')).toBe(0);
  });

  it('counts a field by its weight', () => {
    const index = createBm25Index([
      [{ terms: ['lora'], weight: 3 }, { terms: ['one', 'two', 'three', 'four'] }],
      [{ terms: ['other'], weight: 3 }, { terms: ['lora', 'two', 'three', 'four'] }],
    ]);
    expect(Array.from(index.search(['lora'], 2).documents)).toEqual([0, 1]);
  });

  it('counts a term of the question once, by its weight', () => {
    const index = createBm25Index(plain('a b', 'b c', 'c d'));
    expect(index.search(['a', 'a'], 3)).toEqual(index.search(['a'], 3));
    expect(index.search(['a', 'd'], 1, [1, 2]).documents[0]).toBe(2);
    expect(index.search(['a', 'd'], 1, [2, 1]).documents[0]).toBe(0);
  });

  it('finds nothing for unknown terms or in an empty index', () => {
    expect(createBm25Index(plain('a')).search(['z'], 3).documents).toHaveLength(0);
    expect(createBm25Index([]).search(['a'], 3).documents).toHaveLength(0);
    expect(createBm25Index([[]]).search(['a'], 3).documents).toHaveLength(0);
  });

  it('finds the same documents with a limit as without, in the order of their scores', () => {
    const term = fc.constantFrom('a', 'b', 'c', 'd', 'e');
    const corpus = fc.array(fc.array(term, { maxLength: 8 }), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(corpus, fc.uniqueArray(term, { minLength: 1 }), fc.nat(10), (texts, question, limit) => {
        const index = createBm25Index(texts.map((terms) => [{ terms }]));
        const all = index.scores(question);
        const ranked = Array.from(all.keys())
          .filter((document) => all[document]! > 0)
          .sort((left, right) => all[right]! - all[left]! || left - right);
        const hits = index.search(question, limit);
        expect(Array.from(hits.documents)).toEqual(ranked.slice(0, limit));
        expect(Array.from(hits.scores)).toEqual(ranked.slice(0, limit).map((document) => all[document]));
      }),
    );
  });
});
