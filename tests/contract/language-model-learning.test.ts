import { writeFile } from 'node:fs/promises';
import { afterEach, describe, expect, it } from 'vitest';
import type { ModelConfig } from '../../adapters/config.ts';
import type { GraphRagError } from '../../domain/errors.ts';
import type { ModelAccess } from '../../domain/ports/model-access.ts';
import type { ChatCallBody } from '../support/model-server/model-call.ts';
import {
  type ModelServer,
  type ModelServerOptions,
  startModelServer,
} from '../support/model-server/model-server.ts';
import { SERVERS, type ServerTraits } from '../support/model-server/server-traits.ts';
import { aChatRequest, aJsonRequest, openTestModels, type TestModels } from '../support/test-models.ts';

let server: ModelServer;
let models: TestModels;

async function open(
  traits: ServerTraits,
  options: ModelServerOptions = {},
  config: Partial<ModelConfig> = {},
): Promise<ModelAccess> {
  server = await startModelServer({ answer: () => '{"names":[]}', ...options, traits });
  models = await openTestModels(server.url, config);
  return models.access;
}

afterEach(async () => {
  await models.close();
  await server.close();
});

const question = (text: string) => aJsonRequest({ messages: [{ role: 'user', content: text }] });
const bodies = () => server.calls.map(({ body }) => body as ChatCallBody);
const failure = (call: Promise<unknown>): Promise<GraphRagError> =>
  call.then(
    () => expect.fail('did not fail'),
    (error) => error,
  );

describe('what a server lacks', () => {
  it('is asked for once, then remembered by this process and by later ones', async () => {
    const access = await open(SERVERS['openai-reasoning']);
    const chat = access.open().chat;
    await chat.complete(question('one'));
    const learning = server.calls.length;
    expect(learning).toBe(3);
    await chat.complete(question('two'));
    await (await models.again()).open().chat.complete(question('three'));
    expect(server.calls.length - learning).toBe(2);
    expect(bodies().at(-1)).not.toHaveProperty('temperature');
    expect(bodies().at(-1)).toHaveProperty('max_completion_tokens');
  });

  it('is made up for in words: the schema where only JSON or text can be had', async () => {
    const chat = (await open(SERVERS.strict)).open().chat;
    await chat.complete(question('one'));
    expect(bodies().at(-1)?.messages[0]?.content).toContain('"additionalProperties":false');
    expect(bodies().at(-1)).not.toHaveProperty('response_format');
  });

  it('is not told again in words where the prompt tells the format already', async () => {
    const chat = (await open(SERVERS.deepseek)).open().chat;
    const request = question('one');
    if (request.schema) request.schema.described = true;
    await chat.complete(request);
    expect(bodies().at(-1)?.response_format).toEqual({ type: 'json_object' });
    expect(bodies().at(-1)?.messages[0]?.content).toBe('one\n\nReply in JSON.');
  });

  it('shows in replies where a server takes a schema and ignores it', async () => {
    const chat = (
      await open(
        { structured: 'text', structuredManners: 'ignores' },
        {
          answer: ({ body }) =>
            /JSON Schema/.test(body.messages[0]?.content ?? '') ? '{"names":[]}' : 'There are none.',
        },
      )
    ).open().chat;
    expect(
      (await chat.complete(question('one')).catch(() => null)) ?? (await chat.complete(question('one'))),
    ).toMatchObject({
      value: { names: [] },
    });
    const before = server.calls.length;
    await chat.complete(question('two'));
    expect(server.calls.length - before).toBe(1);
  });

  it('holds a reply within what the server allows', async () => {
    const chat = (await open(SERVERS.deepseek)).open().chat;
    await chat.complete(aChatRequest({ maxTokens: 20_000 }));
    expect(bodies().at(-1)?.max_tokens).toBe(8192);
  });
});

