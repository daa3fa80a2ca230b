import { GraphRagError } from '../../../domain/errors.ts';
import type { EmbeddingModel } from '../../../domain/ports/embedding-model.ts';

/** The vector of a question, or why there is none. */
export type QuestionVector = { vector: Float32Array } | { failure: string };

/** Turns questions into vectors, quickly or not at all. */
export interface QuestionVectors {
  readonly model: string;
  /** Never throws for the model's sake. @throws the signal's own reason when it is aborted */
  vectorOf(question: string, signal?: AbortSignal): Promise<QuestionVector>;
}

export interface QuestionVectorsOptions {
  model: EmbeddingModel;
  /** Milliseconds since any moment. */
  now: () => number;
  /** Milliseconds that a person waits for a vector at most. */
  patienceMs?: number;
}

/** Longer than a server that is awake takes, even for its first call. */
const PATIENCE_MS = 2500;
/** After a failure of the server, so long nobody waits for it again. */
const PAUSE_MS = 30_000;
/** Questions that are remembered, the last ones asked. */
const MOST_REMEMBERED = 500;

/** Asks the model, and remembers what it said while the process runs. */
export function createQuestionVectors({
  model,
  now,
  patienceMs = PATIENCE_MS,
}: QuestionVectorsOptions): QuestionVectors {
  const known = new Map<string, Float32Array>();
  let failed: { failure: string; until: number } | null = null;

  const remember = (question: string, vector: Float32Array): void => {
    known.delete(question);
    known.set(question, vector);
    const [oldest] = known.keys();
    if (known.size > MOST_REMEMBERED && oldest !== undefined) known.delete(oldest);
  };

  return {
    model: model.name,
    async vectorOf(question, signal) {
      signal?.throwIfAborted();
      const vector = known.get(question);
      if (vector) {
        remember(question, vector);
        return { vector };
      }
      if (failed && now() < failed.until) return { failure: failed.failure };
      const patience = AbortSignal.timeout(patienceMs);
      try {
        const [found] = await model.embed([question], {
          kind: 'query',
          purpose: 'question',
          signal: signal ? AbortSignal.any([signal, patience]) : patience,
        });
        if (!found) return { failure: `${model.name} gave no vector` };
        failed = null;
        remember(question, found);
        return { vector: found };
      } catch (error) {
        signal?.throwIfAborted();
        const failure = reasonOf(error, patience, model.name, patienceMs);
        // What one question is too long for says nothing of the next.
        if (!isTooLong(error)) failed = { failure, until: now() + PAUSE_MS };
        return { failure };
      }
    },
  };
}

function isTooLong(error: unknown): boolean {
  return error instanceof GraphRagError && error.code === 'model-input-too-long';
}

/** What people are told; a bug goes on as one. */
function reasonOf(error: unknown, patience: AbortSignal, model: string, patienceMs: number): string {
  if (patience.aborted) return `${model} did not answer within ${patienceMs / 1000} s`;
  if (error instanceof GraphRagError) return error.message;
  throw error;
}
