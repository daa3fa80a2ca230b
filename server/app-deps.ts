import type { Logger } from 'pino';
import type { AskEvent, AskRequest } from '../domain/api/ask.ts';
import type { StatusResponse } from '../domain/api/status.ts';
import type { CypherRunner, GraphReader, GraphStore } from '../domain/ports/graph-store.ts';
import type { IndexEstimator, TypeFinder } from '../domain/ports/index-builder.ts';
import type { VectorIds, VectorTable } from '../domain/ports/vector-store.ts';
import type { ExportStore } from './exchange/plan-export.ts';
import type { JobQueue } from './jobs/job-queue.ts';
import type { IndexSnapshots } from './snapshot.ts';

/** Answers a question step by step. Ends early, with the signal's own error, when nobody listens any more. */
export type Ask = (request: AskRequest, options: { signal: AbortSignal }) => AsyncIterable<AskEvent>;

/** Who may talk to the server. */
export interface AuthOptions {
  /** ORRERY_TOKEN; when set, every request must bear it (or the secret, or the cookie that it buys). */
  token?: string | undefined;
  /** The secret in the lock file of the data folder: always opens, so that commands on this machine can talk to the server. */
  secret: string;
  /** The host that the server is bound to, e.g. `127.0.0.1`. */
  host: string;
}

/** Everything the HTTP surface is made of. */
export interface AppDeps {
  /** The server reads; only jobs and queries that ask for it write. */
  store: Pick<GraphStore, 'kind' | 'describe'> &
    Pick<GraphReader, 'schema' | 'documentsReadBy' | 'listAnswers' | 'findAnswer'> &
    ExportStore &
    CypherRunner;
  snapshots: IndexSnapshots;
  jobs: JobQueue;
  /** The vectors that an export takes along; absent without an embedding model. */
  loadVectors?: (() => Promise<VectorTable>) | undefined;
  estimator: IndexEstimator;
  typeFinder: TypeFinder;
  ask: Ask;
  status: {
    version: string;
    models: StatusResponse['models'];
    /** Ids of what has a vector; null when that cannot be read. Absent without an embedding model. */
    vectorIds?: (() => Promise<VectorIds | null>) | undefined;
  };
  logger: Logger;
  /** Folder of the built page; absent when there is none. */
  clientFolder?: string | undefined;
  auth: AuthOptions;
}
