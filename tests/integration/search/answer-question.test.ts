import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { AskEvents, AskRequest } from '../../../domain/api/ask.ts';
import { answerQuestion } from '../../../server/search/answer-question.ts';
import { buildSearchIndex, type SearchIndex } from '../../../server/search/search-index.ts';
import { aSnapshot } from '../../unit/server/search/a-snapshot.ts';
import { ask, searchIndexOf } from './search-corpus.ts';

const file = (source: string, text: string) => ({ source, bytes: new TextEncoder().encode(text) });

const files = [
  file(
    'notes/lora.md',
    '# LoRA 笔记\n\nLoRA 由微软的研究者提出。**低秩适配**（Low-Rank Adaptation，LoRA）是一种参数高效微调方法。\n\n## 优点\n\n- 省显存：优化器状态很小。\n- 易切换：一个底座可以配许多适配器。\n\n## 超参数\n\n| 超参数 | 含义 |\n| --- | --- |\n| r | 低秩矩阵的秩 |\n| alpha | 缩放系数 |\n',
  ),
  file(
    'notes/graphs.md',
    '# Graph notes\n\nHarborRank uses the Mooring algorithm to find communities.\n\nThe Mooring algorithm was proposed by Ada Lindqvist in 2011. It is fast.\n',
  ),
  file(
    'notes/films.jsonl',
    [
      {
        id: 'film',
        title: 'The Glass Harbour',
        text: 'The Glass Harbour is a film of 1962 directed by Ines Corvalho.',
      },
      {
        id: 'director',
        title: 'Ines Corvalho',
        text: 'Ines Corvalho grew up in the fishing village of Setubal.',
      },
      { id: 'other', title: 'The Iron Harbour', text: 'The Iron Harbour is a film of 1971 by Bo Lind.' },
    ]
      .map((row) => JSON.stringify(row))
      .join('\n'),
  ),
];

