import { GraphRagError } from '../../../domain/errors.ts';
import { type Reason, reasonFor } from '../../../domain/reason.ts';
import { AFTER_A_NAME, SHOW_KINDS, SHOWABLE } from './query-policy.ts';
import type { CypherToken } from './tokenize.ts';

/**
 * Refuses a command that begins at this token. Newer Cypher lets commands stand anywhere among clauses, and plans are silent about those inside
 * an expression, so each place of the text is looked at, not the first alone.
 *
 * @throws GraphRagError `query-refused`
 */
export function checkCommand(tokens: readonly CypherToken[], index: number): void {
  const word = tokens[index];
  if (word?.kind !== 'word') return;
  const next = tokens[index + 1];
  if (word.upper === 'LOAD' && isWord(next, 'CSV')) {
    throw refused(
      'LOAD CSV reads files and addresses outside the graph; it is never allowed',
      reasonFor('query-loads-csv', {}),
      'Ingest the file instead.',
    );
  }
  if (!beginsCommand(tokens, index)) return;
  if (word.upper === 'USE') {
    throw refused(
      'USE reaches another graph; queries run on the index only',
      reasonFor('query-uses-other', {}),
    );
  }
  if (word.upper === 'SHOW') checkShow(tokens.slice(index + 1));
  if (word.upper === 'TERMINATE') {
    throw refused(
      'TERMINATE administrates the database',
      reasonFor('query-administrates', { command: word.upper }),
    );
  }
}

/** Whether a word such as SHOW is the keyword here, not the name of something: no variable has another word behind it than these. */
function beginsCommand(tokens: readonly CypherToken[], index: number): boolean {
  const next = tokens[index + 1];
  return index === 0 || next?.kind === 'name' || (next?.kind === 'word' && !AFTER_A_NAME.has(next.upper));
}

/** SHOW [kind …] INDEXES|CONSTRAINTS|… */
function checkShow(tokens: readonly CypherToken[]): void {
  const place = tokens.findIndex(({ kind, upper }) => kind !== 'word' || !SHOW_KINDS.has(upper));
  const subject = tokens[place];
  const [executable, by, whom] = tokens.slice(place + 1);
  const ofOthers = isWord(executable, 'EXECUTABLE') && isWord(by, 'BY') && !isWord(whom, 'CURRENT');
  if (subject?.kind !== 'word' || !SHOWABLE.has(subject.upper) || ofOthers) {
    throw refused(
      `SHOW ${subject?.text ?? ''} tells about the server, not about the graph`,
      reasonFor('query-shows-server', { command: `SHOW ${subject?.text ?? ''}` }),
      'SHOW INDEXES, SHOW CONSTRAINTS, SHOW PROCEDURES and SHOW FUNCTIONS are allowed.',
    );
  }
}

export function isWord(token: CypherToken | undefined, upper: string): boolean {
  return token?.kind === 'word' && token.upper === upper;
}

export function refused(message: string, reason: Reason, hint?: string): GraphRagError {
  return new GraphRagError('query-refused', message, { reason, ...(hint === undefined ? {} : { hint }) });
}
