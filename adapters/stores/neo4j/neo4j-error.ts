import { Neo4jError } from 'neo4j-driver';
import { GraphRagError } from '../../../domain/errors.ts';
import { type Reason, reasonFor, saidBy } from '../../../domain/reason.ts';
import { tooOld } from './neo4j-version.ts';

/** What an error of the driver or server means. Errors of ours and of signals pass untouched. */
export function toStoreError(error: unknown, linesBefore = 0): unknown {
  if (!(error instanceof Neo4jError)) return error;
  const { code } = error;
  const known = connectionError(error);
  if (known) return known;
  if (/TransactionTimedOut|TransactionTerminated|Transaction\.Terminated|LockClientStopped/.test(code)) {
    return new GraphRagError('query-timeout', 'The query was ended by the server: it ran too long', {
      reason: reasonFor('query-too-slow', {}),
      cause: error,
    });
  }
  if (/MemoryLimit|OutOfMemory|TransactionOutOfMemory/.test(`${code} ${error.message}`)) {
    return new GraphRagError(
      'query-timeout',
      'The query was ended by the server: it needed more memory than one may use',
      {
        reason: reasonFor('query-too-large', {}),
        hint: 'Collect less at once: add a filter or a LIMIT.',
        cause: error,
      },
    );
  }
  if (/Statement\.AccessMode|Security\.Forbidden/.test(code)) {
    return new GraphRagError('query-refused', plainMessage(error.message, linesBefore), { cause: error });
  }
  if (code.startsWith('Neo.ClientError.')) {
    return new GraphRagError('query-invalid', plainMessage(error.message, linesBefore), { cause: error });
  }
  return new GraphRagError('store-unavailable', `Neo4j failed: ${plainMessage(error.message, linesBefore)}`, {
    reason: reasonFor('neo4j-failed', {}, saidBy(plainMessage(error.message, linesBefore))),
    cause: error,
  });
}

/** The same for what nobody typed: when the server ended that, it is no query of a person that was too slow. */
export function toOwnError(error: unknown): unknown {
  const known = toStoreError(error);
  if (!(known instanceof GraphRagError) || known.code !== 'query-timeout') return known;
  return new GraphRagError(
    'store-unavailable',
    'Neo4j ended what Orrery was doing there; nothing of it was kept',
    {
      reason: reasonFor('neo4j-ended-work', {}),
      hint: "Try again. If nobody terminated it, the server's limits (db.transaction.timeout, dbms.memory.transaction.total.max) are too low.",
      cause: error,
    },
  );
}

/** What is wrong with how we reach the server, in words that say what to change. */
function connectionError(error: Neo4jError): GraphRagError | null {
  const { code } = error;
  const fixed = (message: string, reason: Reason, hint: string) =>
    new GraphRagError('store-unavailable', message, { reason, hint, cause: error, retryable: false });
  if (error.message.startsWith('Unknown Bolt protocol version')) return tooOld('too old to be understood');
  if (
    code === 'ServiceUnavailable' ||
    code === 'SessionExpired' ||
    /acquisition timed out/.test(error.message)
  ) {
    return new GraphRagError('store-unavailable', `Neo4j does not answer: ${causeIn(error.message)}`, {
      reason: reasonFor('neo4j-not-there', {}, saidBy(causeIn(error.message))),
      hint: 'Check that the server runs and that NEO4J_URI is its Bolt address, such as bolt://127.0.0.1:7687; only neo4j+s:// and bolt+s:// speak TLS.',
      cause: error,
    });
  }
  if (/Security\.(Unauthorized|AuthenticationRateLimit)/.test(code)) {
    return fixed(
      'Neo4j refuses the user name or password',
      reasonFor('neo4j-refuses-user', {}),
      'Check NEO4J_USERNAME and NEO4J_PASSWORD.',
    );
  }
  if (/Security\.CredentialsExpired/.test(code)) {
    return fixed(
      'Neo4j wants a new password for this user first',
      reasonFor('neo4j-wants-password', {}),
      'Set one with ALTER CURRENT USER, then use it as NEO4J_PASSWORD.',
    );
  }
  if (/Database\.DatabaseNotFound/.test(code)) {
    return fixed(
      `Neo4j has no such database: ${firstLine(error.message)}`,
      reasonFor('neo4j-no-database', {}, saidBy(firstLine(error.message))),
      'Check NEO4J_DATABASE; Community has one, called neo4j.',
    );
  }
  if (code === 'ProtocolError' || error.message.startsWith('Server responded HTTP')) {
    return fixed(
      'What answers there is no Neo4j',
      reasonFor('neo4j-not-neo4j', {}),
      'NEO4J_URI must be the Bolt address (port 7687), not the web address.',
    );
  }
  return null;
}

/** The driver explains a failed connection at length; what happened comes last. */
function causeIn(message: string): string {
  if (message.startsWith('Could not perform discovery')) return 'no server of a cluster was found there';
  return firstLine(message.replace(/^.*Caused by: /s, ''));
}

function firstLine(text: string): string {
  return text.split('\n')[0] ?? text;
}

/** The first line, with its place counted in what the person typed. */
function plainMessage(message: string, linesBefore: number): string {
  return firstLine(message).replace(
    /\(line (\d+), column (\d+) \(offset: \d+\)\)/,
    (_, line: string, column: string) => `(line ${Number(line) - linesBefore}, column ${column})`,
  );
}