describe('whether lists will run in circles', () => {
  const list = (text: string) => ({ ...question(text), tells: () => true, accept: () => null });
  const circles = JSON.stringify({ names: Array.from({ length: 30 }, () => ['Ada']) });

  it('is told by the size that the name of the model or its server tells', async () => {
    const small = { ...SERVERS['llama.cpp'], modelFields: { meta: { n_params: 1_777_088_000 } } };
    const access = await open(small);
    const expected = async (chatModel: string) =>
      (await models.again({ chatModel })).open().chat.runsInCircles?.();
    expect(await access.open().chat.runsInCircles?.()).toBe(true);
    const asked = server.calls.length;
    expect(await expected('Qwen/Qwen2.5-1.5B-Instruct-GGUF')).toBe(true);
    expect(await expected('smollm2:360m')).toBe(true);
    expect(await expected('qwen3-30b-a3b')).toBe(false);
    expect(await expected('llama3.2:3b')).toBe(false);
    expect(server.calls).toHaveLength(asked);
    await models.close();
    await server.close();

    const silent = await open(SERVERS.vllm);
    expect(await silent.open().chat.runsInCircles?.()).toBe(false);
    await server.close();
    expect(await silent.open().chat.runsInCircles?.()).toBe(false);
  });

  it('is learned from what it tells, remembered by later processes, and unlearned', async () => {
    let reply = circles;
    const access = await open(SERVERS.vllm, { answer: () => reply });
    const { chat } = access.open();
    await chat.complete(list('one'));
    expect(await chat.runsInCircles?.()).toBe(false);
    await chat.complete(list('two'));
    expect(await chat.runsInCircles?.()).toBe(true);
    const later = (await models.again()).open().chat;
    expect(await later.runsInCircles?.()).toBe(true);
    reply = '{"names":[]}';
    for (const text of ['three', 'four', 'five', 'six']) await later.complete(list(text));
    expect(await later.runsInCircles?.()).toBe(false);
  });

  it('shows in whole lists that a small model tells them to their end', async () => {
    await open(SERVERS.vllm);
    const { chat } = (await models.again({ chatModel: 'qwen3:1.7b' })).open();
    expect(await chat.runsInCircles?.()).toBe(true);
    for (const text of ['one', 'two']) await chat.complete(list(text));
    expect(await chat.runsInCircles?.()).toBe(false);
  });
});

describe('the size of the context', () => {
  it('is told by the list of models, or learned from a refusal', async () => {
    for (const [traits, tokens] of [
      [SERVERS.vllm, 8192],
      [SERVERS['llama.cpp'], 4096],
    ] as const) {
      const access = await open(traits);
      expect((await access.open().chat.describe()).contextTokens).toBe(tokens);
      await models.close();
      await server.close();
    }
    const { chat } = (await open({ ...SERVERS.openai, contextTokens: 2000 })).open();
    expect((await chat.describe()).contextTokens).toBeNull();
    const error = await failure(
      chat.complete(aChatRequest({ messages: [{ role: 'user', content: 'word '.repeat(3000) }] })),
    );
    expect(error).toMatchObject({ code: 'model-input-too-long', retryable: false });
    expect(server.calls.filter(({ kind }) => kind === 'chat')).toHaveLength(1);
    expect((await chat.describe()).contextTokens).toBe(2000);
  });

  it('is never overstepped in silence: a prompt that the server cut is an error', async () => {
    const { chat } = (await open(SERVERS.ollama)).open();
    const error = await failure(
      chat.complete(aChatRequest({ messages: [{ role: 'user', content: 'word '.repeat(12_000) }] })),
    );
    expect(error).toMatchObject({
      code: 'model-input-too-long',
      hint: expect.stringContaining('OLLAMA_CONTEXT_LENGTH'),
    });
  });
});

describe('a mistake in the configuration', () => {
  const key = 'sk-secret-9f8e7d6c5b4a';

  it('is told at once and with what to do: a wrong key, without the key', async () => {
    const { chat } = (await open({ ...SERVERS.openai, keys: ['sk-right'] }, {}, { apiKey: key })).open();
    const error = await failure(chat.complete(aChatRequest()));
    expect(error).toMatchObject({
      code: 'model-unavailable',
      retryable: false,
      hint: expect.stringContaining('OPENAI_API_KEY'),
    });
    expect(server.calls).toHaveLength(1);
    const told = JSON.stringify([
      error.message,
      error.hint,
      error.stack,
      String(error.cause),
      JSON.stringify(error),
    ]);
    expect(told).not.toContain(key);
    expect(told).not.toContain(key.slice(3));
    await expect(chat.describe()).rejects.toMatchObject({ code: 'model-unavailable', retryable: false });
  });

  it('is told to all at once: a thousand calls with a wrong key are not a thousand refusals', async () => {
    const { chat } = (await open({ ...SERVERS.openai, keys: ['sk-right'] })).open();
    const ended = await Promise.allSettled(
      Array.from({ length: 1000 }, (_, index) => chat.complete(question(`text ${index}`))),
    );
    for (const end of ended)
      expect(end).toMatchObject({ reason: { code: 'model-unavailable', retryable: false } });
    expect(server.calls.length).toBeLessThan(20);
  });

  it('is asked again by whoever begins anew, for it may have been put right', async () => {
    const keys: string[] = [];
    const access = await open({ ...SERVERS.openai, keys });
    const ask = (chat = access.open().chat) =>
      Promise.allSettled(Array.from({ length: 20 }, (_, index) => chat.complete(question(`${index}`))));
    for (const end of await ask()) expect(end.status).toBe('rejected');
    keys.push('sk-test-1234567890abcdef');
    for (const end of await ask(access.open({ isUrgent: true }).chat)) expect(end.status).toBe('rejected');
    for (const end of await ask()) expect(end.status).toBe('fulfilled');
  });

  it('is told at once and with what to do: an unknown model', async () => {
    const { chat } = (await open({ ...SERVERS.openai, models: ['other'] })).open();
    const error = await failure(chat.complete(aChatRequest()));
    expect(error).toMatchObject({
      code: 'model-unavailable',
      retryable: false,
      hint: expect.stringContaining('ORRERY_CHAT_MODEL'),
    });
    expect(error.message).toContain('"scripted"');
    expect(server.calls).toHaveLength(1);
  });

  it('is told: nothing answers there', async () => {
    const { chat } = (await open(SERVERS.openai)).open();
    await server.close();
    const error = await failure(chat.complete(aChatRequest()));
    expect(error).toMatchObject({
      code: 'model-unavailable',
      retryable: true,
      hint: expect.stringContaining('OPENAI_BASE_URL'),
    });
    expect(error.message).toContain('ECONNREFUSED');
  });

  it('is told: it sends elsewhere, where nothing is sent unasked', async () => {
    const elsewhere = await startModelServer();
    const to = `${elsewhere.url}/chat/completions`;
    for (const status of [301, 307]) {
      const access = await open(SERVERS.openai, { misbehave: () => ({ kind: 'redirect', status, to }) });
      const error = await failure(access.open().chat.complete(question('one')));
      expect(error).toMatchObject({ code: 'model-unavailable', retryable: false });
      expect(error.message).toContain(to);
      expect(error.hint).toContain('OPENAI_BASE_URL');
      expect(server.calls).toHaveLength(1);
      if (status === 301) await server.close().then(models.close);
    }
    expect(elsewhere.calls).toEqual([]);
    await elsewhere.close();
  });

  it('is told: a web page answers there', async () => {
    const { chat } = (await open(SERVERS.openai, { misbehave: () => ({ kind: 'web-page' }) })).open();
    expect(await failure(chat.complete(aChatRequest()))).toMatchObject({
      code: 'model-unavailable',
      hint: expect.stringContaining('OPENAI_BASE_URL'),
    });
  });
});

