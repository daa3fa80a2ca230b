import { z } from 'zod';
import { ErrorResponse } from './common.ts';

export const CypherHttpRequest = z.object({
  query: z.string().min(1).max(100_000),
  params: z.record(z.string(), z.unknown()).default({}),
  limit: z.number().int().min(1).max(1_000_000).default(1000),
  timeoutMs: z.number().int().min(1).max(600_000).default(10_000),
  write: z.boolean().default(false),
});
export type CypherHttpRequest = z.infer<typeof CypherHttpRequest>;

const value = z.unknown().describe('A GraphValue (domain/graph-value.ts)');

/** The lines of the NDJSON reply: columns first, rows, then a summary or an error. */
export const CypherLine = z.union([
  z.object({ columns: z.array(z.string()) }),
  z.object({ row: z.array(value) }),
  z.object({
    summary: z.object({ rows: z.number().int(), truncated: z.boolean(), milliseconds: z.number() }),
  }),
  ErrorResponse,
]);
export type CypherLine = z.infer<typeof CypherLine>;

export const SchemaResponse = z.object({
  labels: z.array(z.object({ name: z.string(), count: z.number().int(), properties: z.array(z.string()) })),
  relationshipTypes: z.array(
    z.object({
      name: z.string(),
      count: z.number().int(),
      properties: z.array(z.string()),
      from: z.array(z.string()),
      to: z.array(z.string()),
    }),
  ),
});
export type SchemaResponse = z.infer<typeof SchemaResponse>;
