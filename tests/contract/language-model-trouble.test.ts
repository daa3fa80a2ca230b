import { afterEach, describe, expect, it } from 'vitest';
import type { LanguageModel } from '../../domain/ports/language-model.ts';
import { type Misbehaviour, randomMisbehaviour } from '../support/model-server/misbehaviour.ts';
import {
  type ModelServer,
  type ModelServerOptions,
  startModelServer,
} from '../support/model-server/model-server.ts';
import { SERVERS } from '../support/model-server/server-traits.ts';
import { aChatRequest, aJsonRequest, openTestModels, type TestModels } from '../support/test-models.ts';

let server: ModelServer;
let models: TestModels;

async function open(options: ModelServerOptions): Promise<LanguageModel> {
  server = await startModelServer(options);
  models = await openTestModels(server.url);
  return models.access.open().chat;
}

afterEach(async () => {
  await models.close();
  await server.close();
});

const names = (count: number) =>
  JSON.stringify({ names: Array.from({ length: count }, (_, index) => [`Name ${index}`, 'person']) });
const question = (number: number) =>
  aJsonRequest({ messages: [{ role: 'user', content: `List the names in text ${number}.` }] });

/** Misbehaves for the first calls, in this order. */
function first(...troubles: Misbehaviour[]) {
  return () => troubles.shift() ?? null;
}

