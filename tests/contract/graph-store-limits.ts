import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { GraphIndex } from '../../domain/graph-index.ts';
import type { GraphStore } from '../../domain/ports/graph-store.ts';
import type { OpenStore, StoreHarness } from './graph-store.ts';
import { collect, defaults } from './graph-store-cypher.ts';
import { aChunk, aDocument, anEntity, aRelationship, wholeIndex, writing } from './index-fixture.ts';

/** A server needs a while to come back. */
const CRASH_TIMEOUT_MS = 240_000;

const RUNAWAY =
  'MATCH (a:Entity), (b:Entity), (c:Entity) WHERE a.rank + b.rank + c.rank < 0 RETURN count(*) AS number';

/** What `GraphStore` promises under load: whole changes, time limits, cancelling, streams that do not fill the memory. */
export function testCypherLimits(name: string, openStore: OpenStore): void {
  describe(`${name}: many things at once`, () => {
    let harness: StoreHarness;
    let store: GraphStore;
    beforeEach(async () => {
      harness = await openStore();
      store = harness.store;
    });
    afterEach(() => harness.dispose());

    it('shows readers the index before or after a change, nothing between', async () => {
      await store.apply(writing(ring(300, 'A')));
      let writes = true;
      const writer = store.apply(writing(ring(2500, 'B'))).finally(() => {
        writes = false;
      });
      const seen = new Set<string>();
      const readAlong = async () => {
        while (writes) {
          const { entities, relationships } = await store.loadIndex();
          const marks = new Set(entities.map(({ description }) => description));
          seen.add(`${entities.length} entities ${[...marks]}, ${relationships.length} relationships`);
        }
      };
      await Promise.all([readAlong(), readAlong(), readAlong(), writer]);
      const whole = ['300 entities A, 300 relationships', '2500 entities B, 2500 relationships'];
      for (const state of seen) expect(whole).toContain(state);
      const { entities, relationships } = await store.loadIndex();
      expect([entities.length, relationships.length]).toEqual([2500, 2500]);
    });

    it('reads the index while one small change follows another', async () => {
      await store.apply(writing(ring(1500, 'A')));
      let reads = true;
      const index = store.loadIndex().finally(() => {
        reads = false;
      });
      let written = 0;
      while (reads) {
        await store.apply(
          writing({ documents: [aDocument({ id: `d-${written}`, source: `${written}.md` })] }),
        );
        written += 1;
      }
      const { entities, relationships, documents } = await index;
      expect([entities.length, relationships.length]).toEqual([1500, 1500]);
      expect(documents.length).toBeLessThanOrEqual(written + 1);
    });

    it('applies changes that come at the same time one after the other', async () => {
      const infos = await Promise.all(
        [1, 2, 3, 4, 5].map((number) =>
          store.apply(writing({ documents: [aDocument({ id: `d-${number}` })] })),
        ),
      );
      expect(infos.map(({ version }) => version).sort()).toEqual([1, 2, 3, 4, 5]);
      expect(await store.info()).toMatchObject({ version: 5, documents: 5 });
    });

    it('keeps an answer at once while a change is being written', async () => {
      let written = false;
      const change = store.apply(writing(ring(5000, 'X'))).finally(() => {
        written = true;
      });
      await store.saveAnswer({
        id: 'a-1',
        question: 'Now?',
        mode: 'basic',
        answered: false,
        text: '',
        citations: [],
        trace: [],
        at: '2026-01-02T03:04:05.000Z',
        milliseconds: 1,
      });
      expect(written).toBe(false);
      expect(await store.findAnswer('a-1')).toMatchObject({ question: 'Now?' });
      expect(await change).toMatchObject({ version: 1, entities: 5000 });
      store = await harness.reopen();
      expect(await store.findAnswer('a-1')).toMatchObject({ question: 'Now?' });
      expect(await store.info()).toMatchObject({ version: 1, entities: 5000, relationships: 5000 });
    });

    it('leaves the index as it was when a change is cancelled on the way', async () => {
      await store.apply(writing(wholeIndex()));
      const abort = new AbortController();
      const reason = new Error('enough');
      const change = store.apply(writing(ring(5000, 'X')), {
        signal: abort.signal,
        onProgress: (done, total) => done < total && abort.abort(reason),
      });
      await expect(change).rejects.toBe(reason);
      expect(await store.info()).toMatchObject({ version: 1, entities: 5 });
      expect(await store.loadIndex()).toEqual(wholeIndex());
      expect(await store.apply(writing({ documents: [aDocument({ id: 'd-9' })] }))).toMatchObject({
        version: 2,
      });
    });

    it(
      'leaves the index before or after, or marked, when the engine dies in the middle of a change',
      async () => {
        await store.apply(writing(wholeIndex()));
        const change = ring(4000, 'X');
        let crashed: Promise<void> | undefined;
        const outcome = await store
          .apply(writing(change), {
            onProgress(done, total) {
              if (done >= total / 3) crashed ??= harness.crash();
            },
          })
          .then(
            (info) => info.version,
            (error: { code: string }) => error.code,
          );
        await crashed;
        expect([2, 'store-unavailable']).toContain(outcome);
        store = await harness.reopen();
        const { version } = await store.info();
        if (outcome === 2) expect(version).toBe(2);
        const index = await store.loadIndex();
        if (await store.unfinished()) return;
        expect(index.entities.length).toBe(version === 1 ? 5 : 4005);
        expect(index.relationships.length).toBe(version === 1 ? 5 : 4005);
        expect(index.chunks.length).toBe(version === 1 ? 3 : 4);
      },
      CRASH_TIMEOUT_MS,
    );

    it(
      'answers again after the engine died while nothing was going on',
      async () => {
        const info = await store.apply(writing(wholeIndex()));
        await harness.crash();
        expect(await store.info()).toEqual(info);
        expect(await store.loadIndex()).toEqual(wholeIndex());
        expect(await store.apply(writing({ documents: [aDocument({ id: 'd-9' })] }))).toMatchObject({
          version: 2,
        });
      },
      CRASH_TIMEOUT_MS,
    );
  });

  describe(`${name}: changes beside a query`, () => {
    let harness: StoreHarness;
    let store: GraphStore;
    beforeEach(async () => {
      harness = await openStore();
      store = harness.store;
      await store.apply(writing(ring(3000, 'X')));
    });
    afterEach(() => harness.dispose());

    it('lets a change go through while a runaway is ended', async () => {
      const runaway = collect(store, RUNAWAY, { timeoutMs: 400 }).catch((error: unknown) => error);
      const info = await store.apply(writing(ring(6000, 'Y')));
      expect(await runaway).toMatchObject({ code: 'query-timeout' });
      expect(info).toMatchObject({ version: 2, entities: 6000, relationships: 6000 });
      expect(new Set((await store.loadIndex()).entities.map(({ description }) => description))).toEqual(
        new Set(['Y']),
      );
    });

    it('keeps no change waiting for a query that may write but only reads', async () => {
      let ended = false;
      const abort = new AbortController();
      const query = collect(store, RUNAWAY, { write: true, timeoutMs: 60_000, signal: abort.signal })
        .catch(() => undefined)
        .finally(() => {
          ended = true;
        });
      // By the time that others were answered it runs.
      for (let others = 0; others < 3; others++) await collect(store, 'RETURN 1 AS one');
      expect(await store.apply(writing({ documents: [aDocument({ id: 'd-new' })] }))).toMatchObject({
        version: 2,
      });
      expect(ended).toBe(false);
      abort.abort(new Error('enough'));
      await query;
      expect((await store.info()).version).toBe(2);
    });
  });

  describe(`${name}: limits of a query`, () => {
    let harness: StoreHarness;
    let store: GraphStore;
    beforeAll(async () => {
      harness = await openStore();
      store = harness.store;
      await store.apply(writing(ring(3000, 'X')));
    });
    afterAll(() => harness.dispose());

    it('ends a runaway at its time while everyone else is answered', async () => {
      // As in use: what reads rows has started.
      await Promise.all([collect(store, 'RETURN 1 AS one'), collect(store, 'RETURN 2 AS two')]);
      const runaway = collect(store, RUNAWAY, { timeoutMs: 3000 }).catch((error: unknown) => error);
      const answered: number[] = [];
      let running = true;
      void runaway.then(() => {
        running = false;
      });
      while (running) {
        answered.push((await store.info()).entities);
        const { rows } = await collect(store, "MATCH (e:Entity {id: 'e-00007'}) RETURN e.id");
        expect(rows).toEqual([['e-00007']]);
      }
      expect(await runaway).toMatchObject({ code: 'query-timeout' });
      expect(answered.length).toBeGreaterThan(2);
      expect(new Set(answered)).toEqual(new Set([3000]));
      expect((await collect(store, 'MATCH (e:Entity) RETURN count(e)')).rows).toEqual([[3000]]);
    });

    it('ends a query whose caller left, and answers the next', async () => {
      const abort = new AbortController();
      const reason = new Error('the reader left');
      const query = collect(store, RUNAWAY, { timeoutMs: 60_000, signal: abort.signal });
      await store.info();
      abort.abort(reason);
      await expect(query).rejects.toBe(reason);
      expect((await collect(store, 'RETURN 1 AS one')).rows).toEqual([[1]]);
    });

    it('does not start what is cancelled already', async () => {
      const reason = new Error('never mind');
      const query = collect(store, 'RETURN 1 AS one', { signal: AbortSignal.abort(reason) });
      await expect(query).rejects.toBe(reason);
    });

    it('streams a hundred thousand rows in order, as they are asked for', async () => {
      const result = await store.runCypher({
        ...defaults,
        query: 'UNWIND range(1, 100000) AS x RETURN x AS x, "row " + toString(x) AS text',
        limit: 1_000_000,
      });
      let expected = 0;
      for await (const [x, text] of result.rows) {
        expected++;
        if (x !== expected || text !== `row ${expected}`) throw new Error(`row ${expected} is ${x}, ${text}`);
      }
      expect(expected).toBe(100_000);
      expect(result.summary()).toMatchObject({ rows: 100_000, truncated: false });
    });

    it('holds few rows for a reader who is slow', async () => {
      const result = await store.runCypher({
        ...defaults,
        query:
          'UNWIND range(1, 100000) AS x RETURN x AS x, "a text of some length, repeated " + toString(x) AS text',
        limit: 1_000_000,
      });
      globalThis.gc?.();
      const start = process.memoryUsage().heapUsed + process.memoryUsage().external;
      let most = 0;
      let rows = 0;
      for await (const _ of result.rows) {
        if (++rows % 5000 !== 0) continue;
        await store.info();
        const { heapUsed, external } = process.memoryUsage();
        most = Math.max(most, heapUsed + external - start);
      }
      expect(rows).toBe(100_000);
      expect(most).toBeLessThan(50 * 1024 * 1024);
    });

    it('finds the shortest path between two of thousands', async () => {
      const query =
        "MATCH (a:Entity {id: 'e-00003'}), (b:Entity {id: 'e-00007'}), p = shortestPath((a)-[*..6]-(b)) RETURN length(p) AS hops";
      expect((await collect(store, query)).rows).toEqual([[4]]);
    });

    it("takes apart a row of millions at nobody else's cost", async () => {
      let longestPause = 0;
      let last = performance.now();
      const clock = setInterval(() => {
        longestPause = Math.max(longestPause, performance.now() - last);
        last = performance.now();
      }, 10);
      const query = 'UNWIND range(1, 4000000) AS x RETURN collect("row " + toString(x)) AS rows';
      const outcome = await collect(store, query, { timeoutMs: 6000 }).then(
        ({ rows }) => rows.length,
        (error: { code: string }) => error.code,
      );
      expect((await collect(store, 'RETURN 1 AS one')).rows).toEqual([[1]]);
      clearInterval(clock);
      expect([0, 1, 'query-timeout']).toContain(outcome);
      expect(longestPause).toBeLessThan(5000);
    });

    it('ends with its reader, also in the middle', async () => {
      const result = await store.runCypher({
        ...defaults,
        query: 'MATCH (a:Entity), (b:Entity) RETURN a.id, b.id',
        limit: 100_000,
      });
      let rows = 0;
      for await (const _ of result.rows) if (++rows === 10) break;
      expect(rows).toBe(10);
      expect((await collect(store, 'RETURN 1 AS one')).rows).toEqual([[1]]);
    });

    it('cuts what is endless at the limit, soon', async () => {
      const cut = await collect(store, 'MATCH (a:Entity), (b:Entity), (c:Entity) RETURN a.id, b.id, c.id', {
        limit: 50,
      });
      expect(cut).toMatchObject({ truncated: true });
      expect(cut.rows).toHaveLength(50);
    });

    it('lets many read at the same time', async () => {
      const results = await Promise.all(
        Array.from({ length: 40 }, (_, index) =>
          collect(store, 'MATCH (e:Entity {id: $id})-[r]->(f) RETURN f.id', {
            params: { id: `e-${String(index).padStart(5, '0')}` },
          }),
        ),
      );
      expect(results.map(({ rows }) => rows[0]?.[0])).toEqual(
        Array.from({ length: 40 }, (_, index) => `e-${String(index + 1).padStart(5, '0')}`),
      );
    });
  });
}

/** Entities in a ring, each linked to the next; `mark` stands in every description. */
function ring(size: number, mark: string): Partial<GraphIndex> {
  const id = (number: number) => `e-${String(number % size).padStart(5, '0')}`;
  const numbers = Array.from({ length: size }, (_, index) => index);
  return {
    documents: [aDocument({ id: 'd-ring', source: 'ring.md' })],
    chunks: [aChunk({ id: 'c-ring', documentId: 'd-ring' })],
    entities: numbers.map((number) => anEntity({ id: id(number), description: mark, rank: number })),
    relationships: numbers.map((number) =>
      aRelationship({ id: `ring-${number}`, sourceId: id(number), targetId: id(number + 1), evidence: [] }),
    ),
  };
}
