import type { Result, Session } from 'neo4j-driver';
import type { GraphValue } from '../../../domain/graph-value.ts';
import type { QueryLimits, RowStream, StreamRequest } from '../cypher-engine.ts';
import { queryTimeout } from '../query-timeout.ts';
import { toStoreError } from './neo4j-error.ts';
import { profileText } from './neo4j-plan.ts';
import { closeQuietly, openSession, type SessionPlace } from './neo4j-session.ts';
import { toGraphValue, toParameters } from './neo4j-values.ts';

const ROWS_PER_BATCH = 500;
/** The server ends a transaction of ours by itself only long after we would have. */
const SERVER_GRACE_MS = 600_000;

/** Runs a person's query that may only read; rows are pulled from the server as they are asked for, and nothing is kept. */
export async function openReadStream(place: SessionPlace, request: StreamRequest): Promise<RowStream> {
  const session = openSession(place, 'READ', { fetchSize: ROWS_PER_BATCH });
  const limits = createLimits(session, request);
  try {
    const transaction = session.beginTransaction({ timeout: request.timeoutMs + SERVER_GRACE_MS });
    const open = await limits.within(transaction);
    const result = open.run(queryText(request), toParameters(request.params));
    const columns = await limits.within(result.keys());
    if (request.profile) return await profiled(limits, result, session);
    return rowsOf(limits, result, columns, request.maxRows, session);
  } catch (error) {
    await closeQuietly(session);
    throw toStoreError(error);
  }
}

export function queryText(request: StreamRequest): string {
  return request.profile ? `PROFILE ${request.query}` : request.query;
}

function rowsOf(
  limits: Limits,
  result: Result,
  columns: string[],
  maxRows: number,
  session: Session,
): RowStream {
  const records = result[Symbol.asyncIterator]();
  let pulled = 0;
  let ended = false;
  const pull = async () => {
    const rows: GraphValue[][] = [];
    while (rows.length < ROWS_PER_BATCH && pulled < maxRows) {
      const next = await records.next();
      if (next.done) break;
      pulled++;
      rows.push(next.value.map(toGraphValue));
    }
    return rows;
  };
  const end = async () => {
    ended = true;
    await closeQuietly(session);
  };
  return {
    columns,
    async next() {
      if (ended) return null;
      const rows = await limits.within(pull()).catch(async (error: unknown) => {
        await end();
        throw toStoreError(error);
      });
      if (rows.length > 0) return rows;
      await end();
      return null;
    },
    close: end,
  };
}

async function profiled(limits: Limits, result: Result, session: Session): Promise<RowStream> {
  const summary = await limits.within(result.summary());
  await closeQuietly(session);
  return streamOf(['plan'], [[profileText(summary.profile)]]);
}

/** Rows that are all here already. */
export function streamOf(columns: string[], rows: GraphValue[][]): RowStream {
  let rest = rows;
  return {
    columns,
    async next() {
      const batch = rest;
      rest = [];
      return batch.length > 0 ? batch : null;
    },
    async close() {
      rest = [];
    },
  };
}

/** Time left to a query, counted only while it is waited for, and the signal of who asked. */
export interface Limits {
  /** Waits no longer than that. Closing the session makes the server stop. @throws `query-timeout`, the signal's own error */
  within<T>(work: Promise<T> | PromiseLike<T>): Promise<T>;
}

export function createLimits(session: Session, { timeoutMs, signal }: QueryLimits): Limits {
  let left = timeoutMs;
  return {
    within(work) {
      signal?.throwIfAborted();
      const started = performance.now();
      return new Promise((resolve, reject) => {
        const stop = (error: unknown) => {
          reject(error);
          void closeQuietly(session);
        };
        const timer = setTimeout(() => stop(queryTimeout()), Math.max(1, left));
        const onAbort = () => stop(signal?.reason);
        signal?.addEventListener('abort', onAbort, { once: true });
        void Promise.resolve(work)
          .then(resolve, reject)
          .finally(() => {
            clearTimeout(timer);
            signal?.removeEventListener('abort', onAbort);
            left -= performance.now() - started;
          });
      });
    },
  };
}
