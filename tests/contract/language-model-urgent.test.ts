import { afterEach, describe, expect, it } from 'vitest';
import type { ModelConfig } from '../../adapters/config.ts';
import type { LanguageModel } from '../../domain/ports/language-model.ts';
import type { ModelAccess } from '../../domain/ports/model-access.ts';
import {
  type ModelServer,
  type ModelServerOptions,
  startModelServer,
} from '../support/model-server/model-server.ts';
import { aChatRequest, openTestModels, type TestModels } from '../support/test-models.ts';

let server: ModelServer;
let models: TestModels;

async function open(options: ModelServerOptions, config: Partial<ModelConfig> = {}): Promise<ModelAccess> {
  server = await startModelServer(options);
  models = await openTestModels(server.url, config);
  return models.access;
}

afterEach(async () => {
  await models.close();
  await server.close();
});

const question = (text: string) => aChatRequest({ messages: [{ role: 'user', content: text }] });
const asked = () => server.calls.map(({ prompt }) => prompt);

async function read(chat: LanguageModel, text: string): Promise<string> {
  let told = '';
  for await (const piece of chat.stream(question(text))) told += piece;
  return told;
}

describe('a call that a person waits for', () => {
  it('is tried three times, within seconds', async () => {
    const { chat } = (await open({ misbehave: () => ({ kind: 'server-error' }) })).open({ isUrgent: true });
    await expect(read(chat, 'one')).rejects.toMatchObject({
      code: 'model-unavailable',
      retryable: true,
      message: expect.stringContaining('3 tries'),
    });
    expect(server.calls).toHaveLength(3);
    expect(models.slept.reduce((sum, slept) => sum + slept, 0)).toBeLessThan(5000);
  });

  it('is not tried again when the tries themselves took fifteen seconds', async () => {
    const access = await open({
      misbehave() {
        models.turn(10_000);
        return { kind: 'hang-up' };
      },
    });
    await expect(read(access.open({ isUrgent: true }).chat, 'one')).rejects.toMatchObject({
      code: 'model-unavailable',
    });
    expect(server.calls).toHaveLength(2);
  });

  it('waits as long as the server asks where that is short', async () => {
    const troubles = [{ kind: 'rate-limit', retryAfterSeconds: 4 } as const];
    const access = await open({ misbehave: () => troubles.shift() ?? null, answer: () => 'Yes.' });
    expect(await read(access.open({ isUrgent: true }).chat, 'one')).toBe('Yes.');
    expect(Math.max(...models.slept)).toBeGreaterThanOrEqual(4000);
  });

  it('tells at once that the server asks for a minute, and asks nothing more meanwhile', async () => {
    const access = await open({ misbehave: () => ({ kind: 'rate-limit', retryAfterSeconds: 60 }) });
    const { chat } = access.open({ isUrgent: true });
    await expect(read(chat, 'one')).rejects.toMatchObject({ message: expect.stringContaining('60 s') });
    await expect(read(chat, 'two')).rejects.toMatchObject({
      code: 'model-unavailable',
      message: expect.stringMatching(/another 60 s/),
    });
    expect(server.calls).toHaveLength(1);
    expect(models.slept).toEqual([]);
  });

  it('tells at once that the minute is used up', async () => {
    const access = await open({ answer: () => 'Yes.' }, { requestsPerMinute: 2 });
    const { chat } = access.open({ isUrgent: true });
    await read(chat, 'one');
    models.turn(50_000);
    await read(chat, 'two');
    models.turn(4000);
    expect(await read(chat, 'three')).toBe('Yes.');
    await expect(read(chat, 'four')).rejects.toMatchObject({
      message: expect.stringContaining('another 50 s'),
    });
    expect(asked()).toEqual(['one', 'two', 'three']);
  });

  it('goes before the calls of a run that wait for their turn', async () => {
    let go = (): void => undefined;
    const held = new Promise<void>((resolve) => {
      go = resolve;
    });
    const access = await open(
      {
        async answer() {
          await held;
          return 'Yes.';
        },
      },
      { concurrency: 1 },
    );
    const run = access.open().chat;
    const urgent = access.open({ isUrgent: true }).chat;
    const calls = ['first', 'second', 'third'].map((text) => run.complete(question(text)));
    await expect.poll(asked).toEqual(['first']);
    const questions = ['which', 'what'].map((text) => read(urgent, text));
    // A cache on disk is looked into before anyone joins the line.
    await Promise.all(['which', 'what'].map(() => run.describe()));
    go();
    await Promise.all([...calls, ...questions]);
    expect(asked().indexOf('which')).toBeLessThan(asked().indexOf('third'));
    expect(asked().indexOf('what')).toBeLessThan(asked().indexOf('third'));
  });

  it('says nothing about the server to a run when it is given up', async () => {
    let isDown = true;
    const access = await open({
      misbehave: () => (isDown ? { kind: 'server-error' } : null),
      answer: () => 'Yes.',
    });
    const { chat } = access.open({ isUrgent: true });
    for (const text of ['one', 'two', 'three']) await expect(read(chat, text)).rejects.toThrow('3 tries');
    isDown = false;
    expect((await access.open().chat.complete(question('four'))).text).toBe('Yes.');
  });
});
