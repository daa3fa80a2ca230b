import { expect, it } from 'vitest';
import { askAll, readQuestions } from './question-set.ts';
import { filesBelow, searchIndexOf } from './search-corpus.ts';

it('answers four in five questions on notes of other kinds, and refuses what they do not tell', async () => {
  const index = await searchIndexOf(filesBelow(`${import.meta.dirname}/other-texts`, 'notes'));
  const questions = readQuestions(`${import.meta.dirname}/other-questions.json`);
  const { answerable, absent, wrong } = await askAll(index, questions);
  expect(absent, wrong.join('\n')).toBe(1);
  expect(answerable, wrong.join('\n')).toBeGreaterThanOrEqual(0.8);
});
