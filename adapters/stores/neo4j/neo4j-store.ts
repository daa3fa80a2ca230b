import { randomUUID } from 'node:crypto';
import type { Driver } from 'neo4j-driver';
import { GraphRagError } from '../../../domain/errors.ts';
import type { GraphStore } from '../../../domain/ports/graph-store.ts';
import type { CypherEngine } from '../cypher-engine.ts';
import { createGraphStore } from '../graph-store/graph-store.ts';
import { type Logger, silentLogger } from '../logger.ts';
import { takeLease } from './lease.ts';
import { connect, type Neo4jAddress } from './neo4j-connect.ts';
import { createNeo4jEngine } from './neo4j-engine.ts';
import { toStoreError } from './neo4j-error.ts';
import { toParameters } from './neo4j-values.ts';
import { createNeo4jVectors } from './neo4j-vectors.ts';
import { checkVersion } from './neo4j-version.ts';
import { checkOwnership, NEO4J_DEFINITIONS } from './prepare-neo4j.ts';
import { createReadingThreads } from './reading-threads.ts';

/** How long work is tried again while the server is away: a person waits less long than a change of the index. */
const READ_PATIENCE_MS = 20_000;
const WRITE_PATIENCE_MS = 120_000;

export interface Neo4jStoreOptions extends Neo4jAddress {
  /** The user's home database unless told. */
  database?: string | undefined;
  /** Agrees to keep the index in a database that holds other data, as long as no labels clash. */
  shared?: boolean | undefined;
  /** Names the data folder: one at a time has the index. Anyone's guess unless told, so that a restart waits for the old hold to end. */
  holder?: string | undefined;
  logger?: Logger;
}

/**
 * The graph in a Neo4j database.
 *
 * @throws GraphRagError `store-unavailable` (address, password, database, version), `conflict` (other data, another Orrery)
 */
export async function createNeo4jStore(options: Neo4jStoreOptions): Promise<GraphStore> {
  const { uri, database, shared = false, holder = randomUUID(), logger = silentLogger } = options;
  if (database?.toLowerCase() === 'system') throw noPlaceForGraphs();
  const driver = connect(options, READ_PATIENCE_MS);
  const writer = connect(options, WRITE_PATIENCE_MS);
  const { username, password } = options;
  const readers = createReadingThreads({
    address: { uri, username, password },
    database,
    patienceMs: READ_PATIENCE_MS,
  });
  try {
    // Asked once, without the driver's patience: a wrong address should be told at once.
    await driver.verifyConnectivity({ ...(database === undefined ? {} : { database }) });
    const version = await readVersion(driver, database);
    const engine = createNeo4jEngine({ driver, writer, readers, database, version });
    await checkOwnership(engine, shared);
    await define(driver, database);
    const lease = await takeLease(engine, holder, logger);
    logger.info({ uri, version }, 'the Neo4j store is open');
    const leased: CypherEngine = {
      ...engine,
      async write(statements, writeOptions) {
        lease.check();
        await engine.write(statements, writeOptions);
      },
      async keep(statement) {
        lease.check();
        await engine.keep(statement);
      },
      async stream(request) {
        if (request.write) lease.check();
        return engine.stream(request);
      },
      async close() {
        await lease.release();
        await engine.close();
      },
    };
    const vectors = createNeo4jVectors({
      engine: leased,
      version,
      async define(definition, params) {
        lease.check();
        await defineOne(writer, database, definition, params);
      },
    });
    return { ...createGraphStore(leased), ...(vectors ? { vectors } : {}) };
  } catch (error) {
    await Promise.all([driver.close(), writer.close()]);
    throw toStoreError(error);
  }
}

function noPlaceForGraphs(): GraphRagError {
  return new GraphRagError('config-invalid', "The database system is Neo4j's own; it holds no graph", {
    hint: "Leave NEO4J_DATABASE empty for the user's own, or name another; Community has one, called neo4j.",
  });
}

/** @throws GraphRagError `store-unavailable` when no server answers, or too old a one */
async function readVersion(driver: Driver, database: string | undefined): Promise<string> {
  const { records } = await driver.executeQuery(
    "CALL dbms.components() YIELD name, versions WHERE name = 'Neo4j Kernel' RETURN versions[0] AS version",
    {},
    { ...(database === undefined ? {} : { database }) },
  );
  const version = String(records[0]?.get('version') ?? '');
  checkVersion(version);
  return version;
}

/** Definitions cannot share a transaction with data, so each is run by itself. */
async function define(driver: Driver, database: string | undefined): Promise<void> {
  for (const definition of NEO4J_DEFINITIONS) await defineOne(driver, database, definition);
}

async function defineOne(
  driver: Driver,
  database: string | undefined,
  definition: string,
  params: Record<string, unknown> = {},
): Promise<void> {
  const where = database === undefined ? {} : { database };
  await driver.executeQuery(definition, toParameters(params), where).catch((error: unknown) => {
    throw toStoreError(error);
  });
}
