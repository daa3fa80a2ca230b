import neo4j from 'neo4j-driver';
import { createNeo4jStore } from '../../adapters/stores/neo4j/neo4j-store.ts';
import { hasNeo4jJars, type Neo4jLine } from '../../scripts/neo4j/neo4j-jars.ts';
import { type Neo4jServer, startNeo4j } from '../../scripts/neo4j/neo4j-server.ts';
import type { StoreHarness } from '../contract/graph-store.ts';

/**
 * A server for tests. Only CI brings the jars over the network by itself; elsewhere `npm run neo4j` has brought them, or the tests are
 * left out, and say so.
 */
export async function startTestNeo4j(line: Neo4jLine): Promise<Neo4jServer | { reason: string }> {
  if (!process.env.CI && !(await hasNeo4jJars(line))) {
    return { reason: `the jars of Neo4j are not here; npm run neo4j -- ${line} brings them once` };
  }
  return startNeo4j(line).catch((error: Error) => ({ reason: error.message }));
}

/** Opens the store on a server of our own, emptied first. Definitions stay from test to test, as they do for people. */
export async function openNeo4jHarness(server: Neo4jServer): Promise<StoreHarness> {
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
    crash: () => server.restart(),
    dispose: () => harness.store.close(),
  };
  return harness;
}

/** Deletes every node and relationship. */
export async function emptyDatabase({ uri, username, password }: Neo4jServer): Promise<void> {
  const driver = neo4j.driver(uri, neo4j.auth.basic(username, password));
  try {
    const session = driver.session();
    await session.run('MATCH (n) CALL { WITH n DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS');
    await session.close();
  } finally {
    await driver.close();
  }
}
