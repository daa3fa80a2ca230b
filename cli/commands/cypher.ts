import { CypherLine } from '../../domain/api/cypher.ts';
import { type ErrorCode, GraphRagError } from '../../domain/errors.ts';
import type { Api } from '../api.ts';
import type { Output } from '../output.ts';

export interface CypherFlags {
  params: Record<string, unknown>;
  write: boolean;
  limit?: number;
  timeoutMs?: number;
}

/** `orrery cypher QUERY` */
export async function cypherCommand(
  api: Api,
  query: string,
  flags: CypherFlags,
  output: Output,
): Promise<number> {
  let columns: string[] = [];
  let summary: unknown = null;
  const rows: unknown[][] = [];
  for await (const raw of api.lines('/api/cypher', { query, ...flags })) {
    const line = CypherLine.parse(raw);
    if ('error' in line) {
      const { code, message, hint } = line.error;
      throw new GraphRagError(code as ErrorCode, message, hint === undefined ? {} : { hint });
    }
    if ('columns' in line) columns = line.columns;
    else if ('row' in line) rows.push(line.row);
    else summary = line.summary;
  }
  output.result({ columns, rows, summary }, [
    columns.join('\t'),
    ...rows.map((row) =>
      row.map((value) => (typeof value === 'string' ? value : JSON.stringify(value))).join('\t'),
    ),
  ]);
  return 0;
}
