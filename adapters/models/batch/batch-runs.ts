import { APIError, type OpenAI, toFile } from 'openai';
import { GraphRagError } from '../../../domain/errors.ts';
import { reasonFor } from '../../../domain/reason.ts';
import type { Clock } from '../clock.ts';
import { type CallTarget, toModelError } from '../model-error.ts';
import { createPatience } from '../patience.ts';
import { type BatchLine, readBatchFile } from './batch-lines.ts';
import type { BatchMemory, OpenBatch } from './batch-memory.ts';

/** A provider may keep the results in another place and send there. */
const FROM_STORAGE = { fetchOptions: { redirect: 'follow' } } as const;

export interface BatchRunsOptions {
  client: OpenAI;
  target: CallTarget;
  memory: BatchMemory;
  clock: Clock;
  random: () => number;
}

/** Batches at the provider: sent, watched, fetched. */
export interface BatchRuns {
  /** Uploads the requests and starts the batch; remembered at each step, so that a kill loses none. */
  start(file: string, keys: readonly string[]): Promise<OpenBatch>;
  /** Waits until the batch has ended and fetches what came of it; may take a day. @throws the signal's reason when nobody waits any longer */
  finish(batch: OpenBatch, signal: AbortSignal): Promise<BatchLine[]>;
}

const POLL_MS = 30_000;

export function createBatchRuns({ client, target, memory, clock, random }: BatchRunsOptions): BatchRuns {
  /** Tries a request to the provider with the patience of any call. */
  const tried = async <T>(request: () => Promise<T>): Promise<T> => {
    const patience = createPatience({ clock, random });
    for (;;) {
      try {
        return await request();
      } catch (error) {
        await patience.afterFailure(toBatchError(error, target), undefined);
      }
    }
  };

  /** A batch whose file was uploaded: found when it was started before a kill, else started. */
  const startFile = async (batch: OpenBatch, mayExist: boolean): Promise<OpenBatch> => {
    if (mayExist) {
      const recent = await tried(async () => (await client.batches.list({ limit: 100 })).data);
      const found = recent.find(({ input_file_id: fileId }) => fileId === batch.fileId);
      if (found) return { ...batch, batchId: found.id };
    }
    const { id } = await tried(() =>
      client.batches.create({
        input_file_id: batch.fileId,
        endpoint: '/v1/chat/completions',
        completion_window: '24h',
      }),
    );
    return { ...batch, batchId: id };
  };

  const started = async (batch: OpenBatch, mayExist: boolean): Promise<OpenBatch> => {
    const running = await startFile(batch, mayExist);
    await memory.save(running);
    return running;
  };

  const contentOf = async (fileId: string | null | undefined): Promise<BatchLine[]> =>
    fileId
      ? readBatchFile(await tried(async () => (await client.files.content(fileId, FROM_STORAGE)).text()))
      : [];

  return {
    async start(file, keys) {
      const { id } = await tried(async () =>
        client.files.create({ file: await toFile(Buffer.from(file), 'requests.jsonl'), purpose: 'batch' }),
      );
      const batch: OpenBatch = { fileId: id, batchId: null, submittedAt: Date.now(), keys: [...keys] };
      await memory.save(batch);
      return started(batch, false);
    },
    async finish(batch, signal) {
      const batchId = batch.batchId ?? (await started(batch, true)).batchId ?? '';
      for (;;) {
        const { status, output_file_id, error_file_id } = await tried(() => client.batches.retrieve(batchId));
        if (status === 'completed' || status === 'failed' || status === 'expired' || status === 'cancelled') {
          return [...(await contentOf(output_file_id)), ...(await contentOf(error_file_id))];
        }
        await clock.sleep(POLL_MS, signal);
      }
    },
  };
}

function toBatchError(error: unknown, target: CallTarget): GraphRagError {
  if (error instanceof APIError && (error.status === 404 || error.status === 405 || error.status === 501)) {
    return new GraphRagError(
      'model-unavailable',
      `${target.server} has no batches, or no longer has this one`,
      {
        reason: reasonFor('model-no-batches', { server: target.server }),
        hint: 'Leave batch mode out with this server.',
        retryable: false,
      },
    );
  }
  return toModelError(error, target);
}
