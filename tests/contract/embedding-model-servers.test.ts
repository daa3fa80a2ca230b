import { afterEach, describe, expect, it } from 'vitest';
import type { ModelConfig } from '../../adapters/config.ts';
import type { EmbeddingModel } from '../../domain/ports/embedding-model.ts';
import type { Malformation } from '../support/model-server/misbehaviour.ts';
import type { EmbeddingCallBody } from '../support/model-server/model-call.ts';
import {
  type ModelServer,
  type ModelServerOptions,
  startModelServer,
} from '../support/model-server/model-server.ts';
import { SERVERS } from '../support/model-server/server-traits.ts';
import { openTestModels, type TestModels } from '../support/test-models.ts';
import { testEmbeddingModel } from './embedding-model.ts';

for (const [name, traits] of [
  ['openai', SERVERS.openai],
  ['plain', SERVERS.plain],
] as const) {
  testEmbeddingModel(name, async () => {
    const server = await startModelServer({ traits });
    const models = await openTestModels(server.url);
    const model = models.access.open().embedding;
    if (!model) throw new Error('no embedding model is configured');
    return {
      model,
      async close() {
        await models.close();
        await server.close();
      },
    };
  });
}

describe('embeddings over HTTP', () => {
  let server: ModelServer;
  let models: TestModels;
  afterEach(async () => {
    await models.close();
    await server.close();
  });

  async function open(options: ModelServerOptions, config: Partial<ModelConfig> = {}) {
    server = await startModelServer(options);
    models = await openTestModels(server.url, config);
    const session = models.access.open();
    return { ...session, embedding: session.embedding as EmbeddingModel };
  }
  const texts = Array.from({ length: 200 }, (_, index) => `Text ${index}`);

  it('asks a batch again when it failed, and no other', async () => {
    let failed = false;
    const { embedding, meter } = await open({
      misbehave: ({ number }) => {
        if (number !== 2 || failed) return null;
        failed = true;
        return { kind: 'hang-up' };
      },
    });
    expect(await embedding.embed(texts)).toHaveLength(200);
    expect(server.calls).toHaveLength(5);
    expect(meter.receipts()).toMatchObject([{ purpose: 'embed', calls: 5, failedCalls: 1, outputTokens: 0 }]);
  });

  it('tells of every batch that came before it failed, so that nothing is asked twice', async () => {
    const { embedding } = await open({
      misbehave: ({ prompt }) => (/Text 150/.test(prompt) ? { kind: 'server-error' } : null),
    });
    const kept = new Set<number>();
    const embed = embedding.embed(texts, { onBatch: (start) => void kept.add(start) });
    await expect(embed).rejects.toMatchObject({ code: 'model-unavailable' });
    expect([...kept].sort((left, right) => left - right)).toEqual([0, 64, 192]);
  });

  it('refuses what are no vectors, vectors of no length, and a dimension that changes', async () => {
    let vector: number[] = [];
    const { embedding } = await open({ embed: () => vector });
    for (const wrong of [[], [0, 0, 0], [1, 1e300, 1]]) {
      vector = wrong;
      await expect(embedding.embed(['a'])).rejects.toMatchObject({ code: 'model-output-invalid' });
    }
    vector = [1, 2, 3];
    await embedding.embed(['a']);
    vector = [1, 2, 3, 4];
    await expect(embedding.embed(['b'])).rejects.toMatchObject({ code: 'model-output-invalid' });
  });

  it('asks again for what is no vector, and gives up after three such replies', async () => {
    const troubles: Malformation[] = ['empty', 'cut-without-a-word'];
    const { embedding } = await open({
      misbehave: () => {
        const how = troubles.shift();
        return how ? { kind: 'malformed', how } : null;
      },
    });
    expect(await embedding.embed(['a', 'b'])).toHaveLength(2);
    expect(server.calls).toHaveLength(3);
    troubles.push('runaway', 'apology', 'wrong-brackets', 'numbers-as-words');
    await expect(embedding.embed(['a', 'b'])).rejects.toMatchObject({ code: 'model-output-invalid' });
    expect(server.calls).toHaveLength(6);
  });

  it('marks questions and passages as the model wants it', async () => {
    const { embedding } = await open({}, { embeddingModel: 'multilingual-e5-small' });
    await embedding.embed(['who?'], { kind: 'query' });
    await embedding.embed(['she']);
    expect(server.calls.map(({ body }) => (body as EmbeddingCallBody).input)).toEqual([
      ['query: who?'],
      ['passage: she'],
    ]);
  });

  it('asks another name for questions where one is configured', async () => {
    const { embedding } = await open({}, { embeddingModel: 'e5-passage', embeddingQueryModel: 'e5-query' });
    await embedding.embed(['who?'], { kind: 'query' });
    await embedding.embed(['she']);
    expect(server.calls.map(({ body }) => (body as EmbeddingCallBody).model)).toEqual([
      'e5-query',
      'e5-passage',
    ]);
  });
});
