import { randomUUID } from 'node:crypto';
import { session as accessModes, type Driver, type ManagedTransaction } from 'neo4j-driver';
import type {
  CypherEngine,
  CypherRow,
  CypherStatement,
  RowStream,
  StreamRequest,
  WriteOptions,
} from '../cypher-engine.ts';
import { createWriteQueue } from '../write-queue.ts';
import { toOwnError, toStoreError } from './neo4j-error.ts';
import { profileText, toQueryPlan } from './neo4j-plan.ts';
import { closeQuietly, createLimits, openReadStream, queryText, streamOf } from './neo4j-stream.ts';
import { toGraphValue, toParameters, toPlain, VECTOR_PROPERTIES } from './neo4j-values.ts';

/** Measured with 1 GB of heap: a transaction of so many rows takes about half of it. */
const MAX_TRANSACTION_ROWS = 200_000;

export interface Neo4jConnection {
  driver: Driver;
  /** The same server for changes of the index, with the patience to outlast its restart. */
  writer: Driver;
  /** The user's home database when undefined. */
  database: string | undefined;
  /** Version of the server, e.g. `5.26.12`. */
  version: string;
}

/** The engine over a driver; the store's definitions are made before. */
export function createNeo4jEngine(connection: Neo4jConnection): CypherEngine {
  const { driver, writer, database, version } = connection;
  const enqueue = createWriteQueue();
  const where = database === undefined ? {} : { database };

  return {
    kind: 'neo4j',
    dialect: {
      maxTransactionRows: MAX_TRANSACTION_ROWS,
      toolLabels: true,
      assign: '+=',
      recordOf: (node) => `${node} {.*, ${VECTOR_PROPERTIES.map((key) => `${key}: null`).join(', ')}}`,
      rewrite: (query) => query,
    },

    async read(statements) {
      const session = driver.session({ ...where, defaultAccessMode: accessModes.READ });
      try {
        return await session.executeRead((transaction) => runAll(transaction, statements));
      } catch (error) {
        throw toOwnError(error);
      } finally {
        await closeQuietly(session);
      }
    },

    write: (statements, options = {}) => enqueue(() => writeOnce(connection, statements, options)),

    async keep({ query, params }) {
      const session = driver.session({ ...where, defaultAccessMode: accessModes.WRITE });
      try {
        await session.executeWrite((transaction) => transaction.run(query, toParameters(params ?? {})));
      } catch (error) {
        throw toOwnError(error);
      } finally {
        await closeQuietly(session);
      }
    },

    async explain(query, params, limits) {
      const session = driver.session({ ...where, defaultAccessMode: accessModes.READ });
      try {
        const result = session.run(`EXPLAIN\n${query}`, toParameters(params));
        const { plan, queryType } = await createLimits(session, limits).within(result.summary());
        return toQueryPlan(plan, queryType);
      } catch (error) {
        throw toStoreError(error, 1);
      } finally {
        await closeQuietly(session);
      }
    },

    stream: (request) =>
      request.write
        ? enqueue(() => writeStream(connection, request))
        : openReadStream(driver, database, request),

    describe: async () => ({ name: 'Neo4j', version, notes: [] }),
    async close() {
      await Promise.all([driver.close(), writer.close()]);
    },
  };
}

async function runAll(
  transaction: ManagedTransaction,
  statements: readonly CypherStatement[],
): Promise<CypherRow[][]> {
  const results: CypherRow[][] = [];
  for (const { query, params } of statements) {
    const { records } = await transaction.run(query, toParameters(params ?? {}));
    results.push(records.map((record) => toPlain(record.toObject()) as CypherRow));
  }
  return results;
}

const CLAIM =
  "MERGE (m:OrreryIndex {id: 'index'}) WITH m, m.lastWrite = $token AS kept SET m.lastWrite = $token RETURN kept AS kept";

/**
 * One transaction; the driver does it again after errors that pass. The token, written first, tells whether a commit whose answer was
 * lost did happen, and locks the node, so that writers of other processes wait.
 */
async function writeOnce(
  { writer, database }: Neo4jConnection,
  statements: readonly CypherStatement[],
  { signal, onStatement }: WriteOptions,
): Promise<void> {
  signal?.throwIfAborted();
  const token = randomUUID();
  const session = writer.session({
    defaultAccessMode: accessModes.WRITE,
    ...(database === undefined ? {} : { database }),
  });
  try {
    await session.executeWrite(async (transaction) => {
      const { records } = await transaction.run(CLAIM, { token });
      if (records[0]?.get('kept') === true) return;
      // The next statement is on its way while the server works on the one before.
      let before: PromiseLike<unknown> = Promise.resolve();
      for (const [index, { query, params }] of statements.entries()) {
        signal?.throwIfAborted();
        const result = transaction.run(query, toParameters(params ?? {})).summary();
        result.catch(() => undefined);
        await before;
        onStatement?.(index);
        before = result;
      }
      await before;
      onStatement?.(statements.length);
      signal?.throwIfAborted();
    });
  } catch (error) {
    throw toOwnError(error);
  } finally {
    await closeQuietly(session);
  }
}

/** Runs a person's query that may write: once, all of its rows taken before it is kept, and then the version grows. */
async function writeStream(
  { driver, database }: Neo4jConnection,
  request: StreamRequest,
): Promise<RowStream> {
  const session = driver.session({
    defaultAccessMode: accessModes.WRITE,
    ...(database === undefined ? {} : { database }),
  });
  const limits = createLimits(session, request);
  try {
    const transaction = await limits.within(session.beginTransaction({ timeout: request.timeoutMs }));
    const result = transaction.run(queryText(request), toParameters(request.params));
    const columns = await limits.within(result.keys());
    const { records, summary } = await limits.within(result);
    const { counters, profile } = summary;
    if (counters.containsUpdates()) {
      await limits.within(
        transaction.run("MERGE (m:OrreryIndex {id: 'index'}) SET m.version = coalesce(m.version, 0) + 1"),
      );
      await limits.within(transaction.commit());
    } else await limits.within(transaction.rollback());
    if (request.profile) return streamOf(['plan'], [[profileText(profile)]]);
    return streamOf(
      columns,
      records.slice(0, request.maxRows).map((record) => record.map(toGraphValue)),
    );
  } catch (error) {
    throw toStoreError(error);
  } finally {
    await closeQuietly(session);
  }
}
