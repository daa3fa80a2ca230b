import { GraphRagError } from '../../domain/errors.ts';
import type { EmbeddingModel, EmbedOptions } from '../../domain/ports/embedding-model.ts';
import type { TokenCounter } from '../../domain/ports/token-counter.ts';
import { reasonFor } from '../../domain/reason.ts';
import { type Batch, planBatches } from './embedding-batches.ts';
import type { CallOutcome, Gate } from './gate.ts';
import { allowManyListeners } from './many-listeners.ts';
import type { RunningMeter } from './meter.ts';
import { troubleOf } from './model-error.ts';
import type { EmbeddingCaller } from './openai-embedding.ts';
import { createPatience, type PatienceOptions } from './patience.ts';

export interface EmbeddingParts {
  caller: EmbeddingCaller;
  /** Shared by all calls to the server, outermost first. */
  gates: readonly Gate[];
  counter: TokenCounter;
  meter: RunningMeter;
  patience: PatienceOptions;
}

/** Batches under way or waiting in line at once: enough for any gate, few enough to hold in memory. */
const BATCHES_AT_ONCE = 8;
/** A reply that is no vectors is asked for again, as one of a chat model is: a batch that is given up ends all that come after it. */
const MOST_UNUSABLE = 3;

/**
 * The embedding model as everyone uses it. For each batch, outermost first: retries, then gates (limits), then metering, then the call, in the same
 * order and for the same reasons as in `compose-chat-model.ts`. There is no cache here: vectors are remembered in the VectorStore.
 */
export function composeEmbeddingModel({
  caller,
  gates,
  counter,
  meter,
  patience,
}: EmbeddingParts): EmbeddingModel {
  let dimension = 0;

  const callOnce = async (
    texts: readonly string[],
    tokens: number,
    options: EmbedOptions,
  ): Promise<Float32Array[]> => {
    const { signal, kind = 'passage', purpose = 'embed' } = options;
    const left: ((outcome: CallOutcome) => void)[] = [];
    let outcome: CallOutcome = { kind: 'dropped' };
    try {
      for (const gate of gates) left.unshift(await gate.enter({ tokens, promptTokens: tokens, signal }));
      const { vectors, inputTokens } = await caller.call({ texts, kind, signal });
      const usage = { inputTokens: inputTokens ?? tokens, outputTokens: 0 };
      meter.took(caller.name, purpose, usage);
      outcome = { kind: 'done', tokens: usage.inputTokens };
      return vectors;
    } catch (error) {
      if (!signal?.aborted && left.length === gates.length) {
        meter.failed(caller.name, purpose);
        outcome = { kind: 'failed', trouble: troubleOf(error) };
      }
      throw error;
    } finally {
      for (const leave of left) leave(outcome);
    }
  };

  const embedBatch = async (
    texts: readonly string[],
    batch: Batch,
    options: EmbedOptions,
  ): Promise<Float32Array[]> => {
    const attempts = createPatience(patience);
    for (let unusable = 0; ; ) {
      try {
        const vectors = await callOnce(texts.slice(batch.start, batch.end), batch.tokens, options);
        dimension ||= vectors[0]?.length ?? 0;
        if (vectors[0]?.length !== dimension)
          throw dimensionChanged(caller.name, dimension, vectors[0]?.length ?? 0);
        return vectors;
      } catch (error) {
        const isUnusable = error instanceof GraphRagError && error.code === 'model-output-invalid';
        if (isUnusable && ++unusable < MOST_UNUSABLE) continue;
        await attempts.afterFailure(error, options.signal);
      }
    }
  };

  return {
    name: caller.name,
    async embed(texts, options = {}) {
      allowManyListeners(options.signal);
      const empty = texts.findIndex((text) => text.trim() === '');
      if (empty >= 0) throw new GraphRagError('request-invalid', `Text ${empty + 1} to embed is empty`);
      const batches = planBatches(texts, counter);
      const vectors: Float32Array[] = new Array(texts.length);
      let next = 0;
      const work = async (): Promise<void> => {
        for (let batch = batches[next]; batch; batch = batches[next]) {
          next += 1;
          const found = await embedBatch(texts, batch, options);
          await options.onBatch?.(batch.start, found);
          for (const [place, vector] of found.entries()) vectors[batch.start + place] = vector;
        }
      };
      const stop = (error: unknown): never => {
        next = batches.length;
        throw error;
      };
      await allEnded(
        Array.from({ length: Math.min(BATCHES_AT_ONCE, batches.length) }, () => work().catch(stop)),
      );
      return vectors;
    },
  };
}

/** Waits for all, so that nothing goes on after the caller was told of a failure; then tells of the first one. */
async function allEnded(tasks: readonly Promise<void>[]): Promise<void> {
  for (const ended of await Promise.allSettled(tasks)) if (ended.status === 'rejected') throw ended.reason;
}

function dimensionChanged(model: string, before: number, now: number): GraphRagError {
  return new GraphRagError(
    'model-output-invalid',
    `${model} gave vectors of ${before} numbers, now of ${now}`,
    {
      reason: reasonFor('vectors-of-another', { model, before, now }),
      hint: 'Another model answers under this name; give the new one a name of its own.',
    },
  );
}