describe('a model server that misbehaves', () => {
  it('is asked again after every trouble that passes', async () => {
    const troubles: Misbehaviour[] = [
      { kind: 'rate-limit', retryAfterSeconds: 3 },
      { kind: 'server-error' },
      { kind: 'hang-up' },
      { kind: 'cut-stream', politely: true },
    ];
    const chat = await open({ misbehave: first(...troubles), answer: () => names(2) });
    expect((await chat.complete(question(1))).value).toEqual(JSON.parse(names(2)));
    expect(server.calls.map(({ outcome }) => outcome)).toEqual([
      ...troubles.map(({ kind }) => kind),
      'answered',
    ]);
    expect(models.slept.some((slept) => slept >= 3000 && slept <= 4000)).toBe(true);
  });

  it('is never believed when it ends in the middle without saying why', async () => {
    const chat = await open({
      misbehave: first({ kind: 'cut-stream', politely: true }),
      answer: () => 'All of it. And the rest.',
    });
    expect((await chat.complete(aChatRequest())).text).toBe('All of it. And the rest.');
    expect(server.calls).toHaveLength(2);
  });

  it('is given up after five tries', async () => {
    const chat = await open({ misbehave: () => ({ kind: 'server-error' }) });
    await expect(chat.complete(question(1))).rejects.toMatchObject({
      code: 'model-unavailable',
      retryable: true,
    });
    expect(server.calls).toHaveLength(5);
  });

  it('is given up for everybody when it gives nobody anything, and tried again later', async () => {
    let down = true;
    const chat = await open({ misbehave: () => (down ? { kind: 'hang-up' } : null), answer: () => names(1) });
    const ended = await Promise.allSettled(
      Array.from({ length: 300 }, (_, index) => chat.complete(question(index))),
    );
    for (const end of ended)
      expect(end).toMatchObject({ reason: { code: 'model-unavailable', retryable: true } });
    expect(server.calls.length).toBeLessThan(60);
    down = false;
    // The clock of the tests runs on with each wait.
    models.turn(60_000);
    expect((await chat.complete(question(1))).value).toEqual(JSON.parse(names(1)));
  });

  it('is given up at once when it asks for more than two minutes', async () => {
    const chat = await open({ misbehave: () => ({ kind: 'rate-limit', retryAfterSeconds: 600 }) });
    await expect(chat.complete(question(1))).rejects.toMatchObject({
      code: 'model-unavailable',
      message: expect.stringContaining('it asks to wait 600 s'),
    });
    expect(server.calls).toHaveLength(1);
  });

  it('is given up for everybody when it asks for hours, those included that wait for their turn', async () => {
    const chat = await open({ misbehave: () => ({ kind: 'rate-limit', retryAfterSeconds: 10_800 }) });
    const calls = Array.from({ length: 30 }, (_, index) => chat.complete(question(index)));
    for (const end of await Promise.allSettled(calls))
      expect(end).toMatchObject({ reason: { code: 'model-unavailable', retryable: true } });
    expect(server.calls.length).toBeLessThan(10);
    await expect(chat.complete(question(99))).rejects.toMatchObject({ code: 'model-unavailable' });
    models.turn(60_000);
    await expect(chat.complete(question(99))).rejects.toMatchObject({ code: 'model-unavailable' });
    expect(Math.max(0, ...models.slept)).toBeLessThan(121_000);
  });

  it('never gets a wrong reply past: with a fifth of calls going wrong each text has its own whole reply or a reason', async () => {
    const chat = await open({
      misbehave: randomMisbehaviour(11, 0.2),
      answer: ({ prompt }) => names(Number(/text (\d+)/.exec(prompt)?.[1])),
    });
    const count = 120;
    const whole = (number: number) => (reply: { value?: unknown }) =>
      JSON.stringify(reply.value) === names(number) ? null : 'Names are missing.';
    const asked = Array.from({ length: count }, (_, index) => index + 1);
    const ask = (number: number) => chat.complete({ ...question(number), accept: whole(number) });
    const first = await Promise.allSettled(asked.map(ask));
    first.forEach((end, index) => {
      if (end.status === 'fulfilled') expect(end.value.value).toEqual(JSON.parse(names(index + 1)));
      else expect(end.reason).toMatchObject({ code: expect.stringMatching(/^model-/) });
    });
    // A later run asks for what failed, and for nothing else.
    const failed = asked.filter((_, index) => first[index]?.status === 'rejected');
    expect(failed.length).toBeLessThan(count * 0.1);
    const before = server.calls.length;
    const second = await Promise.allSettled(asked.map(ask));
    const again = new Set(
      server.calls.slice(before).map(({ prompt }) => Number(/text (\d+)/.exec(prompt)?.[1])),
    );
    expect([...again].sort((left, right) => left - right)).toEqual(failed);
    expect(second.filter(({ status }) => status === 'fulfilled').length).toBeGreaterThanOrEqual(
      count - failed.length,
    );
  });

  it('is not asked for more at once than it takes', async () => {
    const chat = await open({
      traits: { structured: 'json-schema', structuredManners: 'refuses', mostAtOnce: 3 },
      answer: async () => {
        await new Promise((resolve) => setImmediate(resolve));
        return names(1);
      },
    });
    await Promise.all(Array.from({ length: 400 }, (_, index) => chat.complete(question(index))));
    const later = server.calls.slice(60);
    expect(later.filter(({ status }) => status === 429).length / later.length).toBeLessThan(0.05);
  });

  it('ends a stream that broke off with an error, after what was given out', async () => {
    const chat = await open({
      misbehave: () => ({ kind: 'cut-stream' }),
      answer: () => 'A long answer that never ends as it should.',
    });
    const stream = chat.stream(aChatRequest());
    let shown = '';
    await expect(
      (async () => {
        for await (const piece of stream) shown += piece;
      })(),
    ).rejects.toMatchObject({ code: 'model-unavailable', retryable: true });
    expect('A long answer that never ends as it should.'.startsWith(shown)).toBe(true);
    expect(shown).not.toBe('');
    expect(server.calls).toHaveLength(1);
  });

  it('lets a call be cancelled while it is slow', async () => {
    const controller = new AbortController();
    const reason = new Error('enough');
    let arrived = (): void => undefined;
    const arrival = new Promise<void>((resolve) => {
      arrived = resolve;
    });
    const chat = await open({
      misbehave: () => {
        arrived();
        return { kind: 'slow' };
      },
    });
    const call = chat.complete(question(1), { signal: controller.signal });
    await arrival;
    controller.abort(reason);
    await expect(call).rejects.toBe(reason);
    expect(server.calls).toHaveLength(1);
  });

  it('is cut off when it says one thing over and over', async () => {
    const chat = await open({
      misbehave: () => ({ kind: 'malformed', how: 'runaway' }),
      answer: () => `${names(4)} and so on`,
    });
    const reply = await chat.complete(aChatRequest({ maxTokens: 60_000, accept: () => null }));
    expect(reply.finish).toBe('length');
    expect(reply.text.length).toBeLessThan(4000);
  });

  it.each([
    ['as a stream, after few records that it told before', false],
    ['in one piece', true],
  ])('is cut where its records run in circles, and those before are kept: %s', async (_, ignoresStream) => {
    const chat = await open({
      misbehave: () => ({ kind: 'malformed', how: 'circles' }),
      answer: () => names(9),
      traits: { ...SERVERS.vllm, ignoresStream },
    });
    const asked = { ...question(1), accept: () => null };
    const reply = await chat.complete(asked);
    expect(reply).toMatchObject({ finish: 'circles', value: JSON.parse(names(9)) });
    if (!ignoresStream) expect(reply.usage.outputTokens).toBeLessThan(150);
    const calls = server.calls.length;
    expect(await chat.remembers?.(asked)).toBe(false);
    await chat.complete(asked);
    expect(server.calls).toHaveLength(calls + 1);
  });

  it('is not asked again for what ran in circles and is of no use: it would only do so again', async () => {
    const chat = await open({
      misbehave: () => ({ kind: 'malformed', how: 'circles' }),
      answer: () => names(9),
    });
    await expect(chat.complete(question(1))).rejects.toMatchObject({ code: 'model-output-invalid' });
    expect(server.calls).toHaveLength(1);
  });
});
