import { describe, expect, it } from 'vitest';
import { sentenceAround } from '../../../../server/presenters/mention.ts';
import { aChunk } from '../../../support/server/a-graph-index.ts';

const chunk = aChunk({ id: 'c', start: 100, end: 140, sentences: [5, 15, 16, 30] });

describe('the sentence around a mention', () => {
  it('is the one it stands in, counted in the document', () => {
    expect(sentenceAround({ start: 107, end: 110 }, chunk)).toEqual({ start: 105, end: 115 });
    expect(sentenceAround({ start: 116, end: 130 }, chunk)).toEqual({ start: 116, end: 130 });
  });

  it('is both where it reaches over a boundary', () => {
    expect(sentenceAround({ start: 112, end: 118 }, chunk)).toEqual({ start: 105, end: 130 });
  });

  it('is the mention itself outside every sentence', () => {
    expect(sentenceAround({ start: 101, end: 104 }, chunk)).toEqual({ start: 101, end: 104 });
    expect(sentenceAround({ start: 130, end: 140 }, chunk)).toEqual({ start: 130, end: 140 });
  });
});
