import neo4j, { type Driver } from 'neo4j-driver';
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createNeo4jStore, type Neo4jStoreOptions } from '../../adapters/stores/neo4j/neo4j-store.ts';
import type { GraphStore } from '../../domain/ports/graph-store.ts';
import { emptyDatabase, startTestNeo4j } from '../support/neo4j-harness.ts';
import { collect } from './graph-store-cypher.ts';
import { anEntity, wholeIndex, writing } from './index-fixture.ts';

const server = await startTestNeo4j('any');

if ('reason' in server) {
  process.stderr.write(`\nTHE NEO4J STORE IS NOT TESTED HERE: ${server.reason}\n`);
  describe('the Neo4j store', () => {
    it.skip(`is not tested here: ${server.reason}`, () => {});
  });
} else {
  /** What only the Neo4j store promises: who may have a database, and errors that say what to change. */
  describe('the Neo4j store', () => {
    const { uri, username, password } = server;
    const stores: GraphStore[] = [];
    const driver: Driver = neo4j.driver(uri, neo4j.auth.basic(username, password));

    const open = async (options: Partial<Neo4jStoreOptions> = {}) => {
      const store = await createNeo4jStore({ uri, username, password, holder: 'one', ...options });
      stores.push(store);
      return store;
    };

    beforeEach(() => emptyDatabase(server));
    afterEach(async () => {
      await Promise.all(stores.splice(0).map((store) => store.close()));
    });
    afterAll(async () => {
      await driver.close();
      await server.stop();
    });

    it('says which address does not answer', async () => {
      await expect(open({ uri: 'bolt://127.0.0.1:9' })).rejects.toMatchObject({
        code: 'store-unavailable',
        message: expect.stringContaining('127.0.0.1:9'),
        hint: expect.stringContaining('NEO4J_URI'),
      });
    });

    it('says in one short line that nobody there speaks TLS, or that no cluster is there', async () => {
      for (const wrong of [uri.replace(/^\w+:/, 'neo4j+s:'), 'neo4j://127.0.0.1:9']) {
        await expect(open({ uri: wrong })).rejects.toMatchObject({
          code: 'store-unavailable',
          message: expect.stringMatching(/^Neo4j does not answer: .{1,100}$/),
          hint: expect.stringContaining('TLS'),
        });
      }
    });

    it('takes the address of a cluster too', async () => {
      const store = await open({ uri: uri.replace(/^\w+:/, 'neo4j:') });
      expect(await store.apply(writing(wholeIndex()))).toMatchObject({ version: 1 });
    });

    it('leaves nothing running on the server when a query is ended, whether by its time or by its reader', async () => {
      const store = await open();
      await store.apply(
        writing({ entities: Array.from({ length: 300 }, (_, at) => anEntity({ id: `e-${at}` })) }),
      );
      const endless =
        'MATCH (a:Entity), (b:Entity), (c:Entity), (d:Entity) WHERE a.rank + b.rank + c.rank + d.rank < 0 RETURN count(*)';
      const running = async () => {
        const { records } = await driver.executeQuery(
          'SHOW TRANSACTIONS YIELD currentQuery WHERE currentQuery STARTS WITH $endless RETURN currentQuery',
          { endless },
        );
        return records.length;
      };
      await expect(collect(store, endless, { timeoutMs: 500 })).rejects.toMatchObject({
        code: 'query-timeout',
      });
      await vi.waitUntil(async () => (await running()) === 0, 20_000);

      const abort = new AbortController();
      const left = collect(store, endless, { timeoutMs: 60_000, signal: abort.signal });
      left.catch(() => undefined);
      await vi.waitUntil(async () => (await running()) === 1, 20_000);
      abort.abort(new Error('the reader left'));
      await expect(left).rejects.toThrow('the reader left');
      await vi.waitUntil(async () => (await running()) === 0, 20_000);
    });

    it('says that an address is none', async () => {
      for (const wrong of ['', 'localhost', 'http://127.0.0.1:7474', 'bolt//x']) {
        await expect(open({ uri: wrong })).rejects.toMatchObject({
          code: 'config-invalid',
          message: expect.stringContaining('NEO4J_URI'),
        });
      }
    });

    it('says that the password is wrong', async () => {
      await expect(open({ password: 'wrong password' })).rejects.toMatchObject({
        code: 'store-unavailable',
        retryable: false,
        hint: expect.stringContaining('NEO4J_PASSWORD'),
      });
    });

    it('says that there is no such database', async () => {
      await expect(open({ database: 'elsewhere' })).rejects.toMatchObject({
        code: 'store-unavailable',
        message: expect.stringContaining('elsewhere'),
        hint: expect.stringContaining('NEO4J_DATABASE'),
      });
    });

    it('takes the database by its name', async () => {
      const store = await open({ database: 'neo4j' });
      expect(await store.apply(writing(wholeIndex()))).toMatchObject({ version: 1 });
    });

    it('refuses a database with other data, and leaves it alone, unless sharing is agreed to', async () => {
      await driver.executeQuery("CREATE (:Person {name: 'Ada'})-[:KNOWS]->(:Person {name: 'Bob'})");
      await expect(open()).rejects.toMatchObject({
        code: 'conflict',
        hint: expect.stringContaining('--shared'),
      });
      const { records } = await driver.executeQuery('MATCH (n) RETURN labels(n) AS labels');
      expect(records.map((record) => record.get('labels'))).toEqual([['Person'], ['Person']]);

      const store = await open({ shared: true });
      await store.apply(writing(wholeIndex()));
      expect(await store.loadIndex()).toEqual(wholeIndex());
      expect((await collect(store, 'MATCH (:Person)-[:KNOWS]->(p:Person) RETURN p.name')).rows).toEqual([
        ['Bob'],
      ]);
    });

    it('refuses a database whose labels are ours but whose data is not, whatever was agreed to', async () => {
      await driver.executeQuery("CREATE (:Document {title: 'Not ours'})");
      await expect(open({ shared: true })).rejects.toMatchObject({
        code: 'conflict',
        message: expect.stringContaining('Document'),
      });
    });

    it('admits one data folder at a time, and the same one again at once', async () => {
      const first = await open({ holder: 'one' });
      await expect(open({ holder: 'two' })).rejects.toMatchObject({
        code: 'conflict',
        hint: expect.stringMatching(/within \d+ s/),
      });
      await open({ holder: 'one' });
      await first.close();
      const second = await open({ holder: 'two' });
      expect((await second.apply(writing({ entities: [anEntity()] }))).version).toBe(1);
    });

    it('takes over from a holder that has been silent for long', async () => {
      await open({ holder: 'one' });
      await driver.executeQuery("MATCH (m:OrreryIndex {id: 'index'}) SET m.leaseUntil = timestamp() - 1");
      await open({ holder: 'two' });
    });

    it('bears the labels that other tools look for, and finds text in both languages', async () => {
      const store = await open();
      await store.apply(
        writing({
          entities: [
            anEntity({ id: 'e-1', name: '知识图谱' }),
            anEntity({ id: 'e-2', name: 'Vector index' }),
          ],
        }),
      );
      expect((await collect(store, 'MATCH (e:__Entity__) RETURN count(e)')).rows).toEqual([[2]]);
      const search = (text: string) =>
        collect(
          store,
          "CALL db.index.fulltext.queryNodes('orrery_entities', $text) YIELD node RETURN node.id",
          {
            params: { text },
          },
        );
      expect((await search('图谱')).rows).toEqual([['e-1']]);
      expect((await search('vector')).rows).toEqual([['e-2']]);
    });
  });
}
