import { once } from 'node:events';
import { afterEach, describe, expect, it } from 'vitest';
import type { Answer } from '../../../domain/answer.ts';
import {
  AnswerListResponse,
  AnswerResponse,
  type AskEvent,
  type AskRequest,
} from '../../../domain/api/ask.ts';
import { GraphRagError } from '../../../domain/errors.ts';
import type { Ask } from '../../../server/app-deps.ts';
import { answerQuestion } from '../../../server/search/answer-question.ts';
import type { Misbehaviour } from '../../support/model-server/misbehaviour.ts';
import {
  type ModelServer,
  type ModelServerOptions,
  startModelServer,
} from '../../support/model-server/model-server.ts';
import { collect, readEvents } from '../../support/server/read-events.ts';
import { jsonBody, startServer, type TestServer } from '../../support/server/start-server.ts';
import { openTestModels, type TestModels } from '../../support/test-models.ts';
import { searchIndexOf } from '../search/search-corpus.ts';

let server: TestServer;
afterEach(() => server.close());

const plan: AskEvent = {
  event: 'plan',
  data: {
    mode: 'basic',
    why: 'It is short.',
    language: 'en',
    kind: 'other',
    answerer: 'extractive',
    model: null,
  },
};
const done: AskEvent = { event: 'done', data: { answerId: 'a-1', answered: true } };
const question = jsonBody({ question: 'What is LoRA?' });

