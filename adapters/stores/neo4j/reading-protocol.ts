import type { ErrorCode } from '../../../domain/errors.ts';
import type { GraphValue } from '../../../domain/graph-value.ts';
import type { Reason } from '../../../domain/reason.ts';
import type { StreamRequest } from '../cypher-engine.ts';
import type { Neo4jAddress } from './neo4j-connect.ts';

/** The number of the answer that a thread gives unasked, when it has started. */
export const STARTED = 0;

/** What a thread is started with. */
export interface ThreadOptions {
  address: Neo4jAddress;
  database: string | undefined;
  patienceMs: number;
}

/** What is asked of it. `id` is repeated in the answer. */
export type ThreadRequest =
  | { type: 'open'; id: number; request: Omit<StreamRequest, 'signal'> }
  | { type: 'next'; id: number }
  | { type: 'close'; id: number }
  | { type: 'cancel'; id: number };

/** What each request is answered with; `open` gives the columns. */
export interface ThreadReplies {
  open: string[];
  next: GraphValue[][] | null;
  close: null;
  cancel: null;
}

/** An error as it crosses from the thread; without a code it is none that we know. */
interface ThreadFailure {
  code?: ErrorCode;
  message: string;
  hint?: string;
  reason?: Reason;
  retryable?: boolean;
}

export type ThreadAnswer =
  | { id: number; value: ThreadReplies[keyof ThreadReplies] }
  | { id: number; failure: ThreadFailure };
