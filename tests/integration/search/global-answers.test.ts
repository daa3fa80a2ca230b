import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { AskEvents } from '../../../domain/api/ask.ts';
import type { SearchIndex } from '../../../server/search/search-index.ts';
import { createMeaningSearches } from '../../../server/search/vectors/meaning-search.ts';
import type { QuestionVector } from '../../../server/search/vectors/question-vectors.ts';
import {
  type ModelServer,
  type ModelServerOptions,
  startModelServer,
} from '../../support/model-server/model-server.ts';
import { openTestModels, type TestModels } from '../../support/test-models.ts';
import { ask, filesBelow, searchIndexOf } from './search-corpus.ts';

const question = 'What are the main themes of these notes?';

describe('questions about all of the documents', () => {
  let samples: SearchIndex;
  let few: SearchIndex;
  beforeAll(async () => {
    samples = await searchIndexOf(filesBelow('samples', 'samples'));
    few = await searchIndexOf(filesBelow('tests/integration/search/other-texts', 'texts'));
  });

  describe('without a model', () => {
    it('are answered by findings of different reports, each with its sentence, the coarsest communities first', async () => {
      const { events, text, answered, dataOf } = await ask(samples, question);
      expect(dataOf('plan')[0]).toMatchObject({ mode: 'global', answerer: 'extractive' });
      expect(dataOf('plan')[0]?.why).toContain('all of the documents');
      for (const { event, data } of events)
        expect(AskEvents[event].safeParse(data).success, event).toBe(true);
      expect(answered).toBe(true);
      const reports = dataOf('context')[0]?.reports ?? [];
      expect(reports.length).toBeGreaterThanOrEqual(5);
      expect(new Set(reports.map(({ communityId }) => communityId)).size).toBe(reports.length);
      expect(reports[0]?.level).toBe(0);
      const citations = dataOf('citation');
      expect(new Set(citations.map(({ documentId, start }) => `${documentId} ${start}`)).size).toBe(
        citations.length,
      );
      for (const { documentId, start, end, quote, number } of citations) {
        expect(samples.snapshot.documentById.get(documentId)?.text.slice(start, end)).toBe(quote);
        expect(text).toContain(`[${number}]`);
      }
      expect(dataOf('expand')[0]?.entities.length).toBeGreaterThan(0);
    });

    it('keep to their topic, and are refused where no report fits', async () => {
      const about = await ask(samples, '总结一下全部笔记里关于量化的内容');
      expect(about.dataOf('plan')[0]?.mode).toBe('global');
      expect(about.dataOf('citation')[0]?.quote).toMatch(/量化|quanti/i);
      const absent = await ask(samples, 'Summarise what all the notes say about beekeeping', {
        mode: 'global',
      });
      expect(absent.answered).toBe(false);
      expect(absent.text).toContain('beekeeping');
      expect(absent.dataOf('citation')).toEqual([]);
    });

    it('look for passages when only passages are wanted', async () => {
      const { dataOf } = await ask(samples, question, { retrieveOnly: true });
      expect(dataOf('plan')[0]?.mode).not.toBe('global');
      expect(dataOf('context')[0]?.passages.length).toBeGreaterThan(0);
    });
  });

  describe('with vectors', () => {
    const absent = 'Summarise what all the notes say about beekeeping';
    /** The index whose reports have vectors: those of `near` lie where the question does. */
    const withVectors = async (near: readonly string[], said?: QuestionVector): Promise<SearchIndex> => {
      const ids = few.snapshot.index.reports.map(({ communityId }) => communityId);
      const rows = ids.map((id, at) => (near.includes(id) ? [1, 0] : [0.3 - at / 1000, 0.9]));
      return createMeaningSearches({
        vectors: {
          load: async (model) => ({
            model,
            dimension: 2,
            ids,
            textHashes: [],
            vectors: Float32Array.from(rows.flat()),
          }),
        },
        questions: { model: 'scripted', vectorOf: async () => said ?? { vector: Float32Array.of(1, 0) } },
        onTrouble: (error) => {
          throw error;
        },
      }).withMeaning(few);
    };
    const lastReport = (): string => few.snapshot.index.reports.at(-1)?.communityId ?? '';

    it('find the reports that no word of the topic leads to; quotes still hold the topic or are not given', async () => {
      const asked = { mode: 'global' as const };
      expect((await ask(few, absent, asked)).dataOf('context')[0]?.reports).toEqual([]);
      const index = await withVectors([lastReport()]);
      const { dataOf, answered, text } = await ask(index, absent, asked);
      const reports = dataOf('context')[0]?.reports ?? [];
      expect(reports[0]?.communityId).toBe(lastReport());
      expect(reports.length).toBeLessThanOrEqual(8);
      expect(dataOf('expand')[0]?.vectors).toEqual({
        model: 'scripted',
        passages: 0,
        reports: reports.length,
      });
      expect(answered).toBe(false);
      expect(text).toContain(reports[0]?.title);
    });

    it('leave words in charge of a topic that the index knows, and are told when there is none', async () => {
      const topic = few.snapshot.index.entities[0]?.name ?? '';
      const known = `Summarise what all the notes say about ${topic}`;
      const plain = await ask(few, known, { mode: 'global' });
      const near = await ask(await withVectors([lastReport()]), known, { mode: 'global' });
      const firstOf = (asked: typeof plain): string | undefined =>
        asked.dataOf('context')[0]?.reports[0]?.communityId;
      expect(firstOf(plain)).toMatch(/^m\d/);
      expect(firstOf(near)).toBe(firstOf(plain));

      const failure = 'The server cannot be reached';
      const without = await ask(await withVectors([], { failure }), known, { mode: 'global' });
      expect(without.text).toBe(plain.text);
      expect(without.dataOf('context')).toEqual(plain.dataOf('context'));
      expect(without.dataOf('expand')[0]?.vectors).toMatchObject({ failure });
    });

    it('are asked for nothing where all of the documents are asked about', async () => {
      const { dataOf } = await ask(await withVectors([lastReport()]), question, { mode: 'global' });
      expect(dataOf('expand')[0]?.vectors).toBeUndefined();
    });
  });

  describe('with a model', () => {
    let server: ModelServer;
    let models: TestModels;
    const open = async (options: ModelServerOptions): Promise<void> => {
      server = await startModelServer(options);
      models = await openTestModels(server.url);
    };
    afterEach(async () => {
      await server.close();
      await models.close();
    });

    /** Says the first findings of a prompt word for word: as points where those are asked for, else as the answer. */
    const repeatFindings = (prompt: string): string => {
      const lines = prompt.split('\n').flatMap((line) => /^((?:\[\d+\])+) (.+)$/.exec(line) ?? []);
      const said = [0, 3].map((at) => ({ marks: lines[at + 1] ?? '', text: lines[at + 2] ?? '' }));
      if (!prompt.includes('"points"')) return said.map(({ marks, text }) => `- ${text} ${marks}`).join('\n');
      return JSON.stringify({
        points: said.map(({ marks, text }, at) => ({
          text,
          findings: [...marks.matchAll(/\d+/g)].map(Number),
          score: 90 - at,
        })),
      });
    };

    const isFirstBatch = (prompt: string): boolean => prompt.includes('"points"') && /^\[1\] /m.test(prompt);

    it('are one call where all reports fit into it', async () => {
      await open({ answer: ({ prompt }) => repeatFindings(prompt) });
      const { dataOf, answered } = await ask(few, question, { mode: 'global' }, models.access);
      expect(server.calls).toHaveLength(1);
      expect(answered).toBe(true);
      expect(dataOf('audit')[0]?.sentences.map(({ support }) => support)).toContain('report');
      expect(dataOf('audit')[0]?.sentences.map(({ support }) => support)).not.toContain('quoted');
    });

    it('are mapped over batches of reports and put together, below 10,000 prompt tokens', async () => {
      await open({ answer: ({ prompt }) => repeatFindings(prompt) });
      const { dataOf, answered, text } = await ask(samples, question, {}, models.access);
      expect(server.calls).toHaveLength(4);
      const tokens = server.calls.reduce((sum, { inputTokens }) => sum + inputTokens, 0);
      expect(tokens).toBeLessThan(10_000);
      expect(dataOf('usage')[0]).toMatchObject({ inputTokens: tokens, calls: 4 });
      expect(answered).toBe(true);
      expect(text).toMatch(/\[1\]/);
      for (const { documentId, start, end, quote } of dataOf('citation')) {
        expect(samples.snapshot.documentById.get(documentId)?.text.slice(start, end)).toBe(quote);
      }
      const again = await ask(samples, question, {}, models.access);
      expect(again.text).toBe(text);
      expect(again.dataOf('usage')[0]).toMatchObject({ inputTokens: 0, calls: 0, cachedCalls: 4 });
    });

    it('stay below 10,000 prompt tokens however long the question is', async () => {
      await open({ answer: ({ prompt }) => repeatFindings(prompt) });
      const long = `${question} ${'Please tell me about all the documents and what they say. '.repeat(40)}`;
      await ask(samples, long.slice(0, 2000), { mode: 'global' }, models.access);
      expect(server.calls.reduce((sum, { inputTokens }) => sum + inputTokens, 0)).toBeLessThan(10_000);
    });

    it('drop points without a finding that was shown, and are refused when nothing is left', async () => {
      const points = [
        { text: 'The moon is made of cheese.', findings: [4711], score: 100 },
        { text: 'Nothing behind this.', findings: [], score: 90 },
      ];
      await open({ answer: () => JSON.stringify({ points }) });
      const { answered, dataOf, text } = await ask(samples, question, {}, models.access);
      expect(server.calls).toHaveLength(3);
      expect(answered).toBe(false);
      expect(text).not.toContain('cheese');
      expect(dataOf('citation')).toEqual([]);
    });

    it('are given from what the others said where the model fails on one batch, and tell what was not read', async () => {
      await open({ answer: ({ prompt }) => (isFirstBatch(prompt) ? 'No.' : repeatFindings(prompt)) });
      const { answered, dataOf, text } = await ask(samples, question, {}, models.access);
      expect(answered).toBe(true);
      expect(text).toMatch(/\[1\]/);
      const read = dataOf('context')[0]?.reports.map(({ title }) => title) ?? [];
      const { titles, message } = dataOf('audit')[0]?.unread ?? { titles: [], message: '' };
      expect(message).toContain('could not be used');
      expect(titles.length).toBeGreaterThan(0);
      expect(titles.length).toBeLessThan(read.length);
      expect(read).toEqual(expect.arrayContaining(titles));
    });

    it('are no "not in your documents" where it may stand in the batch on which the model failed', async () => {
      await open({ answer: ({ prompt }) => (isFirstBatch(prompt) ? 'No.' : '{"points":[]}') });
      await expect(ask(samples, question, {}, models.access)).rejects.toMatchObject({
        code: 'model-output-invalid',
        hint: expect.stringContaining('--answer extractive'),
      });
    });

    it('ask once more for points that are no list, then fail with the way out', async () => {
      await open({ answer: () => 'I would rather not.' });
      const error: unknown = await ask(samples, question, {}, models.access).catch(
        (thrown: unknown) => thrown,
      );
      expect(error).toMatchObject({
        code: 'model-output-invalid',
        hint: expect.stringContaining('--answer extractive'),
      });
    });
  });
});