describe('answerQuestion', () => {
  let index: SearchIndex;

  beforeAll(async () => {
    index = await searchIndexOf(files);
  });

  it('tells its steps in order, each as its schema says', async () => {
    const { events } = await ask(index, '什么是LoRA？');
    const names = events.map(({ event }) => event);
    expect(names.filter((name, at) => name !== names[at - 1])).toEqual([
      'plan',
      'seeds',
      'expand',
      'context',
      'text',
      'citation',
      'audit',
      'usage',
      'done',
    ]);
    for (const { event, data } of events) expect(AskEvents[event].safeParse(data).success, event).toBe(true);
  });

  it('prefers the definition to a sentence that only begins with the name', async () => {
    const { text, dataOf } = await ask(index, '什么是LoRA？');
    expect(text.startsWith('低秩适配（Low-Rank Adaptation，LoRA）是一种参数高效微调方法。 [1]')).toBe(true);
    expect(dataOf('citation')[0]?.quote).toMatch(/^\*\*低秩适配\*\*/);
    expect(dataOf('citation')[0]?.entityIds.length).toBeGreaterThan(0);
  });

  it('answers a question for a list with the items under the heading', async () => {
    const { text } = await ask(index, 'LoRA 有哪些优点？');
    expect(text).toContain('省显存');
    expect(text).toContain('易切换');
  });

  it('reads the rows of a table and leaves its header out', async () => {
    const { text, dataOf } = await ask(index, 'LoRA 有哪些超参数？');
    expect(text).toContain('r：低秩矩阵的秩');
    expect(dataOf('citation').map(({ quote }) => quote)).not.toContain('超参数 | 含义');
  });

  it('joins two sentences through what the question does not name', async () => {
    const { text } = await ask(index, 'Who proposed the algorithm that HarborRank uses?');
    expect(text).toContain('HarborRank uses the Mooring algorithm');
    expect(text).toContain('Ada Lindqvist');
  });

  it('answers across documents with a sentence of each', async () => {
    const { dataOf } = await ask(index, 'In which village did the director of The Glass Harbour grow up?');
    expect(dataOf('citation').map(({ source }) => source)).toEqual([
      'notes/films.jsonl#film',
      'notes/films.jsonl#director',
    ]);
  });

  it('tells how two things are connected by the sentences in between', async () => {
    const { text } = await ask(index, 'How are HarborRank and Ada Lindqvist connected?');
    expect(text).toContain('HarborRank uses the Mooring algorithm');
    expect(text).toContain('proposed by Ada Lindqvist');
  });

  it.each([
    ['什么是量子纠缠？', '文档里没有这个问题的答案'],
    ['What is a sextant?', 'not in your documents'],
  ])('says of %s that the documents do not tell', async (question, words) => {
    const { text, answered, dataOf } = await ask(index, question);
    expect(text).toContain(words);
    expect(answered).toBe(false);
    expect(dataOf('citation')).toEqual([]);
    expect(dataOf('audit')).toEqual([{ sentences: [], struckOut: 0, cutOff: false }]);
  });

  it('says that an empty index is empty', async () => {
    const { text, answered } = await ask(await searchIndexOf([]), 'What is LoRA?');
    expect(text).toMatch(/no documents yet/);
    expect(answered).toBe(false);
  });

  it('only finds passages when that is asked, and saves nothing', async () => {
    const { events, saved, dataOf } = await ask(index, 'What is LoRA?', {
      retrieveOnly: true,
      limit: 1,
    });
    expect(events.map(({ event }) => event)).toEqual(['plan', 'seeds', 'expand', 'context', 'usage', 'done']);
    expect(dataOf('context')[0]?.passages).toHaveLength(1);
    expect(dataOf('done')).toEqual([{ answerId: null, answered: false }]);
    expect(saved).toBeNull();
  });

  it('gives passages that are exact slices of their documents, within the limit and the budget', async () => {
    const { dataOf } = await ask(index, 'HarborRank', { limit: 2 });
    const [context] = dataOf('context');
    expect(context?.passages.length).toBeLessThanOrEqual(2);
    expect(context?.tokens).toBeLessThanOrEqual(900);
    for (const { document, start, end, text } of context?.passages ?? []) {
      expect(index.snapshot.documentById.get(document.id)?.text.slice(start, end)).toBe(text);
    }
  });

  it('saves the answer with its whole trace before it tells the id', async () => {
    const { saved, events, dataOf } = await ask(index, '什么是LoRA？');
    expect(saved?.id).toBe(dataOf('done')[0]?.answerId);
    expect(saved?.trace.map(({ event }) => event)).toEqual(events.map(({ event }) => event));
    expect(saved?.citations).toEqual(dataOf('citation'));
  });

  it('tells in the language of the question why it took its mode, and keeps to the mode that was asked for', async () => {
    const plan = async (question: string, mode: 'auto' | 'basic' = 'auto') =>
      (await ask(index, question, { mode })).dataOf('plan')[0];
    expect(await plan('LoRA 有哪些优点？')).toMatchObject({ mode: 'local', language: 'zh' });
    expect((await plan('LoRA 有哪些优点？'))?.why).toContain('“LoRA”');
    expect(await plan('What about weather?')).toMatchObject({ mode: 'basic', language: 'en' });
    expect(await plan('LoRA 有哪些优点？', 'basic')).toMatchObject({ mode: 'basic' });
  });

  it('takes whatever is asked, and quotes exactly whatever it answers', async () => {
    const words = fc.constantFrom(
      'LoRA',
      '优点',
      '是什么',
      'Who',
      'proposed',
      'HarborRank',
      '(',
      '？',
      '|',
      '的',
      '2011',
      '**',
      ' ',
    );
    const question = fc
      .oneof(
        fc.array(words, { minLength: 1, maxLength: 30 }).map((parts) => parts.join('')),
        fc.string({ unit: 'grapheme', maxLength: 200 }),
      )
      .filter((text) => text.trim() !== '');
    await fc.assert(
      fc.asyncProperty(question, async (text) => {
        const { events, answered, dataOf } = await ask(index, text);
        for (const { event, data } of events)
          expect(AskEvents[event].safeParse(data).success, event).toBe(true);
        expect(dataOf('citation').length > 0).toBe(answered);
        for (const { documentId, start, end, quote } of dataOf('citation')) {
          expect(index.snapshot.documentById.get(documentId)?.text.slice(start, end)).toBe(quote);
        }
      }),
      { numRuns: 150 },
    );
  });

  it('answers a question of the greatest length', async () => {
    const { dataOf } = await ask(
      index,
      'LoRA 有哪些优点和 advantages of HarborRank? '.repeat(50).slice(0, 2000),
    );
    expect(dataOf('done')).toHaveLength(1);
  });

  it('stops with the reason of the signal when nobody listens any more', async () => {
    const controller = new AbortController();
    const deps = {
      index,
      models: null,
      newId: () => 'a',
      clock: () => 0,
      saveAnswer: async () => undefined,
    };
    const request = AskRequest.parse({ question: '什么是LoRA？' });
    const events = answerQuestion(request, deps, { signal: controller.signal });
    await events.next();
    controller.abort(new Error('gone'));
    await expect(events.next()).rejects.toThrow('gone');
  });
});

describe('buildSearchIndex', () => {
  it('builds what createSearchIndex builds, and stops when it is told to', async () => {
    const snapshot = aSnapshot({ 'a.md': '# Ants\n\nAnts are insects. Every Ant of Borneo is small.' });
    const index = await buildSearchIndex(snapshot);
    expect((await ask(index, 'What are ants?')).answered).toBe(true);
    await expect(
      buildSearchIndex(snapshot, { signal: AbortSignal.abort(new Error('stop')) }),
    ).rejects.toThrow('stop');
  });
});
