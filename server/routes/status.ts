import { z } from 'zod';
import { SessionRequest, SessionResponse } from '../../domain/api/session.ts';
import { StatusResponse } from '../../domain/api/status.ts';
import type { AppDeps } from '../app-deps.ts';
import { presentJob } from '../presenters/job.ts';
import { jsonRoute, type Route } from '../route.ts';
import { countVectors } from '../search/vectors/count-vectors.ts';
import { openSession } from '../security/authentication.ts';
import { jsonBody } from './bodies.ts';
import { isSample } from './documents.ts';

/** What the server is and does now, and the way in where it asks for a token. */
export function statusRoutes({
  store,
  snapshots,
  jobs,
  status,
  auth,
}: Pick<AppDeps, 'store' | 'snapshots' | 'jobs' | 'status' | 'auth'>): Route[] {
  let engine: ReturnType<typeof store.describe> | null = null;
  const describeOnce = () => {
    engine ??= store.describe().catch((error: unknown) => {
      engine = null;
      throw error;
    });
    return engine;
  };
  return [
    jsonRoute({
      method: 'get',
      path: '/api/status',
      summary: 'Index, store, models and the running job',
      reply: StatusResponse,
      async handle() {
        const { name, version, notes } = await describeOnce();
        const snapshot = await snapshots.current();
        const { info, documentsBySource } = snapshot;
        const vectorIds = await status.vectorIds?.();
        const job = jobs.active();
        return {
          version: status.version,
          store: { kind: store.kind, name, version, notes },
          index: {
            version: info.version,
            documents: info.documents,
            chunks: info.chunks,
            entities: info.entities,
            relationships: info.relationships,
            communities: info.communities,
            reports: info.reports,
          },
          models: {
            extractor: status.models.extractor,
            chat: status.models.chat,
            embedding: status.models.embedding,
          },
          ...(vectorIds ? { vectors: countVectors(snapshot, vectorIds) } : {}),
          job: job && presentJob(job),
          samples: documentsBySource.some(({ source }) => isSample(source)),
        };
      },
    }),
    jsonRoute({
      method: 'post',
      path: '/api/session',
      summary: 'Takes the token and sets the cookie that stands for it',
      open: true,
      body: SessionRequest,
      before: [jsonBody],
      reply: SessionResponse,
      handle({ body, response }) {
        openSession(body.token, response, auth);
        return { open: true as const };
      },
    }),
    jsonRoute({
      method: 'get',
      path: '/healthz',
      summary: 'Answers when the server is up',
      open: true,
      reply: z.object({ ok: z.literal(true) }),
      handle: () => ({ ok: true as const }),
    }),
  ];
}
