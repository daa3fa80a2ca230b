import { type CypherToken, tokenize } from './tokenize.ts';

const ENDS_ITEMS = new Set(['ORDER', 'SKIP', 'LIMIT', 'UNION', ';']);
const MAX_ALIAS_LENGTH = 200;

/** Keywords that the engine takes for nothing else, though Cypher lets them name properties. */
const NEEDS_QUOTES = new Set(
  (
    'AND CASE CREATE DELETE DETACH DISTINCT ELSE END FALSE IN IS MATCH MERGE NOT NULL OPTIONAL OR REMOVE RETURN SET THEN TRUE UNION ' +
    'UNWIND WHEN WHERE WITH XOR AS ORDER SKIP LIMIT BY ON CALL YIELD'
  ).split(' '),
);

/**
 * Makes a person's query say on the embedded engine what it says in Neo4j: every unaliased item of a final RETURN gets its own text as
 * alias (without one, nodes beside an aggregate come out as bare ids, and columns are named as the engine prints them), keywords that
 * name properties get backticks, a shortest path gets a MATCH of its own behind those of its ends (among them, the engine would look for all paths between
 * all nodes first), and a query without LIMIT gets `maxRows` as one, so that the engine stops there.
 */
export function rewriteForEmbedded(query: string, maxRows: number): string {
  const tokens = tokenize(query);
  const returns = tokens.flatMap((token, index) =>
    token.depth === 0 && isClause(tokens, index, 'RETURN') ? [index] : [],
  );
  const limit = limitEdit(tokens, returns, maxRows);
  return applyEdits(query, [
    ...tokens.flatMap((_, index) => quoteEdits(tokens, index)),
    ...tokens.flatMap((_, index) => pathEdits(tokens, index)),
    ...returns.flatMap((index) => aliasEdits(query, tokens, index + 1)),
    ...(limit ? [limit] : []),
  ]);
}

/** Backticks around a keyword that names a property (`n.set`) or a key of a map (`{merge: 1}`). */
function quoteEdits(tokens: readonly CypherToken[], index: number): Insertion[] {
  const token = tokens[index];
  if (token?.kind !== 'word' || !NEEDS_QUOTES.has(token.upper)) return [];
  const before = tokens[index - 1]?.text;
  const after = tokens[index + 1]?.text;
  const property = before === '.' && after !== '.' && after !== '(';
  const key = after === ':' && (before === '{' || before === ',');
  if (!property && !key) return [];
  return [
    { at: token.start, text: '`' },
    { at: token.end, text: '`' },
  ];
}

/** MATCH for the comma before a shortest path: `MATCH (a), (b), p = shortestPath(…)`. */
function pathEdits(tokens: readonly CypherToken[], index: number): Insertion[] {
  const comma = tokens[index];
  if (comma?.text !== ',') return [];
  const named = tokens[index + 2]?.text === '=';
  const called = tokens[index + (named ? 3 : 1)];
  if (!SHORTEST_PATHS.has(called?.upper ?? '')) return [];
  const clause = tokens.findLastIndex(
    ({ kind, upper, depth }, place) =>
      place < index && depth === comma.depth && kind === 'word' && CLAUSES.has(upper),
  );
  if (!isClause(tokens, clause, 'MATCH') || tokens[clause - 1]?.upper === 'OPTIONAL') return [];
  return [{ at: comma.start, text: ' MATCH', until: comma.end }];
}

const SHORTEST_PATHS = new Set(['SHORTESTPATH', 'ALLSHORTESTPATHS']);
const CLAUSES = new Set(['MATCH', 'WHERE', 'WITH', 'RETURN', 'UNWIND', 'YIELD', 'ORDER', 'CREATE', 'MERGE']);

interface Insertion {
  at: number;
  text: string;
  /** End of what it stands for, when that is something. */
  until?: number;
}

/** True for a keyword that stands as one: not a property (`n.return`), a map key, a label or a parameter. */
function isClause(tokens: readonly CypherToken[], index: number, keyword: string): boolean {
  const token = tokens[index];
  if (token?.kind !== 'word' || token.upper !== keyword) return false;
  const before = tokens[index - 1]?.text;
  return before !== '.' && before !== ':' && tokens[index + 1]?.text !== ':';
}

function aliasEdits(query: string, tokens: readonly CypherToken[], from: number): Insertion[] {
  const start = tokens[from]?.upper === 'DISTINCT' ? from + 1 : from;
  const edits: Insertion[] = [];
  let item: CypherToken[] = [];
  const finish = () => {
    const edit = aliasOf(query, item);
    if (edit) edits.push(edit);
    item = [];
  };
  for (const token of tokens.slice(start)) {
    if (
      token.depth === 0 &&
      ENDS_ITEMS.has(token.upper) &&
      token.kind !== 'string' &&
      item.at(-1)?.text !== '.'
    )
      break;
    if (token.depth === 0 && token.text === ',') finish();
    else item.push(token);
  }
  finish();
  return edits;
}

function aliasOf(query: string, item: readonly CypherToken[]): Insertion | null {
  const [first] = item;
  const last = item.at(-1);
  if (!first || !last || (item.length === 1 && first.text === '*')) return null;
  if (item.length === 1 && (first.kind === 'word' || first.kind === 'name'))
    return isLiteral(first) ? alias(query, first, last) : null;
  if (item.some((token) => token.depth === first.depth && token.upper === 'AS' && token.kind === 'word'))
    return null;
  return alias(query, first, last);
}

function isLiteral(token: CypherToken): boolean {
  return token.kind === 'word' && ['NULL', 'TRUE', 'FALSE'].includes(token.upper);
}

function alias(query: string, first: CypherToken, last: CypherToken): Insertion | null {
  const text = query.slice(first.start, last.end);
  if (text.includes('`') || text.length > MAX_ALIAS_LENGTH) return null;
  return { at: last.end, text: ` AS \`${text.replace(/\s+/g, ' ')}\`` };
}

/** Only where it is plain that nothing follows the one RETURN and that it has no limit of its own. */
function limitEdit(
  tokens: readonly CypherToken[],
  returns: readonly number[],
  maxRows: number,
): Insertion | null {
  const [index] = returns;
  if (index === undefined || returns.length !== 1) return null;
  const after = tokens.slice(index).filter((token) => token.depth === 0 && token.kind === 'word');
  if (after.some(({ upper }) => upper === 'LIMIT' || upper === 'UNION' || upper === 'SKIP')) return null;
  const writes = tokens.some(({ kind, upper }) => kind === 'word' && WRITING.has(upper));
  const end = tokens.findLast((token) => token.text !== ';')?.end;
  return end === undefined || writes ? null : { at: end, text: ` LIMIT ${maxRows}` };
}

const WRITING = new Set(['CREATE', 'MERGE', 'SET', 'DELETE', 'REMOVE', 'FOREACH', 'INSERT', 'CALL']);

function applyEdits(query: string, edits: readonly Insertion[]): string {
  let text = '';
  let position = 0;
  for (const { at, text: inserted, until = at } of edits.toSorted((a, b) => a.at - b.at)) {
    text += query.slice(position, at) + inserted;
    position = until;
  }
  return text + query.slice(position);
}
