import { afterEach, describe, expect, it } from 'vitest';
import { loadTokenCounter } from '../../adapters/models/count-tokens.ts';
import { createOpenAiChat } from '../../adapters/models/openai-chat.ts';
import type { LanguageModel } from '../../domain/ports/language-model.ts';
import type { Misbehaviour } from '../support/model-server/misbehaviour.ts';
import { type ModelServer, startModelServer } from '../support/model-server/model-server.ts';
import { aJsonRequest, openTestModels, type TestModels } from '../support/test-models.ts';

let server: ModelServer;
let models: TestModels;

/** A server that says one thing, then behaves; null: it always behaves. */
async function open(odd: Misbehaviour | null, isAlways = false): Promise<LanguageModel> {
  server = await startModelServer({
    misbehave: ({ number }) => (isAlways || number === 1 ? odd : null),
    answer: () => '{"names":[["Meant","well"]]}',
  });
  models = await openTestModels(server.url);
  return models.access.open().chat;
}

afterEach(async () => {
  await models.close();
  await server.close();
});

const SAID = '{"names":[["Ada","person"]]}';
const MEANT = { names: [['Meant', 'well']] };
const event = (fields: object): string => `data: ${JSON.stringify(fields)}\n\n`;
const piece = (delta: object, finish: string | null = null): string =>
  event({ choices: [{ index: 0, delta, finish_reason: finish }] });
const DONE = 'data: [DONE]\n\n';
const whole = (fields: object): string =>
  JSON.stringify({ choices: [{ message: { content: SAID }, finish_reason: 'stop', ...fields }] });
const raw = (body: string, type?: string): Misbehaviour => ({ kind: 'raw', body, ...(type && { type }) });

describe('a reply in an odd form', () => {
  it.each<[string, Misbehaviour]>([
    ['whole, where a stream was asked for', raw(whole({}), 'application/json')],
    ['whole, under the type of a stream', raw(whole({}))],
    ['whole, without a word on why it ends', raw(whole({ finish_reason: undefined }), 'application/json')],
    ['a stream under the type of JSON', raw(piece({ content: SAID }, 'stop') + DONE, 'application/json')],
    [
      'a stream with signs of life in it, and a mark in front',
      raw(`\uFEFF: hello\n\n${piece({ content: SAID })}:\n\nevent: ping\ndata: {}\n\n${piece({}, 'stop')}`),
    ],
    ['in parts', raw(piece({ content: [{ type: 'text', text: SAID }, { type: 'image' }] }, 'stop') + DONE)],
    [
      'with a count that is none',
      raw(
        piece({ content: SAID }, 'stop') +
          event({ choices: [], usage: { prompt_tokens: '9', completion_tokens: -1 } }),
      ),
    ],
  ])('is read: %s', async (_, odd) => {
    const reply = await (await open(odd)).complete(aJsonRequest());
    expect(reply.value).toEqual(JSON.parse(SAID));
    expect(reply.usage.inputTokens).toBeGreaterThan(9);
    expect(reply.usage.outputTokens).toBeGreaterThan(5);
    expect(server.calls).toHaveLength(1);
    // Remembered like any other.
    expect((await (await models.again()).open().chat.complete(aJsonRequest())).cached).toBe(true);
  });

  it.each<[string, Misbehaviour]>([
    ['a web page', { kind: 'web-page' }],
    ['nothing at all', raw('')],
    ['lines of JSON', raw(`{"message":{"content":"x"}}\n{"done":true}\n`, 'application/x-ndjson')],
    ['no choices', raw(event({ choices: [] }) + DONE)],
    ['no choices, whole', raw('{"choices":[]}', 'application/json')],
    [
      'an error with status 200',
      raw('{"error":{"message":"Provider is down","code":502}}', 'application/json'),
    ],
    [
      'an error in the middle',
      raw(piece({ content: SAID }) + event({ error: { message: 'gone', code: 502 } })),
    ],
    ['an end that is a failure', raw(piece({ content: SAID }, 'error') + DONE)],
    ['an event that is no JSON', raw('data: {"choices":[{"del\n\n')],
  ])('is asked for again, and changes nothing of how: %s', async (_, odd) => {
    const chat = await open(odd);
    expect((await chat.complete(aJsonRequest())).value).toEqual(MEANT);
    expect(server.calls).toHaveLength(2);
    expect(server.calls[1]!.body).toEqual(server.calls[0]!.body);
  });

  it('is told as the server tells it when it never gets better', async () => {
    const down = '{"error":{"message":"Provider is down","code":502}}';
    const call = (await open(raw(down, 'application/json'), true)).complete(aJsonRequest());
    await expect(call).rejects.toThrow(/status 502: Provider is down \(given up after 5 tries\)/);
  });

  it('is cut where it goes on for ever', async () => {
    const records = Array.from({ length: 4000 }, (_, at) => piece({ content: `["Thing ${at * at}","a"],` }));
    const endless = {
      kind: 'raw',
      body: piece({ content: '{"names":[' }) + records.join(''),
      isLeftOpen: true,
    } as const;
    const call = (await open(endless, true)).complete(aJsonRequest({ maxTokens: 500 }));
    await expect(call).rejects.toMatchObject({ code: 'model-output-invalid' });
    expect(server.calls).toHaveLength(1);
  });

  it('is let go of when nothing more comes, whatever signs of life there are', async () => {
    await open({ kind: 'raw', body: `${piece({ content: '{"names"' })}: wait\n\n`, isLeftOpen: true });
    const chat = createOpenAiChat({
      model: 'scripted',
      baseUrl: server.url,
      counter: await loadTokenCounter('scripted'),
      timeoutMs: 100,
    });
    await expect(chat.complete(aJsonRequest())).rejects.toMatchObject({
      message: expect.stringContaining('sent nothing for 0.1 s'),
      retryable: true,
    });
  });
});
