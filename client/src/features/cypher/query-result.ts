import type { CypherLine } from '../../../../domain/api/cypher.ts';
import type { GraphValue } from '../../../../domain/graph-value.ts';
import type { Reason } from '../../../../domain/reason.ts';

/** A result as far as it has arrived. */
export interface QueryResult {
  status: 'running' | 'done' | 'cancelled' | 'failed';
  columns: string[];
  rows: GraphValue[][];
  summary: { rows: number; truncated: boolean; milliseconds: number } | null;
  error: { code: string; message: string; hint?: string | undefined; reason?: Reason | undefined } | null;
}

/** The result before anything has come. */
export const RUNNING: QueryResult = { status: 'running', columns: [], rows: [], summary: null, error: null };

/** The result after more lines; rows are appended in one go, so that a long reply is not copied row by row. */
export function withLines(result: QueryResult, lines: readonly CypherLine[]): QueryResult {
  const next = { ...result };
  const rows: GraphValue[][] = [];
  for (const line of lines) {
    if ('columns' in line) next.columns = line.columns;
    else if ('row' in line) rows.push(line.row as GraphValue[]);
    else if ('summary' in line) {
      next.summary = line.summary;
      next.status = 'done';
    } else {
      next.error = line.error;
      next.status = 'failed';
    }
  }
  if (rows.length > 0) next.rows = result.rows.concat(rows);
  return next;
}

/** Where a message says the mistake is (`line 2, column 7`, with or without brackets and offset), else null. */
export function errorPosition(message: string): { line: number; column: number } | null {
  const found =
    /line[ :]+(\d+)[^\d]{1,12}col(?:umn)?[ :]+(\d+)/i.exec(message) ??
    /\b(?:at )?(\d+):(\d+)\b/.exec(message);
  return found ? { line: Number(found[1]), column: Number(found[2]) } : null;
}
