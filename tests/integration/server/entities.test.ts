import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  EntityDetailResponse,
  EntityListResponse,
  MentionListResponse,
  RelationshipListResponse,
  RelationshipResponse,
  SubgraphResponse,
} from '../../../domain/api/entities.ts';
import { startServer, type TestServer } from '../../support/server/start-server.ts';

let server: TestServer;
beforeEach(async () => {
  server = await startServer();
});
afterEach(() => server.close());

const get = async (path: string): Promise<unknown> => (await server.json(path)).body;
const names = async (query: string): Promise<string[]> =>
  EntityListResponse.parse(await get(`/api/entities?${query}`)).items.map(({ name }) => name);

describe('the list of entities', () => {
  it('is ordered by rank', async () => {
    expect(await names('')).toEqual(['LoRA', '知识图谱', 'Transformer']);
  });

  it('finds a name or an alias in any case and width', async () => {
    expect(await names('q=lora')).toEqual(['LoRA']);
    expect(await names('q=LOW-RANK')).toEqual(['LoRA']);
    expect(await names(`q=${encodeURIComponent('ＬｏＲＡ')}`)).toEqual(['LoRA']);
    expect(await names(`q=${encodeURIComponent('图谱')}`)).toEqual(['知识图谱']);
    expect(await names('q=nothing')).toEqual([]);
  });

  it('can be narrowed to a type and read page by page', async () => {
    expect(await names('type=MODEL')).toEqual(['Transformer']);
    const page = EntityListResponse.parse(await get('/api/entities?limit=2'));
    expect(page.total).toBe(3);
    expect(await names(`limit=2&cursor=${page.nextCursor}`)).toEqual(['Transformer']);
  });
});

describe('one entity', () => {
  it('tells why its names are one, where it belongs and where it is defined', async () => {
    const entity = EntityDetailResponse.parse(await get('/api/entities/e-lora'));
    expect(entity.merges).toMatchObject([
      { reason: 'stated-alias', evidence: { quote: 'LoRA freezes the weights of a Transformer.' } },
    ]);
    expect(entity.communities.map(({ id, level }) => [id, level])).toEqual([
      ['everything', 0],
      ['tuning', 1],
    ]);
    expect(entity.definition).toMatchObject({ documentId: 'd-lora', quote: 'LoRA trains small matrices.' });
  });

  it('without a description has no place of it', async () => {
    expect(await get('/api/entities/e-graph')).toMatchObject({ definition: null });
  });

  it('has mentions with their sentences', async () => {
    const { items, total } = MentionListResponse.parse(await get('/api/entities/e-transformer/mentions'));
    expect(total).toBe(2);
    expect(items.map(({ source, sentence }) => [source, sentence.text])).toEqual([
      ['notes/graph.md', 'Transformer 可以读懂它。'],
      ['notes/lora.md', 'LoRA freezes the weights of a Transformer.'],
    ]);
  });

  it('has relationships, stated ones before stronger co-occurrence, with the sentences that state them', async () => {
    const { items } = RelationshipListResponse.parse(await get('/api/entities/e-transformer/relationships'));
    expect(items.map(({ id }) => id)).toEqual(['r-stated', 'r-together']);
    expect(items[0]).toMatchObject({
      sourceName: 'LoRA',
      targetName: 'Transformer',
      evidence: [{ quote: 'LoRA freezes the weights of a Transformer.', source: 'notes/lora.md' }],
    });
  });

  it('has a neighborhood that says what was cut off', async () => {
    const near = SubgraphResponse.parse(await get('/api/entities/e-lora/neighborhood'));
    expect(near.entities.map(({ id }) => id)).toEqual(['e-lora', 'e-transformer']);
    expect(near.relationships).toMatchObject([{ id: 'r-stated', evidenceCount: 1 }]);
    const cut = SubgraphResponse.parse(await get('/api/entities/e-lora/neighborhood?hops=2&limit=2'));
    expect(cut.entities).toHaveLength(2);
    expect(cut.total).toEqual({ entities: 3, relationships: 2 });
  });

  it.each(['hops=4', 'hops=-1', 'limit=0', 'limit=501', 'hops=far'])(
    'refuses a neighborhood of %s',
    async (query) => {
      const { status, body } = await server.json(`/api/entities/e-lora/neighborhood?${query}`);
      expect(status).toBe(400);
      expect(body).toMatchObject({ error: { code: 'request-invalid' } });
    },
  );

  it.each(['', '/mentions', '/relationships', '/neighborhood'])(
    'that is absent is not found: %s',
    async (view) => {
      const { status, body } = await server.json(`/api/entities/none${view}`);
      expect(status).toBe(404);
      expect(body).toMatchObject({ error: { code: 'not-found' } });
    },
  );
});

describe('relationships', () => {
  it('come one by one with their evidence', async () => {
    const relationship = RelationshipResponse.parse(await get('/api/relationships/r-stated'));
    expect(relationship).toMatchObject({ type: 'FREEZES', origin: 'stated', evidence: [{ verified: true }] });
    expect((await server.json('/api/relationships/none')).status).toBe(404);
  });

  it('between two entities are found from either end', async () => {
    for (const query of ['between=e-lora&between=e-transformer', 'between=e-transformer&between=e-lora']) {
      const { items } = RelationshipListResponse.parse(await get(`/api/relationships?${query}`));
      expect(items.map(({ id }) => id)).toEqual(['r-stated']);
    }
    expect(await get('/api/relationships?between=e-lora&between=e-graph')).toMatchObject({ total: 0 });
  });

  it('are asked for with two ends that are there', async () => {
    expect((await server.json('/api/relationships')).status).toBe(400);
    expect((await server.json('/api/relationships?between=e-lora')).status).toBe(400);
    expect((await server.json('/api/relationships?between=e-lora&between=none')).status).toBe(404);
  });
});