describe('asking', () => {
  it('streams every step as it comes, by name', async () => {
    let asked: unknown;
    server = await startServer({
      ask: async function* (request) {
        asked = request;
        yield plan;
        yield { event: 'text', data: { text: 'line one\nline two 甲' } };
        yield done;
      },
    });
    const reply = await server.fetch('/api/ask', question);
    expect(reply.headers.get('content-type')).toContain('text/event-stream');
    const events = await collect(readEvents(reply));
    expect(events.map(({ event, data }) => ({ event, data }))).toEqual([
      plan,
      { event: 'text', data: { text: 'line one\nline two 甲' } },
      done,
    ]);
    expect(asked).toEqual({
      question: 'What is LoRA?',
      mode: 'auto',
      answerer: 'auto',
      limit: 8,
      retrieveOnly: false,
    });
  });

  it('ends the work when the connection is closed', async () => {
    const ended = new EventTarget();
    const ask: Ask = async function* (_, { signal }) {
      try {
        yield plan;
        await once(signal, 'abort');
        signal.throwIfAborted();
      } finally {
        ended.dispatchEvent(new Event('ended'));
      }
    };
    server = await startServer({ ask });
    const closing = once(ended, 'ended');
    const controller = new AbortController();
    const reply = await server.fetch('/api/ask', { ...question, signal: controller.signal });
    for await (const { event } of readEvents(reply)) {
      expect(event).toBe('plan');
      break;
    }
    controller.abort();
    await closing;
  });

  it('tells a failure before the first step by its status', async () => {
    server = await startServer({
      // biome-ignore lint/correctness/useYield: it fails before it has anything to say
      ask: async function* () {
        throw new GraphRagError('model-unavailable', 'The model does not answer');
      },
    });
    const { status, body } = await server.json('/api/ask', question);
    expect(status).toBe(503);
    expect(body).toMatchObject({ error: { code: 'model-unavailable' } });
  });

  it('tells a failure on the way as an event, a bug without its words', async () => {
    server = await startServer({
      ask: async function* () {
        yield plan;
        throw new TypeError('secret of the house');
      },
    });
    const events = await collect(readEvents(await server.fetch('/api/ask', question)));
    expect(events.at(-1)).toMatchObject({
      event: 'error',
      data: { code: 'internal', message: 'internal error' },
    });
    expect(server.logs.join('')).toContain('secret of the house');
  });

  describe('with a model that fails', () => {
    let modelServer: ModelServer;
    let models: TestModels;
    let kept: Answer[];

    /** A server whose questions are answered as in the product, from a note of its own. */
    async function serve(options: ModelServerOptions): Promise<void> {
      modelServer = await startModelServer(options);
      models = await openTestModels(modelServer.url);
      kept = [];
      const note = {
        source: 'a.md',
        bytes: new TextEncoder().encode('The Mooring algorithm is by Ada Lindqvist.'),
      };
      const index = await searchIndexOf([note]);
      server = await startServer({
        ask: (request, { signal }) =>
          answerQuestion(
            request,
            {
              index,
              models: models.access,
              newId: () => 'a-1',
              clock: () => 0,
              saveAnswer: async (answer) => void kept.push(answer),
            },
            { signal },
          ),
      });
    }
    const ask = async (more: Partial<AskRequest> = {}) => {
      const body = jsonBody({ question: 'Who made the Mooring algorithm?', ...more });
      return collect(readEvents(await server.fetch('/api/ask', body)));
    };

    afterEach(async () => {
      await models.close();
      await modelServer.close();
    });

    it.each<Misbehaviour>([
      { kind: 'server-error' },
      { kind: 'hang-up' },
      { kind: 'rate-limit', retryAfterSeconds: 90 },
      { kind: 'cut-stream' },
    ])('tells %j after what was found, with the way to quotes, and keeps nothing', async (trouble) => {
      await serve({
        misbehave: () => trouble,
        answer: () => 'Ada Lindqvist made the Mooring algorithm [1]. It is by her.',
      });
      const events = await ask();
      expect(events.map(({ event }) => event).slice(0, 4)).toEqual(['plan', 'seeds', 'expand', 'context']);
      expect(events.at(-1)).toMatchObject({
        event: 'error',
        data: {
          code: 'model-unavailable',
          message: expect.stringContaining('127.0.0.1'),
          hint: expect.stringContaining('--answer extractive'),
        },
      });
      expect(kept).toEqual([]);
      expect(modelServer.calls.length).toBeLessThanOrEqual(3);
      // The way that the hint tells.
      const quotes = await ask({ answerer: 'extractive' });
      expect(quotes.at(-1)).toMatchObject({ event: 'done', data: { answered: true } });
    });
  });

  it.each([{}, { question: '  ' }, { question: 'x'.repeat(2001) }, { question: 'x', mode: 'psychic' }])(
    'refuses %j',
    async (body) => {
      server = await startServer();
      const reply = await server.json('/api/ask', jsonBody(body));
      expect(reply.status).toBe(400);
      expect(reply.body).toMatchObject({ error: { code: 'request-invalid' } });
    },
  );
});

describe('answers', () => {
  const answer: Answer = {
    id: 'a-1',
    question: 'What is LoRA?',
    mode: 'basic',
    answered: true,
    text: 'LoRA trains small matrices. [1]',
    citations: [
      {
        number: 1,
        documentId: 'd-lora',
        source: 'notes/lora.md',
        start: 8,
        end: 35,
        quote: 'LoRA trains small matrices.',
        entityIds: ['e-lora'],
      },
    ],
    trace: [plan, done],
    at: '2026-01-01T00:00:00.000Z',
    milliseconds: 4,
  };
  const withAnswer = () =>
    startServer({
      store: {
        listAnswers: async () => ({ items: [answer], total: 2, nextCursor: 'next' }),
        findAnswer: async (id) => (id === answer.id ? answer : null),
      },
    });

  it('are listed without their steps', async () => {
    server = await withAnswer();
    const { body } = await server.json('/api/answers');
    expect(AnswerListResponse.parse(body)).toMatchObject({ total: 2, nextCursor: 'next' });
    expect(body).not.toHaveProperty('items.0.trace');
  });

  it('come one by one with every step', async () => {
    server = await withAnswer();
    expect(AnswerResponse.parse((await server.json('/api/answers/a-1')).body)).toEqual({
      ...answer,
      model: null,
    });
    expect((await server.json('/api/answers/none')).status).toBe(404);
  });
});
