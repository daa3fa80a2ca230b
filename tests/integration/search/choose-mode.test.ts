import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { AskRequest } from '../../../domain/api/ask.ts';
import { readQuestion } from '../../../server/search/answer/read-question.ts';
import { chooseMode, type ModeChoice } from '../../../server/search/choose-mode.ts';
import type { SearchIndex } from '../../../server/search/search-index.ts';
import { readQuestions } from './question-set.ts';
import { filesBelow, searchIndexOf } from './search-corpus.ts';

const sets = JSON.parse(readFileSync(join(import.meta.dirname, 'mode-questions.json'), 'utf8')) as {
  global: string[];
  passages: string[];
};

describe('chooseMode', () => {
  let index: SearchIndex;
  beforeAll(async () => {
    index = await searchIndexOf(filesBelow('samples', 'samples'));
  });
  const choose = (question: string, request: Partial<AskRequest> = {}): ModeChoice =>
    chooseMode(AskRequest.parse({ question, ...request }), index, readQuestion(index.tables, question));

  it('reads reports for nearly every question about all of the documents', () => {
    const missed = sets.global.filter((question) => choose(question).mode !== 'global');
    expect(missed.length / sets.global.length, missed.join('\n')).toBeLessThan(0.08);
  });

  it('reads passages for every question about something', () => {
    expect(sets.passages.filter((question) => choose(question).mode === 'global')).toEqual([]);
  });

  it.each([
    'tests/gold/sample-questions.json',
    'tests/integration/search/other-questions.json',
    'tests/integration/search/absent-questions.json',
    'tests/integration/search/tuning-questions.json',
  ])('takes none of %s for one about everything', (file) => {
    const taken = readQuestions(file).filter(({ question }) => choose(question).mode === 'global');
    expect(taken.map(({ question }) => question)).toEqual([]);
  });

  it('says why in the language of the question, and does what is asked for', () => {
    expect(choose('这些文档主要讲了什么？').why).toContain('全部文档');
    expect(choose('What is LoRA?', { mode: 'global' })).toMatchObject({ mode: 'global' });
    expect(choose('What are the main themes?', { mode: 'basic' }).mode).toBe('basic');
    expect(choose('What are the main themes?', { retrieveOnly: true }).mode).not.toBe('global');
  });
});
