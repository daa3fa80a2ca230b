import { afterEach, describe, expect, it } from 'vitest';
import type { ModelAccess } from '../../domain/ports/model-access.ts';
import {
  type ModelServer,
  type ModelServerOptions,
  startModelServer,
} from '../support/model-server/model-server.ts';
import { SERVERS } from '../support/model-server/server-traits.ts';
import { aChatRequest, aJsonRequest, openTestModels, type TestModels } from '../support/test-models.ts';

let server: ModelServer;
let models: TestModels;

async function open(options: ModelServerOptions = {}): Promise<ModelAccess> {
  server = await startModelServer({
    answer: ({ prompt }) => JSON.stringify({ names: [[prompt]] }),
    ...options,
  });
  models = await openTestModels(server.url, { chatModel: 'gpt-4o-mini', baseUrl: server.url });
  return models.access;
}

afterEach(async () => {
  await models.close();
  await server.close();
});

const question = (number: number) =>
  aJsonRequest({ messages: [{ role: 'user', content: `text ${number}` }] });
const numbers = Array.from({ length: 20 }, (_, index) => index);
const direct = () => server.calls.filter(({ batched }) => !batched).length;

describe('batch mode', () => {
  it('sends what comes together in one batch, and gives each its own reply', async () => {
    const { chat, meter } = (await open()).open({ batch: true });
    const replies = await Promise.all(numbers.map((number) => chat.complete(question(number))));
    expect(replies.map(({ value }) => value)).toEqual(
      numbers.map((number) => ({ names: [[`text ${number}`]] })),
    );
    expect(server.batches.started()).toBe(1);
    // One was asked first, to see what the server can do.
    expect(direct()).toBe(1);
    expect(meter.receipts()).toMatchObject([{ calls: 20, failedCalls: 0 }]);
    await Promise.all(numbers.map((number) => chat.complete(question(number))));
    expect(server.calls).toHaveLength(20);
  });

  it('costs half', async () => {
    await open();
    const priced = await models.again({ baseUrl: server.url });
    const { writeFile } = await import('node:fs/promises');
    await writeFile(`${models.folder}/prices.json`, '{"gpt-4o-mini": {"input": 8, "output": 16}}');
    expect(priced.chatPrice).toEqual({ input: 0, output: 0 });
    const access = await models.again();
    const { chat, meter } = access.open({ batch: true });
    await chat.complete(question(1));
    const [receipt] = meter.receipts();
    expect(receipt?.cost).toBeCloseTo(
      ((receipt?.inputTokens ?? 0) * 4 + (receipt?.outputTokens ?? 0) * 8) / 1e6,
      12,
    );
  });

  it('waits for the batch of an earlier process and sends nothing twice', async () => {
    const access = await open();
    await access.open().chat.complete(question(100));
    server.batches.hold(true);
    const controller = new AbortController();
    const { chat } = access.open({ batch: true });
    const first = numbers.map((number) => chat.complete(question(number), { signal: controller.signal }));
    const cut = Promise.allSettled(first);
    while (server.batches.started() === 0) await new Promise((resolve) => setImmediate(resolve));
    controller.abort(new Error('killed'));
    for (const end of await cut)
      expect(end).toMatchObject({ status: 'rejected', reason: { message: 'killed' } });
    server.batches.hold(false);
    const later = (await models.again()).open({ batch: true }).chat;
    await Promise.all(numbers.map((number) => later.complete(question(number))));
    expect(server.batches.started()).toBe(1);
    expect(server.calls.filter(({ batched }) => batched)).toHaveLength(20);
  });

  it('tells of what the provider never came to, and a later run asks for it again', async () => {
    const access = await open();
    await access.open().chat.complete(question(100));
    server.batches.expire();
    const { chat } = access.open({ batch: true });
    await expect(chat.complete(question(1))).rejects.toMatchObject({
      code: 'model-unavailable',
      retryable: true,
    });
    await access.open().chat.complete(question(1));
    expect(server.calls.at(-1)?.prompt).toContain('text 1');
  });

  it('counts what a reply took that the provider holds back', async () => {
    const body = JSON.stringify({
      choices: [{ message: { content: '' }, finish_reason: 'content_filter' }],
      usage: { prompt_tokens: 31, completion_tokens: 9 },
    });
    const access = await open({
      misbehave: ({ batched }) => (batched ? { kind: 'raw', body, type: 'application/json' } : null),
    });
    await access.open().chat.complete(question(100));
    const { chat, meter } = access.open({ batch: true });
    await expect(chat.complete(question(1))).rejects.toMatchObject({ code: 'model-output-invalid' });
    expect(meter.receipts()).toMatchObject([{ calls: 1, failedCalls: 1, inputTokens: 31, outputTokens: 9 }]);
  });

  it('streams directly, for a person waits', async () => {
    const { chat } = (await open({ answer: () => 'Hello.' })).open({ batch: true });
    let shown = '';
    for await (const piece of chat.stream(aChatRequest())) shown += piece;
    expect(shown).toBe('Hello.');
    expect(server.batches.started()).toBe(0);
  });

  it('says so where a server has none', async () => {
    const access = await open({ traits: SERVERS.ollama });
    await access.open().chat.complete(question(100));
    const { chat } = access.open({ batch: true });
    await expect(chat.complete(question(1))).rejects.toMatchObject({
      code: 'model-unavailable',
      retryable: false,
      hint: expect.stringContaining('batch'),
    });
  });
});
