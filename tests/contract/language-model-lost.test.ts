import { writeFile } from 'node:fs/promises';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { loadTokenCounter } from '../../adapters/models/count-tokens.ts';
import { createMeter } from '../../adapters/models/meter.ts';
import { createOpenAiChat } from '../../adapters/models/openai-chat.ts';
import { withMeter } from '../../adapters/models/with-meter.ts';
import type { LanguageModel } from '../../domain/ports/language-model.ts';
import type { ModelMeter } from '../../domain/ports/model-meter.ts';
import type { Misbehaviour } from '../support/model-server/misbehaviour.ts';
import {
  type ModelServer,
  type ModelServerOptions,
  startModelServer,
} from '../support/model-server/model-server.ts';
import { SERVERS } from '../support/model-server/server-traits.ts';
import { aChatRequest, openTestModels } from '../support/test-models.ts';

const counter = await loadTokenCounter('scripted');
const ends: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

async function start(options: ModelServerOptions): Promise<ModelServer> {
  const server = await startModelServer(options);
  ends.push(() => server.close());
  return server;
}

/** One call a time: nothing is asked again. */
async function open(
  options: ModelServerOptions,
  timeoutMs?: number,
): Promise<{ server: ModelServer; model: LanguageModel; meter: ModelMeter }> {
  const server = await start(options);
  const meter = createMeter(() => ({ input: 1, output: 4 }));
  const chat = createOpenAiChat({ model: 'scripted', baseUrl: server.url, counter, timeoutMs });
  return { server, model: withMeter(chat, meter), meter };
}

const SAID = 'Ada Lovelace met Charles Babbage in London, and wrote to him for years.';
const request = aChatRequest({
  messages: [{ role: 'user', content: 'Tell at length who met whom, and where.' }],
});
const PROMPT = counter.countPrompt(request);
const event = (fields: object): string => `data: ${JSON.stringify(fields)}\n\n`;
const piece = (delta: object, finish: string | null = null): string =>
  event({ choices: [{ index: 0, delta, finish_reason: finish }] });
const raw = (body: string, more: Partial<Extract<Misbehaviour, { kind: 'raw' }>> = {}): Misbehaviour => ({
  kind: 'raw',
  body,
  ...more,
});
const lostOf = (meter: ModelMeter) => meter.receipts().map(({ lost }) => lost);

describe('a reply that breaks off is counted as what it must have taken', () => {
  it.each<[string, Misbehaviour, number]>([
    ['an error in the middle', raw(piece({ content: SAID }) + event({ error: { message: 'gone' } })), 0],
    ['an end that is a failure', raw(piece({ content: SAID }, 'error')), 0],
    ['an end without a word', raw(piece({ content: SAID })), 0],
    ['silence in the middle', raw(piece({ content: SAID }), { isLeftOpen: true }), 100],
    ['an event that is no JSON', raw(`${piece({ content: SAID })}data: {"choices":[{"del\n\n`), 0],
  ])('%s', async (_, trouble, timeoutMs) => {
    const { model, meter } = await open({ misbehave: () => trouble }, timeoutMs || undefined);
    await expect(model.complete(request)).rejects.toMatchObject({ code: 'model-unavailable' });
    const lost = { inputTokens: PROMPT, outputTokens: counter.count(SAID) };
    expect(meter.receipts()).toMatchObject([{ calls: 1, failedCalls: 1, ...lost, lost }]);
  });

  it('the connection is cut', async () => {
    const { model, meter } = await open({ misbehave: () => ({ kind: 'cut-stream' }), answer: () => SAID });
    await expect(model.complete(request)).rejects.toMatchObject({ code: 'model-unavailable' });
    const [lost] = lostOf(meter);
    expect(lost?.inputTokens).toBe(PROMPT);
    expect(lost?.outputTokens).toBeGreaterThan(counter.count(SAID) / 3);
    expect(lost?.outputTokens).toBeLessThan(counter.count(SAID));
  });

  it('the connection is cut in the middle of a reply that comes in one piece', async () => {
    const { model, meter } = await open({
      misbehave: () => ({ kind: 'cut-stream' }),
      answer: () => SAID.repeat(10),
      traits: SERVERS.strict,
    });
    await expect(model.complete(request)).rejects.toMatchObject({ code: 'model-unavailable' });
    expect(lostOf(meter)[0]?.inputTokens).toBe(PROMPT);
    expect(lostOf(meter)[0]?.outputTokens).toBeGreaterThan(counter.count(SAID) * 3);
  });

  it('what the model thought counts, and what the server tells on the way is believed where it is more', async () => {
    const told = event({ choices: [], usage: { prompt_tokens: 77, completion_tokens: 500 } });
    const bodies = [
      piece({ reasoning_content: SAID }) + piece({ content: SAID }),
      told + piece({ content: SAID }),
      event({ choices: [], usage: { prompt_tokens: 77, completion_tokens: 1 } }) + piece({ content: SAID }),
    ];
    const { model, meter } = await open({ misbehave: () => raw(bodies.shift() ?? '') });
    const counted: object[] = [];
    for (const expected of [
      { inputTokens: PROMPT, outputTokens: 2 * counter.count(SAID) },
      { inputTokens: 77, outputTokens: 500 },
      { inputTokens: 77, outputTokens: counter.count(SAID) },
    ]) {
      const before = lostOf(meter)[0] ?? { inputTokens: 0, outputTokens: 0 };
      await expect(model.complete(request)).rejects.toMatchObject({ code: 'model-unavailable' });
      const after = lostOf(meter)[0] ?? before;
      counted.push({
        inputTokens: after.inputTokens - before.inputTokens,
        outputTokens: after.outputTokens - before.outputTokens,
      });
      expect(counted.at(-1)).toEqual(expected);
    }
  });

  it('whoever asked stops reading', async () => {
    const { model, meter } = await open({
      misbehave: () => raw(piece({ content: SAID }), { isLeftOpen: true }),
    });
    for await (const _ of model.stream(request)) break;
    const lost = { inputTokens: PROMPT, outputTokens: counter.count(SAID) };
    expect(meter.receipts()).toMatchObject([{ failedCalls: 1, lost }]);
  });

  it.each([
    ['after some of it came', piece({ content: SAID }), counter.count(SAID)],
    ['before anything of it came', '', 0],
  ])('whoever asked cancels it: %s', async (_, body, outputTokens) => {
    const { model, meter } = await open({
      misbehave: () => raw(`: hello\n\n${body}`, { isLeftOpen: true }),
    });
    const controller = new AbortController();
    const reason = new Error('enough');
    const sent = vi.spyOn(globalThis, 'fetch');
    ends.push(async () => sent.mockRestore());
    const call = (async () => {
      for await (const _ of model.stream(request, { signal: controller.signal })) controller.abort(reason);
    })();
    call.catch(() => undefined);
    if (!body) {
      await expect.poll(() => sent.mock.results).toHaveLength(1);
      await sent.mock.results[0]?.value;
      controller.abort(reason);
    }
    await expect(call).rejects.toBe(reason);
    expect(lostOf(meter)).toEqual([{ inputTokens: PROMPT, outputTokens }]);
  });

  it('the server holds back what it wrote: as it tells it', async () => {
    const usage = event({ choices: [], usage: { prompt_tokens: 31, completion_tokens: 9 } });
    const { model, meter } = await open({ misbehave: () => raw(piece({}, 'content_filter') + usage) });
    await expect(model.complete(request)).rejects.toMatchObject({ code: 'model-output-invalid' });
    expect(meter.receipts()).toMatchObject([{ failedCalls: 1, inputTokens: 31, outputTokens: 9 }]);
  });
});

