import { GraphRagError } from '../../../domain/errors.ts';
import { reasonFor } from '../../../domain/reason.ts';
import { constantValue, type KnownNumbers } from './constant-value.ts';
import type { CypherToken } from './tokenize.ts';

/**
 * Numbers that one expression may count through. Neo4j looks for a reason to end a query between rows, not inside an expression, which
 * goes on there at 10 ns a number (measured) whatever is terminated or closed from outside.
 */
const MAX_NUMBERS = 10_000_000;

interface Range {
  numbers: number;
  /** Place of its last bracket. */
  end: number;
}

/**
 * Looks at each `range(…)` whose bounds do not depend on the graph, and multiplies those that are gone through inside one another. Rows
 * (`UNWIND range(…) AS x`) may be as many as one likes.
 *
 * @throws GraphRagError `query-refused` when an expression would count for longer than a person waits
 */
export function checkRanges(tokens: readonly CypherToken[], params: Record<string, unknown>): void {
  const { numberOf, lengthOf } = readNames(tokens, params);
  /** For each bracket that is open: how many times what follows in it is gone through. */
  const times: number[] = [1];
  for (const [index, token] of tokens.entries()) {
    const around = times.at(-1) ?? 1;
    if (')]}'.includes(token.text)) times.pop();
    else if ('([{'.includes(token.text)) times.push(around);
    const range = readRange(tokens, index, numberOf);
    if (range && !becomesRows(tokens, index, range)) refuseEndless(range.numbers * around);
    const looped = range?.numbers ?? (token.kind === 'symbol' ? null : lengthOf(token));
    if (looped === null || !isGoneThrough(tokens, index, range?.end ?? index)) continue;
    refuseEndless(looped * around);
    times[times.length - 1] = around * Math.max(1, looped);
  }
}

function refuseEndless(numbers: number): void {
  if (numbers <= MAX_NUMBERS) return;
  throw new GraphRagError(
    'query-refused',
    `A range of ${numbers.toLocaleString('en')} numbers inside one expression cannot be ended before it is through; it was not run`,
    {
      reason: reasonFor('query-counts-on', { numbers }),
      hint: 'UNWIND range(…) AS x makes rows of it, which can be ended at any time.',
    },
  );
}

/** True for the list of `[x IN list | …]`, `any(x IN list WHERE …)` and `reduce(t = 0, x IN list | …)`. */
function isGoneThrough(tokens: readonly CypherToken[], start: number, end: number): boolean {
  const opens = ['[', '(', ','].includes(tokens[start - 3]?.text ?? '');
  const goesOn = tokens[end + 1]?.text === '|' || tokens[end + 1]?.upper === 'WHERE';
  return opens && goesOn && tokens[start - 1]?.upper === 'IN';
}

function becomesRows(tokens: readonly CypherToken[], index: number, { end }: Range): boolean {
  return tokens[index - 1]?.upper === 'UNWIND' && tokens[end + 1]?.upper === 'AS';
}

/** What `… AS name` says of names: numbers that are plain to see, and lengths of ranges. Of several of one name, the greatest. */
function readNames(tokens: readonly CypherToken[], params: Record<string, unknown>) {
  const numbers = new Map<string, number>();
  const lengths = new Map<string, number>();
  const numberOf: KnownNumbers = (token) => {
    if (token.kind !== 'parameter') return numbers.get(plainName(token)) ?? null;
    const value = params[token.text.slice(1).replaceAll('`', '')];
    return typeof value === 'number' ? value : null;
  };
  for (const [index, token] of tokens.entries()) {
    const name = tokens[index + 1];
    if (token.upper !== 'AS' || token.kind !== 'word' || !name) continue;
    const start = tokens.findLastIndex(
      ({ upper, depth }, place) =>
        place < index && depth === token.depth && (upper === ',' || upper === 'WITH' || upper === 'DISTINCT'),
    );
    const value = constantValue(tokens.slice(start + 1, index), numberOf);
    if (value !== null) keepGreatest(numbers, plainName(name), value);
    const range = readRange(tokens, start + 1, numberOf);
    if (range?.end === index - 1) keepGreatest(lengths, plainName(name), range.numbers);
  }
  return { numberOf, lengthOf: (token: CypherToken) => lengths.get(plainName(token)) ?? null };
}

function keepGreatest(map: Map<string, number>, name: string, value: number): void {
  map.set(name, Math.max(value, map.get(name) ?? value));
}

function plainName({ text }: CypherToken): string {
  return text.replaceAll('`', '');
}

/** The range that is called at `index`; null when none is, or its bounds are not plain to see. A step of 0 is the engine's to complain of. */
function readRange(tokens: readonly CypherToken[], index: number, known: KnownNumbers): Range | null {
  const called = tokens[index];
  const isRange = called && called.kind !== 'string' && plainName(called).toLowerCase() === 'range';
  if (!isRange || tokens[index - 1]?.text === '.' || tokens[index + 1]?.text !== '(') return null;
  const depth = called.depth;
  const end = tokens.findIndex(
    (token, place) => place > index && token.text === ')' && token.depth === depth,
  );
  if (end < 0) return null;
  const bounds: (number | null)[] = [];
  let from = index + 2;
  for (let place = from; place <= end; place++) {
    const ends = place === end || (tokens[place]?.text === ',' && tokens[place]?.depth === depth + 1);
    if (!ends) continue;
    bounds.push(constantValue(tokens.slice(from, place), known));
    from = place + 1;
  }
  const [first = null, last = null, step = 1] = bounds;
  if (first === null || last === null || step === null) return null;
  const numbers = Math.floor((last - first) / step) + 1;
  return Number.isFinite(numbers) ? { numbers, end } : null;
}
