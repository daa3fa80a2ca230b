import type { Driver, ManagedTransaction } from 'neo4j-driver';
import type { CypherEngine, CypherRow, CypherStatement } from '../cypher-engine.ts';
import { createWriteQueue } from '../write-queue.ts';
import { createCommitWatch } from './commit-watch.ts';
import { toOwnError, toStoreError } from './neo4j-error.ts';
import { toQueryPlan } from './neo4j-plan.ts';
import { inSession } from './neo4j-session.ts';
import { createLimits } from './neo4j-stream.ts';
import { toParameters, toPlain, VECTOR_PROPERTIES } from './neo4j-values.ts';
import { LOCK_INDEX, writeOnce, writeStream } from './neo4j-write.ts';
import type { ReadingThreads } from './reading-threads.ts';

/** Measured with 1 GB of heap: a transaction of so many rows takes about half of it. */
const MAX_TRANSACTION_ROWS = 200_000;

interface Neo4jServer {
  driver: Driver;
  /** The same server for changes of the index, with the patience to outlast its restart. */
  writer: Driver;
  /** Reads what people ask. */
  readers: ReadingThreads;
  /** The user's home database when undefined. */
  database: string | undefined;
  /** Version of the server, e.g. `5.26.12`. */
  version: string;
}

/** The engine over a driver; the store's definitions are made before. */
export function createNeo4jEngine({ driver, writer, readers, database, version }: Neo4jServer): CypherEngine {
  const enqueue = createWriteQueue();
  const place = { driver, database };
  const keep = ({ query, params }: CypherStatement) =>
    inSession(place, 'WRITE', async (session) => {
      await session.executeWrite((transaction) => transaction.run(query, toParameters(params ?? {})));
    }).catch((error: unknown) => {
      throw toOwnError(error);
    });
  const commits = createCommitWatch({
    awaitCommit: () => keep({ query: `${LOCK_INDEX} RETURN m.lock` }),
    inTurn: enqueue,
  });

  return {
    kind: 'neo4j',
    dialect: {
      maxTransactionRows: MAX_TRANSACTION_ROWS,
      toolLabels: true,
      assign: '+=',
      recordOf: (node) => `${node} {.*, ${VECTOR_PROPERTIES.map((key) => `${key}: null`).join(', ')}}`,
      rewrite: (query) => query,
    },

    read: (statements) =>
      commits
        .read(() =>
          inSession(place, 'READ', (session) =>
            session.executeRead((transaction) => runAll(transaction, statements)),
          ),
        )
        .catch((error: unknown) => {
          throw toOwnError(error);
        }),

    write: (statements, options = {}) =>
      enqueue(() => writeOnce({ driver: writer, database }, commits, statements, options)),
    keep,

    explain: (query, params, limits) =>
      inSession(place, 'READ', async (session) => {
        const result = session.run(`EXPLAIN\n${query}`, toParameters(params));
        const { plan, queryType } = await createLimits(session, limits).within(result.summary());
        return toQueryPlan(plan, queryType);
      }).catch((error: unknown) => {
        throw toStoreError(error, 1);
      }),

    stream: (request) =>
      request.write ? enqueue(() => writeStream(place, commits, request)) : readers.open(request),

    describe: async () => ({ name: 'Neo4j', version, notes: [] }),
    async close() {
      await Promise.all([readers.close(), driver.close(), writer.close()]);
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
