import { GraphRagError } from '../domain/errors.ts';

/**
 * Asks a model about several things in one call. One that is too long for the model is halved until it fits; one whose reply cannot be used
 * is halved once, so that a single odd thing does not take all of them with it, and a model that never answers well does not cost more
 * than double.
 *
 * @param ask about some of the things, an answer for each
 * @returns for each thing its answer, or why there is none
 * @throws the signal's own error when cancelled
 */
export async function askInHalves<Thing, Answer>(
  things: readonly Thing[],
  ask: (things: readonly Thing[]) => Promise<Answer[]>,
  signal?: AbortSignal,
  mayHalve = true,
): Promise<(Answer | GraphRagError)[]> {
  try {
    return await ask(things);
  } catch (error) {
    signal?.throwIfAborted();
    if (!(error instanceof GraphRagError)) throw error;
    const isTooLong = error.code === 'model-input-too-long';
    const isHalved = isTooLong || (error.code === 'model-output-invalid' && mayHalve);
    if (things.length === 1 || !isHalved) return things.map(() => error);
    const middle = Math.ceil(things.length / 2);
    const halves = [things.slice(0, middle), things.slice(middle)].map((half) =>
      askInHalves(half, ask, signal, mayHalve && isTooLong),
    );
    return (await Promise.all(halves)).flat();
  }
}
