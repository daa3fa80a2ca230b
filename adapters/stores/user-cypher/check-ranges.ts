import { GraphRagError } from '../../../domain/errors.ts';
import type { CypherToken } from './tokenize.ts';

/**
 * Numbers that one expression may count through. Neo4j looks for a reason to end a query between rows, not inside an expression, which
 * goes on there at 10 ns a number (measured) whatever is terminated or closed from outside.
 */
const MAX_NUMBERS = 10_000_000;

/**
 * Looks at each `range(…)` whose bounds are numbers or parameters. Rows (`UNWIND range(…) AS x`) may be as many as one likes.
 *
 * @throws GraphRagError `query-refused` when an expression would count for longer than a person waits
 */
export function checkRanges(tokens: readonly CypherToken[], params: Record<string, unknown>): void {
  for (const [index, token] of tokens.entries()) {
    if (!isRange(token) || tokens[index - 1]?.text === '.') continue;
    const call = readCall(tokens, index + 1, params);
    if (call === null) continue;
    const becomesRows = tokens[index - 1]?.upper === 'UNWIND' && tokens[call.end + 1]?.upper === 'AS';
    const numbers = Math.floor((call.last - call.first) / call.step) + 1;
    // A step of 0 is the engine's to complain of.
    if (becomesRows || !Number.isFinite(numbers) || numbers <= MAX_NUMBERS) continue;
    throw new GraphRagError(
      'query-refused',
      `A range of ${numbers.toLocaleString('en')} numbers inside one expression cannot be ended before it is through; it was not run`,
      { hint: 'UNWIND range(…) AS x makes rows of it, which can be ended at any time.' },
    );
  }
}

function isRange({ kind, text }: CypherToken): boolean {
  return (kind === 'word' || kind === 'name') && text.replaceAll('`', '').toLowerCase() === 'range';
}

/** The numbers in the brackets of a call, and the place of the last bracket; null when they are not plain to see. */
function readCall(
  tokens: readonly CypherToken[],
  start: number,
  params: Record<string, unknown>,
): { first: number; last: number; step: number; end: number } | null {
  if (tokens[start]?.text !== '(') return null;
  const numbers: number[] = [];
  let place = start;
  do {
    const negative = tokens[place + 1]?.text === '-';
    if (negative) place++;
    const value = numberOf(tokens[place + 1], params);
    if (value === null) return null;
    numbers.push(negative ? -value : value);
    place += 2;
  } while (tokens[place]?.text === ',');
  const [first, last, step = 1] = numbers;
  if (first === undefined || last === undefined || tokens[place]?.text !== ')') return null;
  return { first, last, step, end: place };
}

function numberOf(token: CypherToken | undefined, params: Record<string, unknown>): number | null {
  if (token?.kind === 'number') return Number(token.text.replaceAll('_', ''));
  if (token?.kind !== 'parameter') return null;
  const value = params[token.text.slice(1).replaceAll('`', '')];
  return typeof value === 'number' ? value : null;
}
