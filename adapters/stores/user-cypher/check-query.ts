import type { GraphRagError } from '../../../domain/errors.ts';
import { reasonFor, saidBy } from '../../../domain/reason.ts';
import type { CypherEngine, QueryPlan } from '../cypher-engine.ts';
import { checkRanges } from './check-ranges.ts';
import { checkCommand, isWord, refused } from './commands.ts';
import {
  ADMINISTRATION,
  ALGORITHMS,
  FUNCTION_NAMESPACES,
  READING_OPERATORS,
  READING_PROCEDURE_NAMESPACES,
  READING_PROCEDURES,
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
    checkCommand(tokens, index);
    if (token.text === ';' && tokens.slice(index).some(({ text }) => text !== ';')) {
      throw refused(
        'Only one query at a time is run',
        reasonFor('query-not-one', {}),
        'Send each query by itself.',
      );
    }
    const procedure = calledProcedure(tokens, index);
    if (procedure !== null && !isReadingProcedure(procedure)) throw refusedProcedure(procedure);
    const called = calledFunction(tokens, index);
    if (called !== null && !isUnder(called, FUNCTION_NAMESPACES)) {
      throw refused(
        `The function ${called} is not one of those that only compute`,
        reasonFor('query-calls-function', { name: called }),
      );
    }
    if (isInTransactions(tokens, index)) {
      throw refused(
        'CALL … IN TRANSACTIONS keeps its changes by itself; it is never allowed',
        reasonFor('query-in-transactions', {}),
        'Leave out IN TRANSACTIONS.',
      );
    }
  }
  if (first?.kind === 'word' && ADMINISTRATION.has(first.upper))
    throw refused(
      `${first.upper} administrates the database`,
      reasonFor('query-administrates', { command: first.upper }),
    );
  if (isWord(first, 'CREATE') && second?.kind === 'word' && tokens[2]?.text !== '=') {
    throw refused(
      `CREATE ${second.upper} defines something for the whole database`,
      reasonFor('query-defines', { command: `CREATE ${second.upper}` }),
    );
  }
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
    throw refused(
      'LOAD CSV reads files and addresses outside the graph; it is never allowed',
      reasonFor('query-loads-csv', {}),
    );
  if (write || onlyReads(kind, plan)) return;
  const operator = writingOperator(kind, plan);
  throw refused(
    `The query would change the graph${operator === undefined ? '' : ` (${operator})`}; it was not run`,
    reasonFor('query-changes', {}, saidBy(operator ?? '')),
    'Queries are read-only unless writing is switched on (--write on the command line).',
  );
}

/** True when a plan is known to change nothing. */
export function onlyReads(kind: CypherEngine['kind'], plan: QueryPlan): boolean {
  // What there is no plan for, and procedures of the server's own kind that the plan does not show, as inside an expression.
  const hidden = plan.operators.length === 0 || (plan.kind === 'other' && plan.procedures.length === 0);
  return !hidden && plan.kind !== 'write' && writingOperator(kind, plan) === undefined;
}

function writingOperator(kind: CypherEngine['kind'], { operators }: QueryPlan): string | undefined {
  return operators.find((name) => !READING_OPERATORS[kind].has(name.replace(/\(.*$/, '')));
}

/**
 * The procedure that a CALL names: plans do not show what is called inside an expression. All of them have a dot in their name, and nothing with
 * one may follow a variable called `call`.
 */
function calledProcedure(tokens: readonly CypherToken[], index: number): string | null {
  if (!isWord(tokens[index], 'CALL')) return null;
  const { name } = readDottedName(tokens, index + 1);
  return name.includes('.') ? name : null;
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
  return refused(
    `The procedure ${name} is not one of those that only read the graph`,
    reasonFor('query-calls-procedure', { name }),
  );
}

function isReadingProcedure(name: string): boolean {
  const plain = name.toLowerCase().replaceAll('`', '').replaceAll(/\s/g, '');
  return (
    READING_PROCEDURES.has(plain) ||
    isUnder(plain, READING_PROCEDURE_NAMESPACES) ||
    (plain.startsWith('grafeo.') && ALGORITHMS.has(plain.slice('grafeo.'.length)))
  );
}

/** True for the name itself as well. */
function isUnder(name: string, namespaces: readonly string[]): boolean {
  return namespaces.some((namespace) => name === namespace || name.startsWith(`${namespace}.`));
}
