import { describe, expect, it } from 'vitest';
import { GraphRagError } from '../../../../../domain/errors.ts';
import type { EmbeddingModel, EmbedOptions } from '../../../../../domain/ports/embedding-model.ts';
import { createQuestionVectors } from '../../../../../server/search/vectors/question-vectors.ts';

type Embed = (text: string, options: EmbedOptions | undefined) => Promise<Float32Array>;

function aModel(embed: Embed): EmbeddingModel & { asked: string[] } {
  const asked: string[] = [];
  return {
    name: 'scripted',
    asked,
    embed: (texts, options) => {
      asked.push(...texts);
      return Promise.all(texts.map((text) => embed(text, options)));
    },
  };
}

describe('the vector of a question', () => {
  it('is asked for once, as a question', async () => {
    let kind: string | undefined;
    const model = aModel(async (_text, options) => {
      kind = options?.kind;
      return Float32Array.of(1, 0);
    });
    const questions = createQuestionVectors({ model, now: () => 0 });
    expect(await questions.vectorOf('why?')).toEqual({ vector: Float32Array.of(1, 0) });
    await questions.vectorOf('why?');
    expect(model.asked).toEqual(['why?']);
    expect(kind).toBe('query');
  });

  it('is given up when the server does not answer in time', async () => {
    const model = aModel(
      (_text, options) =>
        new Promise((_resolve, reject) => {
          options?.signal?.addEventListener('abort', () => reject(options.signal?.reason));
        }),
    );
    const questions = createQuestionVectors({ model, now: () => 0, patienceMs: 5 });
    expect(await questions.vectorOf('why?')).toEqual({ failure: 'scripted did not answer within 0.005 s' });
  });

  it('is not waited for again right after a failure, and asked for when some time has passed', async () => {
    let isDown = true;
    let time = 0;
    const model = aModel(async () => {
      if (isDown) throw new GraphRagError('model-unavailable', 'The server cannot be reached');
      return Float32Array.of(0, 1);
    });
    const questions = createQuestionVectors({ model, now: () => time });
    const failure = { failure: 'The server cannot be reached' };
    expect(await questions.vectorOf('why?')).toEqual(failure);
    isDown = false;
    time = 10_000;
    expect(await questions.vectorOf('when?')).toEqual(failure);
    expect(model.asked).toHaveLength(1);
    time = 40_000;
    expect(await questions.vectorOf('when?')).toEqual({ vector: Float32Array.of(0, 1) });
  });

  it('is asked for again at once when it was the question that the server did not take', async () => {
    const model = aModel(async (text) => {
      if (text.length > 20) throw new GraphRagError('model-input-too-long', 'It is too long');
      return Float32Array.of(0, 1);
    });
    const questions = createQuestionVectors({ model, now: () => 0 });
    expect(await questions.vectorOf('why, oh why, oh why, oh why?')).toEqual({ failure: 'It is too long' });
    expect(await questions.vectorOf('why?')).toEqual({ vector: Float32Array.of(0, 1) });
  });

  it('is not asked for when nobody listens any more', async () => {
    const model = aModel(async () => Float32Array.of(1));
    const gone = AbortSignal.abort(new Error('gone'));
    const asking = createQuestionVectors({ model, now: () => 0 }).vectorOf('why?', gone);
    await expect(asking).rejects.toThrow('gone');
    expect(model.asked).toEqual([]);
  });
});
