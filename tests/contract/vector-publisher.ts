import { readFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { createRandom } from '../../algorithms/random.ts';
import type { GraphRagError } from '../../domain/errors.ts';
import type { GraphStore } from '../../domain/ports/graph-store.ts';
import type { PublishedRow, VectorPublisher } from '../../domain/ports/vector-publisher.ts';
import { vectorReads } from '../fixtures/cypher-reads.ts';
import { exported } from '../support/exchange-files.ts';
import type { OpenStore, StoreHarness } from './graph-store.ts';
import { collect } from './graph-store-cypher.ts';
import { anEntity, deleting, wholeIndex, writing } from './index-fixture.ts';

/** A server needs a while to come back. */
const CRASH_TIMEOUT_MS = 240_000;

const DIMENSION = 8;

/** Vectors that are written in several parts: few, for each is indexed among all others, and long. */
const ROWS = 1600;
const LENGTH = 1600;

/** A vector that points along one axis, and a little along the next; a view into a larger buffer, as those of a table are. */
function along(axis: number, dimension = DIMENSION): Float32Array {
  const vector = new Float32Array(3 * dimension).subarray(dimension, 2 * dimension);
  vector[axis % dimension] = 1;
  vector[(axis + 1) % dimension] = 0.25;
  return vector;
}

/** A row for each chunk, entity and community of `wholeIndex`, each along an axis of its own. */
function wholeRows(dimension = DIMENSION): PublishedRow[] {
  const { chunks, entities, communities } = wholeIndex();
  const rowsOf = (kind: PublishedRow['kind'], records: readonly { id: string }[]) =>
    records.map(({ id }, at) => ({ kind, id, textHash: `hash of ${id}`, vector: along(at, dimension) }));
  return [...rowsOf('chunk', chunks), ...rowsOf('entity', entities), ...rowsOf('community', communities)];
}

function hashesOf(rows: readonly PublishedRow[]): Map<string, string> {
  return new Map(rows.map(({ id, textHash }) => [id, textHash]));
}

/** The queries of `adapters/stores/README.md` that ask a vector index. */
function readmeVectorQueries(): string[] {
  const text = readFileSync(new URL('../../adapters/stores/README.md', import.meta.url), 'utf8');
  const [, section = ''] = text.split(/^## Nearest by vector/m);
  return [...section.matchAll(/```cypher\n(.*?)```/gs)].map((match) => match[1]?.trim() ?? '');
}

/** Ids and scores of what is nearest under a vector index, the nearest first. */
async function nearestIn(store: GraphStore, index: string, vector: Float32Array, number = 1) {
  const query = `CALL db.index.vector.queryNodes('${index}', ${number}, $vector) YIELD node, score RETURN node.id, score`;
  const { rows } = await collect(store, query, { params: { vector: [...vector] } });
  return rows as [string, number][];
}

/** Everything that `domain/ports/vector-publisher.ts` promises, and what those who query the graph see of it. */
export function testVectorPublisher(name: string, openStore: OpenStore): void {
  describe(`${name}: vectors`, () => {
    let harness: StoreHarness;
    let store: GraphStore;
    let vectors: VectorPublisher;
    const take = (opened: GraphStore) => {
      store = opened;
      if (!opened.vectors) throw new Error('The store publishes no vectors');
      vectors = opened.vectors;
    };
    beforeEach(async () => {
      harness = await openStore();
      take(harness.store);
      await store.apply(writing(wholeIndex()));
    });
    afterEach(() => harness.dispose());

    const nearest = (index: string, vector: Float32Array, number = 1) =>
      nearestIn(store, index, vector, number);

    it('are none at first, and those of a model afterwards, also when the store was closed and opened', async () => {
      expect(await vectors.published('a-model')).toEqual(new Map());
      await vectors.publish('a-model', wholeRows());
      expect(await vectors.published('a-model')).toEqual(hashesOf(wholeRows()));
      expect(await vectors.published('another')).toEqual(new Map());
      take(await harness.reopen());
      expect(await vectors.published('a-model')).toEqual(hashesOf(wholeRows()));
    });

    it('come one by one: what is there stays, what is written again is replaced', async () => {
      const [first, second] = wholeRows() as [PublishedRow, PublishedRow];
      await vectors.publish('a-model', [first]);
      await vectors.publish('a-model', [second]);
      await vectors.publish('a-model', []);
      expect(await vectors.published('a-model')).toEqual(hashesOf([first, second]));
      await vectors.publish('a-model', [{ ...first, textHash: 'new', vector: along(5) }]);
      expect(await vectors.published('a-model')).toEqual(
        new Map([
          [first.id, 'new'],
          [second.id, second.textHash],
        ]),
      );
      expect(await nearest('orrery_chunk_vectors', along(5))).toEqual([[first.id, expect.closeTo(1, 2)]]);
    });

    it('of records that are not there are passed over, and nothing is made of them', async () => {
      const unknown = wholeRows().map((row) => ({ ...row, id: `no-${row.id}` }));
      await vectors.publish('a-model', [...unknown, ...wholeRows()]);
      expect(await vectors.published('a-model')).toEqual(hashesOf(wholeRows()));
      expect(await store.loadIndex()).toEqual(wholeIndex());
    });

    it('give way to those of another model', async () => {
      await vectors.publish('a-model', wholeRows());
      const [row] = wholeRows() as [PublishedRow];
      await vectors.publish('another', [row]);
      expect(await vectors.published('a-model')).toEqual(new Map());
      expect(await vectors.published('another')).toEqual(hashesOf([row]));
      expect((await nearest('orrery_entity_vectors', along(0), 5)).length).toBe(0);
      const { rows } = await collect(store, 'MATCH (n) WHERE n.embedding IS NOT NULL RETURN n.id');
      expect(rows).toEqual([[row.id]]);
    });

    it('give way to those of another length, under indexes of that length', async () => {
      await vectors.publish('a-model', wholeRows());
      const [row] = wholeRows(4) as [PublishedRow];
      await vectors.publish('a-model', [row]);
      expect(await vectors.published('a-model')).toEqual(hashesOf([row]));
      expect(await nearest('orrery_chunk_vectors', along(0, 4))).toEqual([[row.id, expect.closeTo(1, 2)]]);
    });

    it('that are too long for the server are refused, with what to do, and another length works next', async () => {
      const long = wholeRows(5000);
      await expect(vectors.publish('long', long)).rejects.toMatchObject({
        code: 'config-invalid',
        message: expect.stringMatching(/5000.*4096/),
        hint: expect.stringContaining('shorter'),
      });
      expect(await vectors.published('long')).toEqual(new Map());
      await vectors.publish('a-model', wholeRows());
      expect(await vectors.published('a-model')).toEqual(hashesOf(wholeRows()));
    });

    it('stay on records that are written again, and go with those that are deleted', async () => {
      await vectors.publish('a-model', wholeRows());
      const { chunks, entities, communities } = wholeIndex();
      await store.apply(
        writing({
          chunks: chunks.map((chunk) => ({ ...chunk, extraction: null })),
          entities: entities.map((entity) => ({ ...entity, description: 'new', type: 'NEW', merges: [] })),
          communities: communities.map((community) => ({ ...community, title: 'new' })),
        }),
      );
      expect(await vectors.published('a-model')).toEqual(hashesOf(wholeRows()));
      expect(await nearest('orrery_entity_vectors', along(2))).toEqual([['e-3', expect.closeTo(1, 2)]]);

      await store.apply(deleting({ entities: ['e-3'], chunks: ['c-2'] }));
      const left = wholeRows().filter(({ id }) => id !== 'e-3' && id !== 'c-2');
      expect(await vectors.published('a-model')).toEqual(hashesOf(left));
      expect((await nearest('orrery_entity_vectors', along(2), 5)).map(([id]) => id)).not.toContain('e-3');
      await store.apply(writing({ entities: [anEntity({ id: 'e-3' })] }));
      expect(await vectors.published('a-model')).toEqual(hashesOf(left));
    });

    it('are taken away where their text is another or no more, and nowhere else', async () => {
      await vectors.publish('a-model', wholeRows());
      const gone = new Set(['c-2', 'e-3', 'm0-1']);
      await vectors.keepOnly((id, textHash) => textHash === `hash of ${id}` && !gone.has(id));
      const left = wholeRows().filter(({ id }) => !gone.has(id));
      expect(await vectors.published('a-model')).toEqual(hashesOf(left));
      expect(await store.loadIndex()).toEqual(wholeIndex());
      await vectors.keepOnly(() => false);
      const { rows } = await collect(store, 'MATCH (n) WHERE n.embedding IS NOT NULL RETURN n.id');
      expect(rows).toEqual([]);
      await vectors.publish('a-model', wholeRows());
      expect(await vectors.published('a-model')).toEqual(hashesOf(wholeRows()));
    });

    it('are no part of the index: not of what is loaded, exported or counted', async () => {
      const [index, file, info] = [await store.loadIndex(), await exported(store), await store.info()];
      await vectors.publish('a-model', wholeRows());
      expect(await store.loadIndex()).toEqual(index);
      expect((await exported(store)).equals(file)).toBe(true);
      expect(await store.info()).toEqual(info);
    });

    it(
      'may be cut off: what is there is told, and the rest is written by the next who comes',
      async () => {
        const ids = Array.from({ length: ROWS }, (_, at) => `n-${at}`);
        await store.apply(writing({ entities: ids.map((id) => anEntity({ id })) }));
        const random = createRandom(7);
        const rows = ids.map((id) => ({
          kind: 'entity' as const,
          id,
          textHash: `hash of ${id}`,
          vector: Float32Array.from({ length: LENGTH }, () => random.fraction() - 0.5),
        }));
        // A person's query sees each part as soon as it is committed, and does not wait its turn.
        const written = async () =>
          Number((await collect(store, 'MATCH (e:Entity) RETURN count(e.embeddingHash)')).rows[0]?.[0]);
        expect(await written()).toBe(0);
        const abort = new AbortController();
        const cut = vectors.publish('a-model', rows, { signal: abort.signal });
        cut.catch(() => undefined);
        await vi.waitUntil(async () => (await written()) > 0, 60_000);
        abort.abort(new Error('cut'));
        await expect(cut).rejects.toThrow('cut');

        const there = await vectors.published('a-model');
        expect(there.size).toBeLessThan(rows.length);
        for (const [id, hash] of there) expect(hash).toBe(`hash of ${id}`);
        const rest = async () => {
          const known = await vectors.published('a-model');
          return rows.filter(({ id }) => !known.has(id));
        };
        const broken = vectors.publish('a-model', await rest()).catch((error: GraphRagError) => error.code);
        await harness.crash();
        expect([undefined, 'store-unavailable']).toContain(await broken);
        await vectors.publish('a-model', await rest());
        expect(await vectors.published('a-model')).toEqual(hashesOf(rows));
        const { rows: counted } = await collect(
          store,
          'MATCH (e:Entity) WHERE size(e.embedding) = $length RETURN count(e)',
          { params: { length: LENGTH } },
        );
        expect(counted).toEqual([[ROWS]]);
      },
      CRASH_TIMEOUT_MS,
    );
  });

  describe(`${name}: vectors that are published`, () => {
    let harness: StoreHarness;
    let store: GraphStore;
    beforeAll(async () => {
      harness = await openStore();
      store = harness.store;
      await store.apply(writing(wholeIndex()));
      await store.vectors?.publish('a-model', wholeRows());
    });
    afterAll(() => harness.dispose());

    it('lead to the record that is nearest, of each kind', async () => {
      expect(await nearestIn(store, 'orrery_chunk_vectors', along(1))).toEqual([
        ['c-2', expect.closeTo(1, 2)],
      ]);
      expect(await nearestIn(store, 'orrery_entity_vectors', along(2))).toEqual([
        ['e-3', expect.closeTo(1, 2)],
      ]);
      expect(await nearestIn(store, 'orrery_community_vectors', along(0))).toEqual([
        ['m0-1', expect.closeTo(1, 2)],
      ]);
    });

    it.each([...readmeVectorQueries(), ...vectorReads])('answer a query that reads: %s', async (query) => {
      const params = { vector: [...along(3)], name: '2' };
      const run = collect(store, query, { params });
      if (query.startsWith('CYPHER 25') && name.endsWith(' 5')) {
        await expect(run).rejects.toMatchObject({ code: 'query-invalid' });
      } else expect((await run).rows.length).toBeGreaterThan(0);
    });

    it('do not flood what a query shows, and are given where they are asked for', async () => {
      const shown = await collect(
        store,
        'MATCH p = (c:Chunk)-[:HAS_ENTITY]->(e:Entity)-[:IN_COMMUNITY]->(m) RETURN p, c, collect(e)',
      );
      expect(shown.rows.length).toBeGreaterThan(0);
      expect(JSON.stringify(shown.rows)).not.toMatch(/embedding/);
      if (!name.endsWith(' 5')) {
        const vector = await collect(store, 'CYPHER 25 RETURN vector([1, 2.5], 2, FLOAT32) AS vector');
        expect(vector.rows).toEqual([[[1, 2.5]]]);
      }
      const asked = await collect(store, "MATCH (e:Entity {id: 'e-2'}) RETURN e.embedding, e.embeddingHash");
      expect(asked.rows).toEqual([[[...along(1)], 'hash of e-2']]);
      const { labels } = await store.schema();
      expect(labels.find((label) => label.name === 'Entity')?.properties).toContain('embedding');
    });
  });
}
