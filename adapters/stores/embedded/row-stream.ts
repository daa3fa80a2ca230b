import { GraphRagError } from '../../../domain/errors.ts';
import type { GraphValue } from '../../../domain/graph-value.ts';
import type { RowStream, StreamRequest } from '../cypher-engine.ts';
import { expendableCall } from './expendable-call.ts';
import { type StoreProcess, StoreProcessLost } from './store-process.ts';
import type { StoreSupervisor } from './store-supervisor.ts';

interface OpenResult {
  process: StoreProcess;
  streamId: number;
  columns: string[];
}

/**
 * Runs a person's query; its rows stay in the process until asked for. When the process ends in between, the query runs again on the
 * next one and goes on after the rows that were delivered, unless the graph has changed since.
 *
 * @param token null runs it where nothing is kept; else the change is kept under this token
 * @param countWrites number of changes this far
 */
export async function openRowStream(
  supervisor: StoreSupervisor,
  request: StreamRequest,
  token: string | null,
  countWrites: () => number,
): Promise<RowStream> {
  const { params, maxRows, signal } = request;
  const query = request.profile ? `PROFILE ${request.query}` : request.query;
  let left = request.timeoutMs;
  /** Rows that are large take time to hand over, too; only that of the reader does not count. */
  async function withinLimits<T>(process: StoreProcess, call: () => Promise<T>): Promise<T> {
    const started = performance.now();
    try {
      return await expendableCall(supervisor, process, call, { timeoutMs: Math.max(1, left), signal });
    } finally {
      left -= performance.now() - started;
    }
  }
  const open = () =>
    supervisor.run(async (process, attempt): Promise<OpenResult> => {
      if (token !== null && attempt > 0 && (await process.call('last-write', {})) === token) throw rowsLost();
      const call = async () => {
        const opened = await process.call('stream', { query, params, maxRows, token });
        if (signal?.aborted)
          void process.call('close-stream', { streamId: opened.streamId }).catch(() => undefined);
        return opened;
      };
      return { process, ...(await withinLimits(process, call)) };
    });
  let result = await open();
  const writesBefore = countWrites();
  let delivered = 0;
  let closed = false;

  async function pull(): Promise<GraphValue[][] | null> {
    const { process, streamId } = result;
    return withinLimits(process, () => process.call('next', { streamId }));
  }

  /** Opens the query again and passes over the rows that were delivered already. */
  async function resume(): Promise<GraphValue[][] | null> {
    if (token !== null || countWrites() !== writesBefore) throw rowsLost();
    result = await open();
    let passed = 0;
    for (;;) {
      const rows = await pull();
      if (rows === null) return null;
      passed += rows.length;
      if (passed > delivered) return rows.slice(rows.length - (passed - delivered));
    }
  }

  return {
    columns: request.profile ? ['plan'] : result.columns,
    async next() {
      if (closed) return null;
      const rows = await pull().catch((error) => {
        if (error instanceof StoreProcessLost) return resume();
        throw error;
      });
      delivered += rows?.length ?? 0;
      if (rows === null) closed = true;
      return rows;
    },
    async close() {
      if (closed) return;
      closed = true;
      await result.process.call('close-stream', { streamId: result.streamId }).catch(() => undefined);
    },
  };
}

function rowsLost(): GraphRagError {
  return new GraphRagError(
    'store-unavailable',
    'The store ended while rows were being read, and the graph has changed since',
    {
      hint: 'Run the query again; a change that it made may have been kept.',
    },
  );
}
