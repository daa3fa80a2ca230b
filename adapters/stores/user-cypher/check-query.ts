import { GraphRagError } from '../../../domain/errors.ts';
import type { CypherEngine, QueryPlan } from '../cypher-engine.ts';
import { checkRanges } from './check-ranges.ts';
import {
  ADMINISTRATION,
  ALGORITHMS,
  FUNCTION_NAMESPACES,
  READING_OPERATORS,
  READING_PROCEDURES,
  SHOW_KINDS,
  SHOWABLE,
} from './query-policy.ts';
import type { CypherToken } from './tokenize.ts';
import type { TypedQuery } from './typed-query.ts';

/** @throws GraphRagError `query-refused` for what no one may do, whatever the plan says */
export function checkText(query: TypedQuery, params: Record<string, unknown>): void {
  for (const tokens of query.readings) {
    checkTokens(tokens);
    if (query.mode !== 'explain') checkRanges(tokens, params);
  }
}

function checkTokens(tokens: readonly CypherToken[]): void {
  const [first, second] = tokens;
  for (const [index, token] of tokens.entries()) {
    if (isWord(token, 'LOAD') && isWord(tokens[index + 1], 'CSV')) {
      throw refused(
        'LOAD CSV reads files and addresses outside the graph; it is never allowed',
        'Ingest the file instead.',
      );
    }
    if (token.text === ';' && tokens.slice(index).some(({ text }) => text !== ';')) {
      throw refused('Only one query at a time is run', 'Send each query by itself.');
    }
    const procedure = calledProcedure(tokens, index);
    if (procedure !== null && !isReadingProcedure(procedure)) throw refusedProcedure(procedure);
    const called = calledFunction(tokens, index);
    if (called !== null && !FUNCTION_NAMESPACES.some((namespace) => called.startsWith(`${namespace}.`))) {
      throw refused(`The function ${called} is not one of those that only compute`);
    }
    if (isUse(tokens, index)) throw refused('USE reaches another graph; queries run on the index only');
    if (isInTransactions(tokens, index)) {
      throw refused(
        'CALL … IN TRANSACTIONS keeps its changes by itself; it is never allowed',
        'Leave out IN TRANSACTIONS.',
      );
    }
  }
  if (first?.kind === 'word' && ADMINISTRATION.has(first.upper))
    throw refused(`${first.upper} administrates the database`);
  if (isWord(first, 'CREATE') && second?.kind === 'word' && tokens[2]?.text !== '=') {
    throw refused(`CREATE ${second.upper} defines something for the whole database`);
  }
  if (isWord(first, 'SHOW')) checkShow(tokens.slice(1));
}

/** SHOW [kind …] INDEXES|CONSTRAINTS|… and nothing composed behind it. */
function checkShow(tokens: readonly CypherToken[]): void {
  const subject = tokens.find(({ kind, upper }) => kind !== 'word' || !SHOW_KINDS.has(upper));
  const composed = tokens.some(
    (token) => isWord(token, 'SHOW') || isWord(token, 'TERMINATE') || isWord(token, 'EXECUTABLE'),
  );
  if (!subject || !SHOWABLE.has(subject.upper) || composed) {
    throw refused(
      `SHOW ${subject?.text ?? ''} tells about the server, not about the graph`,
      'SHOW INDEXES, SHOW CONSTRAINTS, SHOW PROCEDURES and SHOW FUNCTIONS are allowed.',
    );
  }
}

function isWord(token: CypherToken | undefined, upper: string): boolean {
  return token?.kind === 'word' && token.upper === upper;
}

/** `USE name` where a clause may begin, not a name or key called `use`. */
function isUse(tokens: readonly CypherToken[], index: number): boolean {
  if (!isWord(tokens[index], 'USE')) return false;
  const before = tokens[index - 1];
  const begins =
    !before ||
    before.text === '{' ||
    isWord(before, 'UNION') ||
    isWord(before, 'ALL') ||
    isWord(before, 'DISTINCT');
  const next = tokens[index + 1];
  return begins && (next?.kind === 'word' || next?.kind === 'name');
}

function isInTransactions(tokens: readonly CypherToken[], index: number): boolean {
  if (tokens[index]?.text !== '}' || !isWord(tokens[index + 1], 'IN')) return false;
  return tokens
    .slice(index + 2, index + 6)
    .some((token) => isWord(token, 'TRANSACTIONS') || isWord(token, 'TRANSACTION'));
}

/**
 * Checks what the planner says a query would do.
 *
 * @throws GraphRagError `query-refused` when it would do more than `write` allows
 */
export function checkPlan(kind: CypherEngine['kind'], plan: QueryPlan, write: boolean): void {
  const procedure = plan.procedures.find((name) => !isReadingProcedure(name));
  if (procedure !== undefined) throw refusedProcedure(procedure);
  const outside = plan.operators.find((name) => /^load/i.test(name));
  if (outside !== undefined)
    throw refused('LOAD CSV reads files and addresses outside the graph; it is never allowed');
  if (write) return;
  const operator = plan.operators.find((name) => !READING_OPERATORS[kind].has(name.replace(/\(.*$/, '')));
  // Procedures of the server's own kind that the plan does not show are called inside an expression.
  const hidden = plan.kind === 'other' && plan.procedures.length === 0;
  if (operator !== undefined || hidden || plan.kind === 'write') {
    throw refused(
      `The query would change the graph${operator === undefined ? '' : ` (${operator})`}; it was not run`,
      'Queries are read-only unless writing is switched on (--write on the command line).',
    );
  }
}

/**
 * The procedure that a CALL names: plans do not show what is called inside an expression. Names that end in no bracket and have no dot
 * are variables beside one called `call`.
 */
function calledProcedure(tokens: readonly CypherToken[], index: number): string | null {
  const before = tokens[index - 1];
  if (!isWord(tokens[index], 'CALL') || before?.text === '.' || isWord(before, 'AS')) return null;
  const { name, end } = readDottedName(tokens, index + 1);
  return name.includes('.') || (name !== '' && tokens[end]?.text === '(') ? name : null;
}

/** The function with a dot in its name that is called here, in small letters and without backticks. */
function calledFunction(tokens: readonly CypherToken[], index: number): string | null {
  const before = tokens[index - 1];
  if (before?.text === '.' || isWord(before, 'CALL')) return null;
  const { name, end } = readDottedName(tokens, index);
  return name.includes('.') && tokens[end]?.text === '(' ? name.toLowerCase().replaceAll('`', '') : null;
}

/** `a.b.c` from one place on, and the place of the token behind; empty when no name begins there. */
function readDottedName(tokens: readonly CypherToken[], start: number): { name: string; end: number } {
  let end = start;
  let name = '';
  while (tokens[end]?.kind === 'word' || tokens[end]?.kind === 'name') {
    name += tokens[end]?.text;
    end++;
    if (tokens[end]?.text !== '.') break;
    name += '.';
    end++;
  }
  return { name, end };
}

function refusedProcedure(name: string): GraphRagError {
  return refused(`The procedure ${name} is not one of those that only read the graph`);
}

function isReadingProcedure(name: string): boolean {
  const plain = name.toLowerCase().replaceAll('`', '').replaceAll(/\s/g, '');
  return (
    READING_PROCEDURES.has(plain) ||
    (plain.startsWith('grafeo.') && ALGORITHMS.has(plain.slice('grafeo.'.length)))
  );
}

function refused(message: string, hint?: string): GraphRagError {
  return new GraphRagError('query-refused', message, hint === undefined ? {} : { hint });
}
