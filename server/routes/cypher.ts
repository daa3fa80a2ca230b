import { CypherHttpRequest, CypherLine, SchemaResponse } from '../../domain/api/cypher.ts';
import { GraphRagError } from '../../domain/errors.ts';
import type { AppDeps } from '../app-deps.ts';
import { streamRows } from '../cypher/stream-rows.ts';
import { errorForLog } from '../presenters/error.ts';
import { presentSchema } from '../presenters/schema.ts';
import { jsonRoute, type Route, rawRoute } from '../route.ts';
import { closeSignal } from '../streams/event-stream.ts';
import { jsonBody } from './bodies.ts';

/** A person's own queries. The store guards what they may do; here they are capped, streamed and cancelled. */
export function cypherRoutes({
  store,
  snapshots,
  logger,
}: Pick<AppDeps, 'store' | 'snapshots' | 'logger'>): Route[] {
  return [
    rawRoute({
      method: 'post',
      path: '/api/cypher',
      summary: 'Runs a query, read-only unless write is set; closing the connection ends it',
      body: CypherHttpRequest,
      before: [jsonBody],
      replies: [
        {
          status: 200,
          description: 'Lines: columns, each row, then a summary or an error',
          mediaType: 'application/x-ndjson',
          schema: CypherLine,
        },
      ],
      async handle({ body, response }) {
        const signal = closeSignal(response);
        try {
          const result = await store.runCypher({ ...body, signal });
          // What was written is in the snapshot before the summary tells that it is there.
          const refresh = () => snapshots.refresh({ force: true });
          const rows = body.write ? followedBy(result.rows, refresh) : result.rows;
          await streamRows(
            response,
            { ...result, rows },
            {
              signal,
              onError(error) {
                if (!(error instanceof GraphRagError))
                  logger.error({ error: errorForLog(error) }, 'query failed');
              },
            },
          );
        } catch (error) {
          if (!signal.aborted) throw error;
        }
      },
    }),
    jsonRoute({
      method: 'get',
      path: '/api/schema',
      summary: 'Labels, relationship types and properties that are in the graph',
      reply: SchemaResponse,
      handle: async () => presentSchema(await store.schema()),
    }),
  ];
}

/** The items, then `work`, however the items ended. */
async function* followedBy<T>(items: AsyncIterable<T>, work: () => Promise<unknown>): AsyncGenerator<T> {
  try {
    yield* items;
  } finally {
    await work();
  }
}
