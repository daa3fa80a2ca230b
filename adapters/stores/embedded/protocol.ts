import type { GraphValue } from '../../../domain/graph-value.ts';
import type { CypherStatement, QueryPlan } from '../cypher-engine.ts';

/** What the parent asks of the process that holds the database. `id` is repeated in everything that answers it. */
export type StoreRequest =
  | { type: 'open'; id: number; path: string; salvage: boolean; memoryLimit: number }
  | { type: 'read'; id: number; statements: readonly CypherStatement[] }
  | { type: 'define'; id: number; definitions: readonly string[] }
  | { type: 'keep'; id: number; statement: CypherStatement }
  | { type: 'begin'; id: number }
  | { type: 'statement'; id: number; statement: CypherStatement }
  | { type: 'commit'; id: number; token: string }
  | { type: 'rollback'; id: number }
  | { type: 'last-write'; id: number }
  | { type: 'explain'; id: number; query: string; params: Record<string, unknown> }
  | {
      type: 'stream';
      id: number;
      query: string;
      params: Record<string, unknown>;
      maxRows: number;
      token: string | null;
    }
  | { type: 'next'; id: number; streamId: number }
  | { type: 'close-stream'; id: number; streamId: number }
  | { type: 'close'; id: number };

/** What each request is answered with. */
export interface StoreReplies {
  open: { version: string };
  read: null;
  define: null;
  keep: null;
  begin: null;
  statement: null;
  commit: null;
  rollback: null;
  'last-write': string | null;
  explain: QueryPlan;
  stream: { streamId: number; columns: string[] };
  next: GraphValue[][] | null;
  'close-stream': null;
  close: null;
}

/** What went wrong in the child, as it crosses to the parent. */
export interface StoreFailure {
  kind: 'no-engine' | 'locked' | 'damaged' | 'open' | 'query' | 'conflict' | 'engine';
  message: string;
}

export type StoreMessage =
  /** Part of what a read returns: columns and rows of its statement number `statement`. */
  | { type: 'rows'; id: number; statement: number; columns: string[]; rows: unknown[][] }
  | { type: 'reply'; id: number; value: StoreReplies[keyof StoreReplies] }
  | { type: 'failure'; id: number; failure: StoreFailure }
  /** The process uses more memory than it was allowed. */
  | { type: 'memory'; bytes: number };
