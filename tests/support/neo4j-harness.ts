import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import neo4j, { type Driver, type QueryConfig } from 'neo4j-driver';
import { createNeo4jStore } from '../../adapters/stores/neo4j/neo4j-store.ts';
import { hasNeo4jJars, type Neo4jLine } from '../../scripts/neo4j/neo4j-jars.ts';
import { startNeo4j } from '../../scripts/neo4j/neo4j-server.ts';
import type { StoreHarness } from '../contract/graph-store.ts';

/** Says that the database behind `NEO4J_URI` may be emptied, whatever is in it. */
const MAY_EMPTY = 'ORRERY_TESTS_MAY_EMPTY_NEO4J';
const LOCK = join(tmpdir(), 'orrery-tests-use-neo4j');
const LOCK_LOOK_MS = 200;

/** What tests need of a server, ours or a running one. */
export interface TestNeo4j {
  readonly uri: string;
  readonly username: string;
  readonly password: string;
  /** Ends all that goes on there as a crash would; it answers again when this resolves. */
  crash(): Promise<void>;
  /** Leaves nothing of the tests behind. */
  stop(): Promise<void>;
}

/**
 * A server for tests: the one that `NEO4J_URI` names, else one of our own. Only CI brings the jars over the network by itself;
 * elsewhere `npm run neo4j` has brought them, or the tests are left out, and say so.
 *
 * @param line `any` takes whatever line is running, or starts the older one
 * @throws Error when the running one has data, which it may not lose unless told
 */
export async function startTestNeo4j(line: Neo4jLine | 'any'): Promise<TestNeo4j | { reason: string }> {
  if (process.env.NEO4J_URI) return takeRunning(process.env.NEO4J_URI, line);
  const own = line === 'any' ? '5' : line;
  if (!process.env.CI && !(await hasNeo4jJars(own))) {
    return { reason: `the jars of Neo4j are not here; npm run neo4j -- ${own} brings them once` };
  }
  const server = await startNeo4j(own, { shortLived: true }).catch((error: Error) => ({
    reason: error.message,
  }));
  return 'reason' in server ? server : { ...server, crash: () => server.restart() };
}

async function takeRunning(uri: string, line: Neo4jLine | 'any'): Promise<TestNeo4j | { reason: string }> {
  const { NEO4J_USERNAME: username = 'neo4j', NEO4J_PASSWORD: password = '' } = process.env;
  const driver = neo4j.driver(uri, neo4j.auth.basic(username, password));
  const server = { uri, username, password };
  try {
    const { agent = '' } = await driver.getServerInfo();
    const running = agent.startsWith('Neo4j/5.') ? '5' : '2026';
    if (line !== 'any' && line !== running) {
      return { reason: `NEO4J_URI is ${agent}; without NEO4J_URI each line has a server of its own` };
    }
    const unlock = await lock();
    const { records } = await driver.executeQuery('MATCH (n) RETURN count(n) AS nodes');
    const nodes = Number(records[0]?.get('nodes') ?? 0);
    if (nodes > 0 && process.env[MAY_EMPTY] !== '1') {
      await unlock();
      throw new Error(
        `The database at NEO4J_URI holds ${nodes} nodes, and tests empty it: give an empty one, or set ${MAY_EMPTY}=1`,
      );
    }
    return {
      ...server,
      crash: () => dropConnections(server),
      async stop() {
        try {
          await emptyDatabase(server);
          await dropDefinitions(server);
        } finally {
          await unlock();
        }
      },
    };
  } finally {
    await driver.close();
  }
}

/** Files of tests run beside one another; a database has one of them at a time. @returns what gives it to the next */
async function lock(): Promise<() => Promise<void>> {
  const unlock = () => rm(LOCK, { recursive: true, force: true });
  for (;;) {
    try {
      await mkdir(LOCK);
      await writeFile(join(LOCK, 'pid'), String(process.pid));
      return unlock;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    const pid = Number(await readFile(join(LOCK, 'pid'), 'utf8').catch(() => process.pid));
    if (!isAlive(pid)) await unlock();
    else await delay(LOCK_LOOK_MS);
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** Opens the store on a server for tests, emptied first. Definitions stay from test to test, as they do for people. */
export async function openNeo4jHarness(server: TestNeo4j): Promise<StoreHarness> {
  await emptyDatabase(server);
  const { uri, username, password } = server;
  const open = () => createNeo4jStore({ uri, username, password, holder: 'contract' });
  const harness: StoreHarness = {
    store: await open(),
    async reopen() {
      await harness.store.close();
      harness.store = await open();
      return harness.store;
    },
    crash: () => server.crash(),
    dispose: () => harness.store.close(),
  };
  return harness;
}

type Address = Pick<TestNeo4j, 'uri' | 'username' | 'password'>;

/** Deletes every node and relationship. */
export function emptyDatabase(address: Address): Promise<void> {
  return withDriver(address, async (driver) => {
    const session = driver.session();
    await session.run('MATCH (n) CALL { WITH n DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS');
    await session.close();
  });
}

/** What a crash is to those who are connected, where the server is not ours to end: all transactions and connections are lost. */
function dropConnections(address: Address): Promise<void> {
  return withDriver(address, async (driver) => {
    const asSystem: QueryConfig = { database: 'system' };
    const { records } = await driver.executeQuery(
      'CALL dbms.listConnections() YIELD connectionId, userAgent',
      {},
      asSystem,
    );
    const ids = records
      .filter((record) => record.get('userAgent') === 'orrery')
      .map((record) => record.get('connectionId'));
    await driver.executeQuery('CALL dbms.killConnections($ids)', { ids }, asSystem);
  });
}

/** Constraints and indexes of the store. */
function dropDefinitions(address: Address): Promise<void> {
  return withDriver(address, async (driver) => {
    for (const [kind, kinds] of [
      ['CONSTRAINT', 'CONSTRAINTS'],
      ['INDEX', 'INDEXES'],
    ]) {
      const { records } = await driver.executeQuery(
        `SHOW ${kinds} YIELD name WHERE name STARTS WITH 'orrery_' RETURN name`,
      );
      for (const record of records) await driver.executeQuery(`DROP ${kind} ${record.get('name')} IF EXISTS`);
    }
  });
}

async function withDriver<T>(
  { uri, username, password }: Address,
  work: (driver: Driver) => Promise<T>,
): Promise<T> {
  const driver = neo4j.driver(uri, neo4j.auth.basic(username, password));
  try {
    return await work(driver);
  } finally {
    await driver.close();
  }
}
