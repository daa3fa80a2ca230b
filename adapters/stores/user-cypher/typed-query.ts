import { GraphRagError } from '../../../domain/errors.ts';
import { reasonFor } from '../../../domain/reason.ts';
import { type CypherToken, tokenize } from './tokenize.ts';

/** A query as typed, taken apart as far as the guard needs. */
export interface TypedQuery {
  /** What to do with it: run it, only plan it (EXPLAIN), or run it and tell where time went (PROFILE). */
  mode: 'run' | 'explain' | 'profile';
  /** The query without comments, EXPLAIN and PROFILE; a `CYPHER …` prefix stays. */
  body: string;
  /** True for SHOW, which no engine can explain. */
  show: boolean;
  /** Tokens behind all prefixes, in each way that an engine may read the text: as it stands, and with unicode escapes resolved everywhere. */
  readings: CypherToken[][];
}

/** @throws GraphRagError `query-invalid` when there is no query in the text */
export function readTypedQuery(text: string): TypedQuery {
  const tokens = tokenize(text);
  const { mode, first } = readPrefix(tokens);
  const start = tokens[first];
  if (!start || start.text === ';') {
    throw new GraphRagError('query-invalid', 'There is no query in the text', {
      reason: reasonFor('query-empty', {}),
    });
  }
  const readings = [tokens.slice(first)];
  for (const resolved of new Set(resolveEscapes(text))) {
    if (resolved === text) continue;
    const others = tokenize(resolved);
    readings.push(others.slice(readPrefix(others).first));
  }
  return {
    mode,
    body: plainBody(text, tokens, first),
    // Only when it is one in every reading may it go without a plan.
    show: readings.every(([token]) => token?.kind === 'word' && token.upper === 'SHOW'),
    readings,
  };
}

/** The text with unicode escapes resolved, as engines do that look at pairs of backslashes first, and as those that do not. */
function resolveEscapes(text: string): string[] {
  const character = (hex: string) => String.fromCharCode(Number.parseInt(hex, 16));
  return [
    text.replace(/\\u+([0-9a-fA-F]{4})/g, (_, hex: string) => character(hex)),
    text.replace(/\\\\|\\u+([0-9a-fA-F]{4})/g, (match, hex?: string) =>
      hex === undefined ? match : character(hex),
    ),
  ];
}

/** Reads EXPLAIN, PROFILE and `CYPHER [version] [option=value …]` in any order. @returns the place of the first token behind */
function readPrefix(tokens: readonly CypherToken[]): { mode: TypedQuery['mode']; first: number } {
  let explained = false;
  let profiled = false;
  let first = 0;
  for (;;) {
    const word = tokens[first]?.kind === 'word' ? tokens[first]?.upper : undefined;
    if (word === 'EXPLAIN' || word === 'PROFILE') {
      explained ||= word === 'EXPLAIN';
      profiled ||= word === 'PROFILE';
      first++;
    } else if (word === 'CYPHER') {
      first++;
      while (tokens[first]?.kind === 'number') first++;
      while (tokens[first + 1]?.text === '=') first += 3;
    } else {
      return { mode: explained ? 'explain' : profiled ? 'profile' : 'run', first };
    }
  }
}

/**
 * The query as it is handed to the engine: blanks for comments and for the words that said what to do with it, so that positions in
 * messages stay true and no engine can find an end of a comment where we found none.
 */
function plainBody(text: string, tokens: readonly CypherToken[], first: number): string {
  let body = '';
  let position = 0;
  for (const [index, token] of tokens.entries()) {
    const said = index < first && (token.upper === 'EXPLAIN' || token.upper === 'PROFILE');
    body += blank(text.slice(position, token.start)) + (said ? blank(token.text) : token.text);
    position = token.end;
  }
  return body;
}

/** White space of the same length and lines. */
function blank(text: string): string {
  return text.replace(/[^\n]/g, ' ');
}
