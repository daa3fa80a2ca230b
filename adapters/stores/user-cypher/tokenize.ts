/** A piece of a Cypher query: enough to find clauses, not to understand them. */
export interface CypherToken {
  kind: 'word' | 'name' | 'string' | 'number' | 'parameter' | 'symbol';
  /** As written. */
  text: string;
  /** Words in capitals; of everything else the text as written. */
  upper: string;
  /** Offsets into the query. */
  start: number;
  end: number;
  /** How many brackets of any kind are open around it. */
  depth: number;
}

const WORD = /[\p{L}\p{Nl}_][\p{L}\p{M}\p{N}\p{Pc}]*/uy;
const NUMBER = /(?:0[xo][0-9a-fA-F_]+|\d[\d_]*(?:\.\d+)?(?:[eE][+-]?\d+)?|\.\d+(?:[eE][+-]?\d+)?)/uy;
/** White space and control characters: engines differ in which of them part words. */
const SPACE = /[\s\p{Cc}]/u;

/**
 * Splits a query into tokens; comments and white space are dropped. A literal that never ends runs to the end of the text,
 * and what is no token of Cypher is a symbol: the engine is the one to complain.
 */
export function tokenize(query: string): CypherToken[] {
  const tokens: CypherToken[] = [];
  let position = 0;
  let depth = 0;
  while (position < query.length) {
    const skipped = skip(query, position);
    if (skipped > position) {
      position = skipped;
      continue;
    }
    const { kind, end } = read(query, position);
    const text = query.slice(position, end);
    if (text === ')' || text === ']' || text === '}') depth = Math.max(0, depth - 1);
    tokens.push({
      kind,
      text,
      upper: kind === 'word' ? text.toUpperCase() : text,
      start: position,
      end,
      depth,
    });
    if (text === '(' || text === '[' || text === '{') depth++;
    position = end;
  }
  return tokens;
}

/** End of the white space or comment at `position`; `position` itself when there is none. */
function skip(query: string, position: number): number {
  if (query.startsWith('//', position)) {
    const end = query.slice(position).search(/[\n\r]/);
    return end < 0 ? query.length : position + end;
  }
  if (query.startsWith('/*', position)) {
    const end = query.indexOf('*/', position + 2);
    return end < 0 ? query.length : end + 2;
  }
  let end = position;
  while (end < query.length && SPACE.test(query.charAt(end))) end++;
  return end;
}

function read(query: string, position: number): { kind: CypherToken['kind']; end: number } {
  const character = query[position];
  if (character === "'" || character === '"')
    return { kind: 'string', end: stringEnd(query, position, character) };
  if (character === '`') return { kind: 'name', end: nameEnd(query, position) };
  if (character === '$') {
    const inner =
      query[position + 1] === '`'
        ? nameEnd(query, position + 1)
        : matchEnd(/[\p{L}\p{N}_]+/uy, query, position + 1);
    return { kind: 'parameter', end: inner ?? position + 1 };
  }
  const word = matchEnd(WORD, query, position);
  if (word !== null) return { kind: 'word', end: word };
  // In `[1..3]` the dots belong to no number.
  if (query.startsWith('..', position)) return { kind: 'symbol', end: position + 2 };
  const number = matchEnd(NUMBER, query, position);
  if (number !== null) return { kind: 'number', end: number };
  return { kind: 'symbol', end: position + 1 };
}

function matchEnd(pattern: RegExp, query: string, position: number): number | null {
  pattern.lastIndex = position;
  return pattern.test(query) ? pattern.lastIndex : null;
}

function stringEnd(query: string, start: number, quote: string): number {
  for (let position = start + 1; position < query.length; position++) {
    if (query[position] === '\\') position++;
    else if (query[position] === quote) return position + 1;
  }
  return query.length;
}

/** A backtick inside a quoted name is written twice. */
function nameEnd(query: string, start: number): number {
  for (let position = start + 1; position < query.length; position++) {
    if (query[position] !== '`') continue;
    if (query[position + 1] !== '`') return position + 1;
    position++;
  }
  return query.length;
}
