import { pipeline } from 'node:stream/promises';
import { JobAccepted } from '../../domain/api/jobs.ts';
import { GraphRagError } from '../../domain/errors.ts';
import type { AppDeps } from '../app-deps.ts';
import { planExport } from '../exchange/plan-export.ts';
import { writeExport } from '../exchange/write-export.ts';
import { errorForLog } from '../presenters/error.ts';
import { jsonRoute, type Route, rawRoute } from '../route.ts';
import { closeSignal } from '../streams/event-stream.ts';
import { NO_CHANGE } from '../to-build-request.ts';

/** Most bytes of a file to import, as it is packed. */
const MOST_BYTES = 4 * 1024 ** 3;
const GZIP = [0x1f, 0x8b];

/** The whole index as one file: out as a stream, in as a job. */
export function exchangeRoutes({
  store,
  jobs,
  logger,
  loadVectors,
}: Pick<AppDeps, 'store' | 'jobs' | 'logger' | 'loadVectors'>): Route[] {
  return [
    rawRoute({
      method: 'get',
      path: '/api/export',
      summary: 'Everything that is in the index, as one file (docs/export-format.md)',
      replies: [{ status: 200, description: 'JSON lines, packed', mediaType: 'application/gzip' }],
      async handle({ response }) {
        const signal = closeSignal(response);
        try {
          const plan = await planExport(store, signal, await loadVectors?.());
          response.status(200).set({
            'Content-Type': 'application/gzip',
            'Content-Disposition': 'attachment; filename="orrery-export.jsonl.gz"',
          });
          // A failure on the way closes the connection before the file's end: nobody takes it for whole.
          await pipeline(writeExport(plan), response);
        } catch (error) {
          if (signal.aborted && !response.headersSent) return;
          if (!response.headersSent) throw error;
          if (!isEarlyEnd(error)) logger.error({ error: errorForLog(error) }, 'export failed on its way');
        }
      },
    }),
    jsonRoute({
      method: 'post',
      path: '/api/import',
      summary: 'Takes such a file in (the body), all of it or nothing, into an empty index',
      status: 202,
      reply: JobAccepted,
      async handle({ request }) {
        const { id } = await jobs.add('import', {
          ...NO_CHANGE,
          exchange: () => packed(request),
        });
        return { jobId: id };
      },
    }),
  ];
}

/** The body as it comes. @throws GraphRagError `request-invalid` as soon as it is too large, or is no gzip */
async function* packed(body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let length = 0;
  for await (const piece of body) {
    if (length === 0 && !GZIP.every((byte, at) => piece[at] === byte)) throw noExport();
    length += piece.length;
    if (length > MOST_BYTES) {
      throw new GraphRagError('request-invalid', `The file is larger than ${MOST_BYTES / 1024 ** 3} GiB`);
    }
    yield piece;
  }
  if (length === 0) throw noExport();
}

function noExport(): GraphRagError {
  return new GraphRagError('document-unreadable', 'This is no export of Orrery: it is not packed with gzip', {
    hint: 'Send a file that `orrery export` or GET /api/export gave as the body.',
  });
}

function isEarlyEnd(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_STREAM_PREMATURE_CLOSE';
}
