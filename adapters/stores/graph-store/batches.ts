import type { CypherStatement } from '../cypher-engine.ts';

/** Most rows of one UNWIND. */
const MAX_BATCH_ROWS = 5000;
/** Text of one UNWIND in UTF-16 units, roughly; keeps messages to the engine small where records are large. */
const MAX_BATCH_TEXT = 8_000_000;

/** One query over many rows, as statements that carry `$rows` in batches of bounded count and size. */
export function inBatches(query: string, rows: readonly unknown[]): CypherStatement[] {
  const statements: CypherStatement[] = [];
  let batch: unknown[] = [];
  let size = 0;
  const flush = () => {
    if (batch.length > 0) statements.push({ query, params: { rows: batch } });
    batch = [];
    size = 0;
  };
  for (const row of rows) {
    const rowSize = textSize(row);
    if (batch.length >= MAX_BATCH_ROWS || size + rowSize > MAX_BATCH_TEXT) flush();
    batch.push(row);
    size += rowSize;
  }
  flush();
  return statements;
}

/** Length of all text in a value. */
function textSize(value: unknown): number {
  if (typeof value === 'string') return value.length;
  if (Array.isArray(value)) return typeof value[0] === 'string' ? value.join('').length : value.length * 8;
  if (value === null || typeof value !== 'object') return 8;
  let size = 0;
  for (const item of Object.values(value)) size += textSize(item);
  return size;
}

/** Rows by the name that their query must spell out, in order of first appearance. */
export function groupBy<T>(rows: readonly T[], name: (row: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const key = name(row);
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return groups;
}
