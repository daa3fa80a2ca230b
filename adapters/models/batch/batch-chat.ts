import { GraphRagError } from '../../../domain/errors.ts';
import type { LanguageModel } from '../../../domain/ports/language-model.ts';
import type { TokenCounter } from '../../../domain/ports/token-counter.ts';
import { createAlarm } from '../alarm.ts';
import { toChatBody } from '../chat-body.ts';
import type { Clock } from '../clock.ts';
import type { CallTarget } from '../model-error.ts';
import { replyKey } from '../reply-cache.ts';
import { ASSUMED_FEATURES, type FeatureMemory, type ServerFeatures } from '../server-features.ts';
import type { MeteredCallOptions } from '../with-meter.ts';
import { type BatchLine, toBatchFile } from './batch-lines.ts';
import type { BatchMemory, OpenBatch } from './batch-memory.ts';
import { toBatchReply } from './batch-reply.ts';
import type { BatchRuns } from './batch-runs.ts';
import { createBatchWaiters } from './batch-waiters.ts';

export interface BatchChatOptions {
  /** The same model asked directly: for streams, which a person waits for, and to describe itself. */
  model: LanguageModel;
  target: CallTarget;
  runs: BatchRuns;
  memory: BatchMemory;
  features: FeatureMemory;
  counter: TokenCounter;
  clock: Clock;
}

/** A batch goes out when no request has come for so long, or it is full. */
const QUIET_MS = 2000;
const MOST_REQUESTS = 20_000;

/**
 * The model behind the provider's batch API: half the price, answers within a day. Requests that come together go out together, and each
 * resolves when its batch is done, so whoever asks notices nothing but the time it takes. A batch under way is remembered on disk: after a
 * restart the same requests wait for it and are not sent again. A cancelled call leaves; its batch goes on and is fetched by a later run.
 * Before the first batch to a server that is not known yet one request is asked directly: a wrong key, or a feature that is missing, then
 * costs seconds and not a day.
 *
 * @see https://platform.openai.com/docs/guides/batch
 */
export function createBatchChat(options: BatchChatOptions): LanguageModel {
  const { model, target, runs, memory, clock, counter } = options;
  const waiters = createBatchWaiters();
  const watched = new Set<string>();
  let pending: string[] = [];

  const featuresNow = async (): Promise<ServerFeatures> =>
    (await options.features.load()) ?? ASSUMED_FEATURES;

  /** Fetches the batch once it has ended, and gives each its reply; `signal` says that nobody waits any longer. */
  const watch = async (batch: OpenBatch, signal: AbortSignal): Promise<void> => {
    if (signal.aborted || watched.has(batch.fileId)) return;
    watched.add(batch.fileId);
    try {
      const lines = new Map((await runs.finish(batch, signal)).map((line) => [line.key, line]));
      for (const key of batch.keys) waiters.settle(key, { line: lines.get(key) ?? unanswered(key) });
      // Those who were waiting keep their replies first.
      await clock.sleep(QUIET_MS);
      if (!waiters.keeps(batch.keys)) await memory.forget(batch.fileId);
    } catch (error) {
      if (signal.aborted) return;
      waiters.fail(batch.keys, error);
      if (!(error instanceof GraphRagError && error.retryable)) await memory.forget(batch.fileId);
    } finally {
      watched.delete(batch.fileId);
    }
  };

  /** Asks one of them directly, and leaves the rest. */
  const probe = async (keys: readonly string[]): Promise<string[]> => {
    const first = keys.find((key) => waiters.requestOf(key)?.schema);
    const request = first === undefined ? undefined : waiters.requestOf(first);
    if (first === undefined || !request || (await featuresNow()).structuredProven) return [...keys];
    waiters.settle(first, { reply: await model.complete(request, { signal: waiters.needed() }) });
    return keys.filter((key) => key !== first);
  };

  const submit = async (): Promise<void> => {
    const keys = pending;
    pending = [];
    const signal = waiters.needed();
    try {
      const rest = await probe(keys);
      const features = await featuresNow();
      const requests = rest.flatMap((key) => {
        const request = waiters.requestOf(key);
        return request ? [{ key, body: toChatBody(request, model.name, features) }] : [];
      });
      if (requests.length === 0) return;
      const sent = requests.map(({ key }) => key);
      void watch(await runs.start(toBatchFile(requests), sent), signal);
    } catch (error) {
      waiters.fail(keys, error);
    }
  };

  const quiet = createAlarm(clock, () => void submit());

  const enqueue = (key: string): void => {
    pending.push(key);
    quiet.stop();
    if (pending.length >= MOST_REQUESTS) void submit();
    else quiet.set(QUIET_MS);
  };

  /** To the batch that has it already, or to the next one. */
  const send = async (key: string): Promise<void> => {
    const signal = waiters.needed();
    const open = (await memory.list()).find(({ keys }) => keys.includes(key));
    if (open) void watch(open, signal);
    else enqueue(key);
  };

  return {
    ...model,
    async complete(request, { signal, onLost }: MeteredCallOptions = {}) {
      signal?.throwIfAborted();
      const key = replyKey(request, model.name, target.server);
      const outcome = await waiters.wait(key, request, signal, () => {
        send(key).catch((error: unknown) => waiters.fail([key], error));
      });
      if ('reply' in outcome) return outcome.reply;
      const surroundings = { counter, target, features: await featuresNow() };
      return toBatchReply(outcome.line, request, surroundings, onLost);
    },
  };
}

function unanswered(key: string): BatchLine {
  return { key, body: null, status: 0, message: 'the batch ended before it came to it' };
}
