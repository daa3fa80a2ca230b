import { GraphRagError } from '../../../domain/errors.ts';
import type { GraphValue } from '../../../domain/graph-value.ts';
import type { CypherRequest, CypherResult } from '../../../domain/ports/graph-store.ts';
import type { CypherEngine, QueryLimits, RowStream } from '../cypher-engine.ts';
import { sizeOf } from '../value-size.ts';
import { checkPlan, checkText, onlyReads } from './check-query.ts';
import { readTypedQuery, type TypedQuery } from './typed-query.ts';

/** The most that one result may hold, in bytes of its JSON, roughly. */
const MAX_RESULT_BYTES = 128 * 1024 * 1024;

/** `CypherRunner.runCypher` on any engine: guard, plan, run where nothing is kept unless asked, cap what comes back. */
export async function runUserCypher(engine: CypherEngine, request: CypherRequest): Promise<CypherResult> {
  const started = performance.now();
  request.signal?.throwIfAborted();
  const query = readTypedQuery(request.query);
  checkText(query, request.params);
  const limits = limitsFrom(request, started);
  const { text, reads } = await guardedText(engine, query, request, limits);
  if (query.mode === 'explain') {
    return toResult(
      await plannedStream(engine, query.body, request.params, limits()),
      request.limit,
      started,
    );
  }
  const stream = await engine.stream({
    query: text,
    params: request.params,
    // What only reads waits for no change of the index, and keeps none waiting.
    write: request.write && !reads,
    profile: query.mode === 'profile',
    maxRows: request.limit + 1,
    ...limits(),
  });
  return toResult(stream, request.limit, started);
}

/** The text to run: as the engine understands it best, after its plan was found harmless. */
async function guardedText(
  engine: CypherEngine,
  query: TypedQuery,
  request: CypherRequest,
  limits: () => QueryLimits,
): Promise<{ text: string; reads: boolean }> {
  if (query.show) return { text: query.body, reads: true };
  const { params, write } = request;
  const guarded = async (text: string) => {
    const plan = await engine.explain(text, params, limits());
    checkPlan(engine.kind, plan, write);
    return { text, reads: onlyReads(engine.kind, plan) };
  };
  const rewritten = query.mode === 'run' ? engine.dialect.rewrite(query.body, request.limit + 1) : query.body;
  try {
    return await guarded(rewritten);
  } catch (error) {
    const invalid = error instanceof GraphRagError && error.code === 'query-invalid';
    if (!invalid || rewritten === query.body) throw error;
  }
  // The message must point into what the person wrote.
  return guarded(query.body);
}

/** What is left of the time from each step to the next. */
function limitsFrom({ timeoutMs, signal }: CypherRequest, started: number): () => QueryLimits {
  return () => ({ timeoutMs: Math.max(1, Math.ceil(timeoutMs - (performance.now() - started))), signal });
}

async function plannedStream(
  engine: CypherEngine,
  body: string,
  params: Record<string, unknown>,
  limits: QueryLimits,
): Promise<RowStream> {
  const { text } = await engine.explain(body, params, limits);
  let batch: GraphValue[][] | null = [[text]];
  return {
    columns: ['plan'],
    async next() {
      const rows = batch;
      batch = null;
      return rows;
    },
    async close() {},
  };
}

function toResult(stream: RowStream, limit: number, started: number): CypherResult {
  const summary = { rows: 0, truncated: false, milliseconds: 0 };
  async function* pull(): AsyncGenerator<GraphValue[]> {
    let bytes = 0;
    try {
      for (let batch = await stream.next(); batch !== null; batch = await stream.next()) {
        for (const row of batch) {
          bytes += sizeOf(row, MAX_RESULT_BYTES - bytes);
          if (summary.rows >= limit || bytes > MAX_RESULT_BYTES) {
            summary.truncated = true;
            return;
          }
          summary.rows++;
          yield row;
        }
      }
    } finally {
      summary.milliseconds = Math.round(performance.now() - started);
      await stream.close();
    }
  }
  return { columns: stream.columns, rows: pull(), summary: () => summary };
}
