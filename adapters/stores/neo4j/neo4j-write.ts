import { randomUUID } from 'node:crypto';
import type { CypherStatement, RowStream, StreamRequest, WriteOptions } from '../cypher-engine.ts';
import type { CommitWatch } from './commit-watch.ts';
import { toOwnError, toStoreError } from './neo4j-error.ts';
import { profileText } from './neo4j-plan.ts';
import { closeQuietly, inSession, openSession, type SessionPlace } from './neo4j-session.ts';
import { createLimits, queryText, streamOf } from './neo4j-stream.ts';
import { toGraphValue, toParameters } from './neo4j-values.ts';

/** Takes the lock of the index's node: setting a property does, even to what it is. What is read of the node after is the newest. */
export const LOCK_INDEX = "MERGE (m:OrreryIndex {id: 'index'}) SET m.lock = true WITH m";

const CLAIM = `${LOCK_INDEX}, m.lastWrite = $token AS kept SET m.lastWrite = $token RETURN kept AS kept`;

/**
 * One transaction; the driver does it again after errors that pass. The token, written first, tells whether a commit whose answer was
 * lost did happen, and the lock on its node lets all other writers wait.
 */
export async function writeOnce(
  place: SessionPlace,
  commits: CommitWatch,
  statements: readonly CypherStatement[],
  { signal, onStatement }: WriteOptions,
): Promise<void> {
  signal?.throwIfAborted();
  const token = randomUUID();
  try {
    await inSession(place, 'WRITE', (session) =>
      session.executeWrite(async (transaction) => {
        const { records } = await transaction.run(CLAIM, { token });
        commits.end();
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
        commits.begin();
      }),
    );
    commits.end();
  } catch (error) {
    throw toOwnError(error);
  }
}

/** Runs a person's query that may write: once, all of its rows taken before it is kept, and then the version grows. */
export async function writeStream(
  place: SessionPlace,
  commits: CommitWatch,
  request: StreamRequest,
): Promise<RowStream> {
  const session = openSession(place, 'WRITE');
  const limits = createLimits(session, request);
  try {
    const transaction = await limits.within(session.beginTransaction({ timeout: request.timeoutMs }));
    const result = transaction.run(queryText(request), toParameters(request.params));
    const columns = await limits.within(result.keys());
    const { records, summary } = await limits.within(result);
    const { counters, profile } = summary;
    if (counters.containsUpdates()) {
      await limits.within(transaction.run(`${LOCK_INDEX} SET m.version = coalesce(m.version, 0) + 1`));
      commits.begin();
      await limits.within(transaction.commit());
      commits.end();
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