describe('a call that was refused took nothing', () => {
  it.each<[string, Misbehaviour]>([
    ['too many', { kind: 'rate-limit' }],
    ['an error', { kind: 'server-error' }],
    ['a connection that is closed unused', { kind: 'hang-up' }],
    ['a web page', { kind: 'web-page' }],
    [
      'an error with status 200',
      raw('{"error":{"message":"Provider is down"}}', { type: 'application/json' }),
    ],
    ['an error in the place of a stream', raw(event({ error: { message: 'overloaded', code: 502 } }))],
  ])('%s', async (_, trouble) => {
    const { model, meter } = await open({ misbehave: () => trouble });
    await expect(model.complete(request)).rejects.toMatchObject({ code: 'model-unavailable' });
    expect(meter.receipts()).toMatchObject([{ calls: 1, failedCalls: 1, inputTokens: 0, outputTokens: 0 }]);
    expect(lostOf(meter)).toEqual([undefined]);
  });

  it('nobody is there', async () => {
    const { server, model, meter } = await open({});
    await server.close();
    await expect(model.complete(request)).rejects.toThrow('Nothing answers');
    expect(meter.receipts()).toMatchObject([{ failedCalls: 1, inputTokens: 0 }]);
  });
});

describe('a budget', () => {
  it.each([false, true])(
    'is not overspent by a server that breaks every reply off, when a person waits: %s',
    async (isUrgent) => {
      const server = await start({
        misbehave: () => ({ kind: 'cut-stream' }),
        answer: () => SAID.repeat(20),
      });
      const models = await openTestModels(server.url);
      ends.push(() => models.close());
      await writeFile(`${models.folder}/prices.json`, '{"scripted": {"input": 400, "output": 400}}');
      const { chat, meter } = (await models.again()).open({ budget: 0.5, isUrgent });
      const ask = (number: number) =>
        chat.complete(
          aChatRequest({ messages: [{ role: 'user', content: `Text ${number}` }], maxTokens: 400 }),
        );
      const codes = new Set<string>();
      for (let number = 0; number < 12; number += 1) {
        const calls = [0, 1, 2].map((part) => ask(number * 3 + part));
        for (const end of await Promise.allSettled(calls))
          codes.add(end.status === 'rejected' ? end.reason.code : 'done');
        models.turn(60_000);
      }
      const [receipt] = meter.receipts();
      expect(codes).toContain('budget-spent');
      expect(codes).not.toContain('done');
      // What the server wrote, by its own count: half of each reply was sent.
      expect(receipt?.outputTokens).toBeGreaterThan(
        server.calls.reduce((sum, call) => sum + call.outputTokens, 0) * 0.4,
      );
      expect(receipt?.cost).toBeGreaterThan(0.3);
      expect(receipt?.cost).toBeLessThanOrEqual(0.5);
    },
  );
});
