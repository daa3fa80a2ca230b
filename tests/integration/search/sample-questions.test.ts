import { beforeAll, describe, expect, it } from 'vitest';
import type { SearchIndex } from '../../../server/search/search-index.ts';
import { askAll, readQuestions } from './question-set.ts';
import { ask, filesBelow, searchIndexOf } from './search-corpus.ts';

const root = new URL('../../../', import.meta.url).pathname;

describe('questions on the samples', () => {
  let index: SearchIndex;

  beforeAll(async () => {
    index = await searchIndexOf(filesBelow(`${root}samples`, 'samples'));
  });

  it.each([
    ['the thirty questions of docs/samples.md', `${root}tests/gold/sample-questions.json`],
    ['the questions that the answers were tuned on', `${import.meta.dirname}/tuning-questions.json`],
    ['questions about other things', `${import.meta.dirname}/absent-questions.json`],
  ])('answers four in five of %s, and refuses what the samples do not tell', async (_, file) => {
    const { answerable, absent, wrong } = await askAll(index, readQuestions(file));
    expect(absent, wrong.join('\n')).toBe(1);
    expect(answerable, wrong.join('\n')).toBeGreaterThanOrEqual(0.8);
  });

  it('quotes exactly what stands in the document, for every citation of every question', async () => {
    for (const { question } of readQuestions(`${root}tests/gold/sample-questions.json`)) {
      for (const { documentId, start, end, quote, entityIds } of (await ask(index, question)).dataOf(
        'citation',
      )) {
        const document = index.snapshot.documentById.get(documentId);
        expect(document?.text.slice(start, end)).toBe(quote);
        for (const id of entityIds) expect(index.snapshot.entityById.has(id)).toBe(true);
      }
    }
  });
});