describe('receipts', () => {
  it('hold every call by purpose, with tokens as the server told them and money where the price is known', async () => {
    const access = await open(SERVERS.openai, {}, { chatModel: 'gpt-4o-mini' });
    const { chat, meter } = access.open();
    await chat.complete({ ...question('one'), purpose: 'extract' });
    await chat.complete({ ...question('one'), purpose: 'extract' });
    await chat.complete({ ...question('two'), purpose: 'report' });
    const [first, second] = server.calls;
    expect(meter.receipts()).toMatchObject([
      {
        purpose: 'extract',
        calls: 1,
        cachedCalls: 1,
        failedCalls: 0,
        inputTokens: first?.inputTokens,
        outputTokens: first?.outputTokens,
        cost: 0,
      },
      { purpose: 'report', calls: 1, cachedCalls: 0, inputTokens: second?.inputTokens },
    ]);
    expect(access.open().meter.receipts()).toEqual([]);
  });

  it('hold nothing for being asked whether a reply is remembered, which asks nobody', async () => {
    const access = await open(SERVERS.openai);
    await access.open().chat.complete(question('one'));
    const { chat, meter } = (await models.again()).open();
    expect(await chat.remembers?.(question('one'))).toBe(true);
    expect(await chat.remembers?.(question('two'))).toBe(false);
    expect(await chat.remembers?.({ ...question('one'), accept: () => 'No.' })).toBe(false);
    expect(meter.receipts()).toEqual([]);
    expect(server.calls).toHaveLength(1);
  });

  it('stop a session at its budget before it is overspent, and what was paid for is kept', async () => {
    const access = await open(SERVERS.openai, { answer: () => '{"names":[["a"]]}' });
    await writeFile(`${models.folder}/prices.json`, '{"scripted": {"input": 400, "output": 400}}');
    const priced = await models.again();
    const { chat, meter } = priced.open({ budget: 0.1 });
    const ask = (count: number, using = chat) =>
      Promise.allSettled(
        Array.from({ length: count }, (_, index) => using.complete(question(`text ${index}`))),
      );
    const ended = await ask(40);
    const refused = ended.filter(({ status }) => status === 'rejected');
    expect(refused.length).toBeGreaterThan(0);
    expect(refused.length).toBeLessThan(40);
    for (const end of refused) expect(end).toMatchObject({ reason: { code: 'budget-spent' } });
    expect(meter.receipts()[0]?.cost).toBeLessThanOrEqual(0.1);
    const asked = server.calls.length;
    await ask(40, priced.open().chat);
    expect(server.calls.length - asked).toBe(refused.length);
    expect(() => access.open({ budget: 1 })).not.toThrow();
  });

  it('need a price for a budget', async () => {
    await open(SERVERS.openai);
    const far = await models.again({ baseUrl: 'https://models.example.com/v1', chatModel: 'nobody-knows' });
    expect(far.chatPrice).toBeNull();
    expect(() => far.open({ budget: 1 })).toThrowError(expect.objectContaining({ code: 'request-invalid' }));
  });
});
