/** Entry of a thread that reads the rows of one person's query at a time, by a connection of its own. Never imported, only started. */
import { parentPort, workerData } from 'node:worker_threads';
import { GraphRagError } from '../../../domain/errors.ts';
import type { RowStream } from '../cypher-engine.ts';
import { connect } from './neo4j-connect.ts';
import { openReadStream } from './neo4j-stream.ts';
import {
  STARTED,
  type ThreadAnswer,
  type ThreadOptions,
  type ThreadReplies,
  type ThreadRequest,
} from './reading-protocol.ts';

const { address, database, patienceMs } = workerData as ThreadOptions;
const driver = connect(address, patienceMs);
let stream: RowStream | null = null;
let cancel = new AbortController();

async function answer(request: ThreadRequest): Promise<ThreadReplies[keyof ThreadReplies]> {
  switch (request.type) {
    case 'open':
      cancel = new AbortController();
      stream = await openReadStream({ driver, database }, { ...request.request, signal: cancel.signal });
      return stream.columns;
    case 'next':
      return stream?.next() ?? null;
    case 'close':
      await stream?.close();
      stream = null;
      return null;
    case 'cancel':
      cancel.abort(new Error('cancelled'));
      return null;
  }
}

async function answerOrFail(request: ThreadRequest): Promise<ThreadAnswer> {
  const { id } = request;
  try {
    return { id, value: await answer(request) };
  } catch (error) {
    const { message } = error as Error;
    if (!(error instanceof GraphRagError)) return { id, failure: { message } };
    const { code, hint, reason, retryable } = error;
    const told = { ...(hint === undefined ? {} : { hint }), ...(reason ? { reason } : {}) };
    return { id, failure: { code, message, retryable, ...told } };
  }
}

parentPort?.on('message', async (request: ThreadRequest) => {
  parentPort?.postMessage(await answerOrFail(request));
});
parentPort?.postMessage({ id: STARTED, value: null } satisfies ThreadAnswer);
