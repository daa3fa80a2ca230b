/**
 * The process that holds the embedded database: opened by the first request, ended when its parent ends or kills it.
 * Queries run off this thread; nothing here waits but the reading of rows. Never imported, only forked.
 */
import type { GrafeoDB, Transaction } from '@grafeo-db/js';
import type { GraphValue } from '../../../domain/graph-value.ts';
import type { CypherStatement, QueryPlan } from '../cypher-engine.ts';
import { CursorRegistry } from './cursor-registry.ts';
import { toFailure } from './engine-failure.ts';
import { parsePlan } from './parse-plan.ts';
import type { StoreMessage, StoreReplies, StoreRequest } from './protocol.ts';
import { syncLog } from './sync-log.ts';

const ROWS_PER_MESSAGE = 2000;
const MEMORY_CHECK_MS = 200;
const MIN_QUERY_MEMORY = 512 * 1024 * 1024;

interface OpenDatabase {
  db: GrafeoDB;
  path: string;
}

let open: OpenDatabase | null = null;
let transaction: Transaction | null = null;
const cursors = new CursorRegistry();

function send(message: StoreMessage): void {
  if (process.connected) process.send?.(message);
}

function database(): OpenDatabase {
  if (!open) throw new Error('The database is not open');
  return open;
}

async function openDatabase(request: Extract<StoreRequest, { type: 'open' }>): Promise<StoreReplies['open']> {
  const { default: grafeo } = await import('@grafeo-db/js');
  const db = grafeo.GrafeoDB.create(request.path, request.salvage ? { walSalvage: true } : {});
  open = { db, path: request.path };
  db.setCheckpointTriggers({ intervalMs: 5000, walBytes: 64 * 1024 * 1024 });
  // A graph that fills the limit by itself must still be read.
  const limit = Math.max(request.memoryLimit, process.memoryUsage.rss() + MIN_QUERY_MEMORY);
  setInterval(() => {
    const bytes = process.memoryUsage.rss();
    if (bytes > limit) send({ type: 'memory', bytes });
  }, MEMORY_CHECK_MS).unref();
  return { version: db.version() };
}

/** All statements in one transaction that keeps nothing: one state of the graph. */
async function read(id: number, statements: readonly CypherStatement[]): Promise<null> {
  const snapshot = database().db.beginTransaction();
  try {
    for (const [statement, { query, params }] of statements.entries()) {
      const result = await snapshot.executeCypher(query, params ?? {});
      const { columns } = result;
      const rows = result.rows();
      for (let from = 0; from < rows.length; from += ROWS_PER_MESSAGE) {
        send({ type: 'rows', id, statement, columns, rows: rows.slice(from, from + ROWS_PER_MESSAGE) });
      }
    }
  } finally {
    snapshot.rollback();
  }
  return null;
}

async function define(definitions: readonly string[]): Promise<null> {
  for (const definition of definitions) await database().db.executeCypher(definition);
  return null;
}

function writing(): Transaction {
  if (!transaction) throw new Error('No transaction is open');
  return transaction;
}

/** Keeps the change, with the token by which the parent knows it again, and waits until the disk has it. */
async function commit(current: Transaction, token: string): Promise<null> {
  await current.executeCypher("MERGE (m:OrreryIndex {id: 'index'}) SET m.lastWrite = $token", { token });
  current.commit();
  await syncLog(database().path);
  return null;
}

/** One statement that commits by itself, beside the open transaction. */
async function keep({ query, params }: CypherStatement): Promise<null> {
  await database().db.executeCypher(query, params ?? {});
  await syncLog(database().path);
  return null;
}

async function lastWrite(): Promise<string | null> {
  const result = await database().db.executeCypher(
    "MATCH (m:OrreryIndex {id: 'index'}) RETURN m.lastWrite AS token",
  );
  const token = result.rows()[0]?.[0];
  return typeof token === 'string' ? token : null;
}

async function explain(query: string, params: Record<string, unknown>): Promise<QueryPlan> {
  const result = await database().db.executeCypher(`EXPLAIN\n${query}`, params);
  return parsePlan(String(result.rows()[0]?.[0] ?? ''));
}

/** Runs a person's query; only with a token is anything kept, and then the version grows. */
async function stream(request: Extract<StoreRequest, { type: 'stream' }>): Promise<StoreReplies['stream']> {
  const current = database().db.beginTransaction();
  try {
    const result = await current.executeCypher(request.query, request.params);
    if (request.token !== null && Object.values(result.counters).some((count) => count > 0)) {
      await current.executeCypher(
        "MERGE (m:OrreryIndex {id: 'index'}) SET m.version = coalesce(m.version, 0) + 1",
      );
      await commit(current, request.token);
    }
    return cursors.add(result, request.maxRows);
  } finally {
    if (current.isActive) current.rollback();
  }
}

function answer(
  request: StoreRequest,
): Promise<StoreReplies[keyof StoreReplies]> | StoreReplies[keyof StoreReplies] {
  switch (request.type) {
    case 'open':
      return openDatabase(request);
    case 'read':
      return read(request.id, request.statements);
    case 'define':
      return define(request.definitions);
    case 'keep':
      return keep(request.statement);
    case 'begin':
      if (transaction?.isActive) transaction.rollback();
      transaction = database().db.beginTransaction();
      return null;
    case 'statement':
      return writing()
        .executeCypher(request.statement.query, request.statement.params ?? {})
        .then(() => null);
    case 'commit':
      return commit(writing(), request.token);
    case 'rollback':
      if (transaction?.isActive) transaction.rollback();
      transaction = null;
      return null;
    case 'last-write':
      return lastWrite();
    case 'explain':
      return explain(request.query, request.params);
    case 'stream':
      return stream(request);
    case 'next':
      return cursors.next(request.streamId) satisfies GraphValue[][] | null;
    case 'close-stream':
      cursors.close(request.streamId);
      return null;
    case 'close':
      database().db.close();
      open = null;
      return null;
  }
}

process.on('message', async (request: StoreRequest) => {
  try {
    send({ type: 'reply', id: request.id, value: await answer(request) });
  } catch (error) {
    send({ type: 'failure', id: request.id, failure: toFailure(error, request.type) });
  }
  if (request.type === 'close') process.disconnect();
});

// The terminal's Ctrl-C reaches the whole group; the parent decides when the database closes.
process.on('SIGINT', () => {});
process.on('SIGTERM', () => {});
// Killed, not closed: a query may still run on another thread, and everything acknowledged is in the log.
process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'));
