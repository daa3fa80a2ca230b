import { readFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { GraphValue } from '../../domain/graph-value.ts';
import type { CypherRequest, GraphStore } from '../../domain/ports/graph-store.ts';
import { cypherAttacks, forbiddenToEditors } from '../fixtures/cypher-attacks.ts';
import { cypherReads, newerReads } from '../fixtures/cypher-reads.ts';
import type { OpenStore, StoreHarness } from './graph-store.ts';
import { wholeIndex, writing } from './index-fixture.ts';

export const defaults = { params: {}, limit: 1000, timeoutMs: 20_000, write: false };

/** Runs a query to its end. */
export async function collect(
  store: GraphStore,
  query: string,
  options: Partial<CypherRequest> = {},
): Promise<{ columns: string[]; rows: GraphValue[][]; truncated: boolean }> {
  const result = await store.runCypher({ ...defaults, ...options, query });
  const rows: GraphValue[][] = [];
  for await (const row of result.rows) rows.push(row);
  const { truncated, rows: counted } = result.summary();
  expect(counted).toBe(rows.length);
  return { columns: result.columns, rows, truncated };
}

/** The examples of `adapters/stores/README.md` that run on both engines. */
function readmeQueries(): string[] {
  const text = readFileSync(new URL('../../adapters/stores/README.md', import.meta.url), 'utf8');
  const [both = ''] = text.split(/^## Nearest by vector/m);
  return [...both.matchAll(/```cypher\n(.*?)```/gs)].map((match) => match[1]?.trim() ?? '');
}

/** What `CypherRunner` promises about what a person may type. */
export function testCypherRunner(name: string, openStore: OpenStore): void {
  describe(`${name}: the guard`, () => {
    let harness: StoreHarness;
    let store: GraphStore;
    beforeAll(async () => {
      harness = await openStore();
      store = harness.store;
      await store.apply(writing(wholeIndex()));
    });
    afterAll(() => harness.dispose());

    it('knows at least sixty attacks and sixty reads', () => {
      expect(cypherAttacks.length).toBeGreaterThanOrEqual(60);
      expect(cypherReads.length).toBeGreaterThanOrEqual(60);
    });

    it.each(cypherAttacks.map(({ what, query }) => [what, query]))(
      'stops a query that %s',
      async (_what, query) => {
        const before = await store.info();
        const error = await collect(store, query).then(
          ({ rows }) => ({ code: 'it ran', rows }),
          (thrown: unknown) => thrown,
        );
        expect(error).toMatchObject({ code: expect.stringMatching(/^query-(refused|invalid)$/) });
        expect(await store.info()).toEqual(before);
      },
    );

    it('left the index as it was, and no new label', async () => {
      expect(await store.loadIndex()).toEqual(wholeIndex());
      const { labels } = await store.schema();
      expect(labels.filter((label) => /attack/i.test(label.name))).toEqual([]);
    });

    it.each(forbiddenToEditors.map(({ what, query }) => [what, query]))(
      'stops an editor whose query %s',
      async (_what, query) => {
        await expect(collect(store, query, { write: true })).rejects.toMatchObject({
          code: expect.stringMatching(/^query-(refused|invalid)$/),
        });
      },
    );

    it.each([...cypherReads, ...newerReads])('lets through: %s', async (query) => {
      const params = { id: 'e-1', names: ['e-3', 'e-5'] };
      const error = await collect(store, query, { params }).then(
        () => null,
        (thrown: { code: string }) => thrown.code,
      );
      expect(error === null || error === 'query-invalid', `${error}`).toBe(true);
    });

    it('runs most of the legal reads: no dialect lacks more than one in ten', async () => {
      const lacking: string[] = [];
      for (const query of cypherReads) {
        const params = { id: 'e-1', names: ['e-3', 'e-5'] };
        await collect(store, query, { params }).catch(() => lacking.push(query));
      }
      expect(lacking.length, lacking.join('\n')).toBeLessThanOrEqual(cypherReads.length / 10);
    });

    it.each(readmeQueries())('runs a query that the README shows: %s', async (query) => {
      const { columns } = await collect(store, query);
      expect(columns.length).toBeGreaterThan(0);
    });

    it('tells a write from a mistake', async () => {
      await expect(collect(store, 'CREATE (x)')).rejects.toMatchObject({ code: 'query-refused' });
      await expect(collect(store, 'LOAD CSV FROM "x" AS l RETURN l')).rejects.toMatchObject({
        code: 'query-refused',
        message: expect.stringContaining('LOAD CSV'),
      });
      await expect(collect(store, 'MATCH (n RETURN n')).rejects.toMatchObject({ code: 'query-invalid' });
    });

    it('points at the place of a mistake in what was typed', async () => {
      await expect(collect(store, 'MATCH (n:Entity)\nRETURN n.name,\n  n.x +')).rejects.toMatchObject({
        code: 'query-invalid',
        message: expect.stringMatching(/line 3, column \d+/),
      });
    });

    it.each(['', '   ', ';', '// nothing', 'EXPLAIN'])('has no query in %j', async (query) => {
      await expect(collect(store, query)).rejects.toMatchObject({ code: 'query-invalid' });
    });
  });

  describe(`${name}: what a query gives`, () => {
    let harness: StoreHarness;
    let store: GraphStore;
    beforeAll(async () => {
      harness = await openStore();
      store = harness.store;
      await store.apply(writing(wholeIndex()));
    });
    afterAll(() => harness.dispose());

    it('has columns as typed, or as named', async () => {
      const { columns } = await collect(
        store,
        'MATCH (e:Entity) RETURN e.name, count(*) AS number, toUpper( e.id )',
      );
      expect(columns).toEqual(['e.name', 'number', 'toUpper( e.id )']);
    });

    it('has columns even without rows', async () => {
      expect(await collect(store, 'MATCH (e:NoSuchLabel) RETURN e.name')).toEqual({
        columns: ['e.name'],
        rows: [],
        truncated: false,
      });
    });

    it('has nodes with labels and properties, also beside an aggregate', async () => {
      const { rows } = await collect(store, "MATCH (e:Entity {id: 'e-2'}) RETURN e, count(*)");
      expect(rows).toEqual([
        [
          {
            kind: 'node',
            id: expect.any(String),
            labels: expect.arrayContaining(['Entity', 'Document_']),
            properties: expect.objectContaining({ id: 'e-2', name: '2', rank: 2, aliases: ['2'] }),
          },
          1,
        ],
      ]);
    });

    it('has relationships whose ends are the ids of nodes', async () => {
      const { rows } = await collect(store, 'MATCH (a)-[r:CO_OCCURS_WITH]->(b) RETURN a, r, b');
      const [[a, r, b]] = rows as [[GraphValue, GraphValue, GraphValue]];
      expect(r).toMatchObject({ kind: 'relationship', type: 'CO_OCCURS_WITH', properties: { id: 'r-5' } });
      expect(r).toMatchObject({ startId: (a as { id: string }).id, endId: (b as { id: string }).id });
    });

    it('has paths in order', async () => {
      const { rows } = await collect(store, "MATCH p = (a:Entity {id: 'e-1'})-[:USES]->(b)-[]->(a) RETURN p");
      expect(rows).toHaveLength(1);
      expect(rows[0]?.[0]).toMatchObject({
        kind: 'path',
        nodes: [{ properties: { id: 'e-1' } }, { properties: { id: 'e-2' } }, { properties: { id: 'e-1' } }],
        relationships: [{ properties: { id: 'r-1' } }, { properties: { id: 'r-3' } }],
      });
    });

    it('has lists and maps of anything', async () => {
      const query =
        "MATCH (e:Entity {id: 'e-1'}) RETURN {list: [1, 'a', null, [true]], node: e, none: null} AS map";
      expect((await collect(store, query)).rows).toEqual([
        [{ list: [1, 'a', null, [true]], node: expect.objectContaining({ kind: 'node' }), none: null }],
      ]);
    });

    it('has integers beyond what JavaScript counts as text, dates as ISO text', async () => {
      const query =
        "RETURN 9007199254740991 AS a, 9223372036854775807 AS b, date('2024-05-01') AS c, 2.5 AS d, -7 AS e";
      expect((await collect(store, query)).rows).toEqual([
        [9007199254740991, '9223372036854775807', '2024-05-01', 2.5, -7],
      ]);
    });

    it('takes parameters of every JSON shape, and whole numbers as integers', async () => {
      const params = {
        text: '\' " ` \\ 中 😀',
        list: [1, 2.5, 'x', null, [true]],
        map: { a: { b: 'c' } },
        none: null,
        seven: 7,
      };
      const query =
        'RETURN $text AS text, $list AS list, $map.a.b AS inner, $none AS none, $seven / 2 AS half';
      expect((await collect(store, query, { params })).rows).toEqual([
        [params.text, params.list, 'c', null, 3],
      ]);
      const limited = await collect(
        store,
        'MATCH (e:Entity) RETURN e.id ORDER BY e.id SKIP $skip LIMIT $limit',
        {
          params: { skip: 1, limit: 2 },
        },
      );
      expect(limited.rows).toEqual([['e-2'], ['e-3']]);
    });

    it('names a parameter that is missing', async () => {
      await expect(collect(store, 'RETURN $missing AS x')).rejects.toMatchObject({
        code: 'query-invalid',
        message: expect.stringContaining('missing'),
      });
    });

    it('stops at the limit and says so', async () => {
      const cut = await collect(store, 'MATCH (e:Entity) RETURN e.id ORDER BY e.id', { limit: 2 });
      expect(cut).toMatchObject({ rows: [['e-1'], ['e-2']], truncated: true });
      const whole = await collect(store, 'MATCH (e:Entity) RETURN e.id ORDER BY e.id', { limit: 5 });
      expect(whole).toMatchObject({ truncated: false });
      expect(whole.rows).toHaveLength(5);
      const own = await collect(store, 'MATCH (e:Entity) RETURN e.id ORDER BY e.id LIMIT 3', { limit: 5 });
      expect(own).toMatchObject({ truncated: false });
    });

    it('is a plan for EXPLAIN, and a measured plan for PROFILE', async () => {
      for (const prefix of ['EXPLAIN', 'PROFILE']) {
        const { columns, rows } = await collect(store, `${prefix} MATCH (e:Entity) RETURN e.name`);
        expect(columns).toEqual(['plan']);
        expect(rows).toHaveLength(1);
        expect(rows[0]?.[0]).toMatch(/Scan/);
      }
    });

    it('is an error of the query where a row cannot be made', async () => {
      await expect(collect(store, 'UNWIND [1, 0] AS x RETURN 1 / x AS y')).rejects.toMatchObject({
        code: 'query-invalid',
      });
    });
  });

  describe(`${name}: a query that may write`, () => {
    let harness: StoreHarness;
    let store: GraphStore;
    beforeEach(async () => {
      harness = await openStore();
      store = harness.store;
      await store.apply(writing(wholeIndex()));
    });
    afterEach(() => harness.dispose());

    it('changes the graph for good, and counts as a version', async () => {
      const { rows } = await collect(store, "CREATE (n:Note {text: '新'}) RETURN n.text", { write: true });
      expect(rows).toEqual([['新']]);
      expect((await store.info()).version).toBe(2);
      store = await harness.reopen();
      expect((await collect(store, 'MATCH (n:Note) RETURN n.text')).rows).toEqual([['新']]);
      expect(await store.loadIndex()).toEqual(wholeIndex());
    });

    it('changes nothing when it only reads', async () => {
      await collect(store, 'MATCH (n) RETURN n', { write: true });
      expect((await store.info()).version).toBe(1);
    });

    it('changes nothing when it fails on the way', async () => {
      const query = 'UNWIND [1, 1, 0] AS x CREATE (n:Note {value: 1 / x})';
      await expect(collect(store, query, { write: true })).rejects.toMatchObject({ code: 'query-invalid' });
      expect((await collect(store, 'MATCH (n:Note) RETURN count(n)')).rows).toEqual([[0]]);
    });

    it('changes nothing without the leave to write', async () => {
      await expect(collect(store, 'CREATE (n:Note)')).rejects.toMatchObject({ code: 'query-refused' });
      expect((await collect(store, 'MATCH (n:Note) RETURN count(n)')).rows).toEqual([[0]]);
      expect((await store.info()).version).toBe(1);
    });
  });
}
