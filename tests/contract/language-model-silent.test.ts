import { afterEach, describe, expect, it, vi } from 'vitest';
import { loadTokenCounter } from '../../adapters/models/count-tokens.ts';
import { createOpenAiChat } from '../../adapters/models/openai-chat.ts';
import { createPatientFetch } from '../../adapters/models/patient-fetch.ts';
import { withRetry } from '../../adapters/models/with-retry.ts';
import type { LanguageModel } from '../../domain/ports/language-model.ts';
import type { Misbehaviour } from '../support/model-server/misbehaviour.ts';
import { type ModelServer, startModelServer } from '../support/model-server/model-server.ts';
import { aChatRequest } from '../support/test-models.ts';
import { createHastyClock } from '../support/virtual-clock.ts';

const counter = await loadTokenCounter('scripted');
let server: ModelServer;

afterEach(async () => {
  vi.restoreAllMocks();
  await server.close();
});

async function open(trouble: Misbehaviour, timeoutMs: number): Promise<LanguageModel> {
  server = await startModelServer({ misbehave: () => trouble });
  const chat = createOpenAiChat({ model: 'scripted', baseUrl: server.url, counter, timeoutMs });
  return withRetry(chat, { clock: createHastyClock(), random: () => 0.5 });
}

/** Headers, and nothing behind them. */
const HEADERS: Misbehaviour = { kind: 'raw', body: '', isLeftOpen: true };

describe('a server that sends nothing', () => {
  it.each<[string, Misbehaviour]>([
    ['no headers', { kind: 'slow' }],
    ['nothing behind its headers', HEADERS],
  ])('is asked once more, and told to be too small: %s', async (_, trouble) => {
    const model = await open(trouble, 50);
    await expect(model.complete(aChatRequest())).rejects.toMatchObject({
      code: 'model-unavailable',
      retryable: true,
      message: expect.stringMatching(
        /sent nothing for 0\.05 s: it may be too small for calls of this size \(given up after 2 tries\)/,
      ),
      hint: expect.stringContaining('smaller model'),
    });
    expect(server.calls).toHaveLength(2);
  });

  it.each([
    ['UND_ERR_CONNECT_TIMEOUT', 'Connect Timeout Error'],
    ['ETIMEDOUT', 'connect ETIMEDOUT 192.0.2.1:80'],
  ])('is another matter than a host that cannot be reached: %s', async (code, message) => {
    const model = await open(HEADERS, 50);
    const cause = Object.assign(new Error(message), { code });
    const sent = vi.spyOn(globalThis, 'fetch').mockRejectedValue(new TypeError('fetch failed', { cause }));
    await expect(model.complete(aChatRequest())).rejects.toMatchObject({
      message: expect.stringMatching(`Nothing answers at .* \\(${code}\\)`),
    });
    expect(sent).toHaveBeenCalledTimes(5);
  });
});

// Node waits five minutes of its own accord: that it takes another time shows only where that is shorter.
describe('a patient fetch', () => {
  it('waits for headers as long as it is told, in this Node', async () => {
    await open({ kind: 'slow' }, 50);
    const call = createPatientFetch(50)(`${server.url}/embeddings`, { method: 'POST', body: '{"input":[]}' });
    await expect(call).rejects.toMatchObject({ cause: { code: 'UND_ERR_HEADERS_TIMEOUT' } });
  });

  it('waits for the next piece of a body as long as it is told, in this Node', async () => {
    await open(HEADERS, 50);
    const body = '{"model":"m","messages":[]}';
    const response = await createPatientFetch(50)(`${server.url}/chat/completions`, { method: 'POST', body });
    await expect(response.text()).rejects.toMatchObject({ cause: { code: 'UND_ERR_BODY_TIMEOUT' } });
  });

  it('tells Node of ten minutes where a model is asked, and leaves its connections to it', async () => {
    await open(HEADERS, 50);
    await createPatientFetch(50)(`${server.url}/models`);
    const places = [2, 1].map((version) => Symbol.for(`undici.globalDispatcher.${version}`));
    const inNode = globalThis as unknown as Record<symbol, { dispatch: (options: object) => boolean }>;
    const dispatcher = places.map((place) => inNode[place]).find((one) => one !== undefined);
    const dispatched = vi.spyOn(dispatcher!, 'dispatch');
    const chat = createOpenAiChat({ model: 'scripted', baseUrl: server.url, counter });
    await chat.describe();
    expect(dispatched.mock.calls[0]?.[0]).toMatchObject({ headersTimeout: 600_000, bodyTimeout: 600_000 });
  });
});
