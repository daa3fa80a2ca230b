import { randomUUID } from 'node:crypto';
import { GraphRagError } from '../../../domain/errors.ts';
import type { CypherEngine, CypherRow, CypherStatement, WriteOptions } from '../cypher-engine.ts';
import { rewriteForEmbedded } from '../user-cypher/rewrite-query.ts';
import { createWriteQueue } from '../write-queue.ts';
import { EMBEDDED_NOTES } from './embedded-notes.ts';
import { expendableCall } from './expendable-call.ts';
import { openRowStream } from './row-stream.ts';
import { type StoreProcess, StoreProcessLost } from './store-process.ts';
import type { StoreSupervisor } from './store-supervisor.ts';

/** Our own reads and statements are bounded too: past this a query of ours hangs. */
const OWN_DEADLINE_MS = 180_000;
/** Measured: 80k rows need 1.6 s and 200 MB while they are being written. */
const MAX_TRANSACTION_ROWS = 400_000;

/** The engine over a supervised process. */
export function createEmbeddedEngine(supervisor: StoreSupervisor): CypherEngine {
  const enqueue = createWriteQueue();
  let writes = 0;

  return {
    kind: 'embedded',
    dialect: {
      maxTransactionRows: MAX_TRANSACTION_ROWS,
      toolLabels: false,
      assign: '=',
      recordOf: (node) => `properties(${node})`,
      rewrite: rewriteForEmbedded,
    },
    read: (statements) =>
      supervisor.run((process) => withOwnDeadline(process, () => readAll(process, statements))),
    write: (statements, options = {}) =>
      enqueue(async () => {
        await writeOnce(supervisor, statements, options);
        writes++;
      }),
    keep: (statement) =>
      supervisor.run(async (process) => {
        await withOwnDeadline(process, () => process.call('keep', { statement }));
      }),
    explain: (query, params, limits) =>
      supervisor.run((process) =>
        expendableCall(supervisor, process, () => process.call('explain', { query, params }), limits),
      ),
    async stream(request) {
      if (!request.write) return openRowStream(supervisor, request, null, () => writes);
      return enqueue(async () => {
        const stream = await openRowStream(supervisor, request, randomUUID(), () => writes);
        writes++;
        return stream;
      });
    },
    describe: async () => ({
      name: 'Grafeo (embedded)',
      version: supervisor.version,
      notes: [...EMBEDDED_NOTES],
    }),
    close: () => supervisor.close(),
  };
}

async function readAll(
  process: StoreProcess,
  statements: readonly CypherStatement[],
): Promise<CypherRow[][]> {
  const results: CypherRow[][] = statements.map(() => []);
  await process.call(
    'read',
    { statements },
    {
      onRows({ statement, columns, rows }) {
        const result = results[statement];
        for (const row of rows)
          result?.push(Object.fromEntries(columns.map((column, index) => [column, row[index]])));
      },
    },
  );
  return results;
}

/** One transaction; when its process ends, the token tells its successor whether the change was kept. */
function writeOnce(
  supervisor: StoreSupervisor,
  statements: readonly CypherStatement[],
  { signal, onStatement }: WriteOptions,
): Promise<void> {
  const token = randomUUID();
  return supervisor.run(async (process, attempt) => {
    if (attempt > 0 && (await process.call('last-write', {})) === token) return;
    signal?.throwIfAborted();
    await process.call('begin', {});
    try {
      for (const [index, statement] of statements.entries()) {
        signal?.throwIfAborted();
        await withOwnDeadline(process, () => process.call('statement', { statement }));
        onStatement?.(index + 1);
      }
      signal?.throwIfAborted();
      await process.call('commit', { token });
    } catch (error) {
      if (!(error instanceof StoreProcessLost)) await process.call('rollback', {}).catch(() => undefined);
      throw error;
    }
  });
}

/** Ends the process when work of ours hangs; its caller is told, and not sent again. */
async function withOwnDeadline<T>(process: StoreProcess, work: () => Promise<T>): Promise<T> {
  let expired = false;
  const deadline = setTimeout(() => {
    expired = true;
    void process.kill('the store did not answer');
  }, OWN_DEADLINE_MS);
  try {
    return await work();
  } catch (error) {
    if (!expired) throw error;
    throw new GraphRagError(
      'store-unavailable',
      `The embedded store did not answer within ${OWN_DEADLINE_MS / 1000} s`,
    );
  } finally {
    clearTimeout(deadline);
  }
}
