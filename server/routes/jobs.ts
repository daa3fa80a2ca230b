import { IdParams, PageQuery } from '../../domain/api/common.ts';
import { JobAccepted, JobListResponse, JobResponse } from '../../domain/api/jobs.ts';
import { GraphRagError } from '../../domain/errors.ts';
import { reasonFor } from '../../domain/reason.ts';
import type { AppDeps } from '../app-deps.ts';
import { presentJob } from '../presenters/job.ts';
import { presentPage } from '../presenters/page.ts';
import { jsonRoute, type Route, rawRoute } from '../route.ts';
import { closeSignal, openEventStream } from '../streams/event-stream.ts';

/** Jobs: listed, looked at, followed, cancelled, gone on with. */
export function jobRoutes({ jobs }: Pick<AppDeps, 'jobs'>): Route[] {
  return [
    jsonRoute({
      method: 'get',
      path: '/api/jobs',
      summary: 'Jobs, newest first',
      query: PageQuery,
      reply: JobListResponse,
      handle: ({ query }) => presentPage(jobs.list(), query, presentJob),
    }),
    jsonRoute({
      method: 'get',
      path: '/api/jobs/:id',
      summary: 'One job with its report',
      params: IdParams,
      reply: JobResponse,
      handle({ params }) {
        const job = jobs.find(params.id);
        if (!job) throw noJob(params.id);
        return presentJob(job);
      },
    }),
    jsonRoute({
      method: 'delete',
      path: '/api/jobs/:id',
      summary: 'Cancels a job: a waiting one at once, a running one as soon as it can stop',
      params: IdParams,
      reply: JobResponse,
      async handle({ params }) {
        const job = await jobs.cancel(params.id);
        if (!job) throw noJob(params.id);
        return presentJob(job);
      },
    }),
    jsonRoute({
      method: 'post',
      path: '/api/jobs/:id/again',
      summary:
        'Goes on with a job that was cancelled or failed, as a new job with the same documents, options and budget; 409 when they are no longer kept',
      params: IdParams,
      status: 202,
      reply: JobAccepted,
      async handle({ params }) {
        const job = await jobs.again(params.id);
        if (!job) throw noJob(params.id);
        return { jobId: job.id };
      },
    }),
    rawRoute({
      method: 'get',
      path: '/api/jobs/:id/events',
      summary: 'What happens to a job, as server-sent events; Last-Event-ID resumes',
      params: IdParams,
      replies: [
        {
          status: 200,
          description: 'Events named "job", each the whole job, until it has ended',
          mediaType: 'text/event-stream',
          schema: JobResponse,
        },
        { status: 204, description: 'The job has ended and its last event was seen: do not come back' },
      ],
      async handle({ params, request, response }) {
        const signal = closeSignal(response);
        const seen = Number.parseInt(request.get('Last-Event-ID') ?? '', 10);
        const events = jobs.events(params.id, Number.isNaN(seen) ? 0 : seen, signal);
        if (!events) throw noJob(params.id);
        const job = jobs.find(params.id);
        const ended = job?.endedAt != null;
        const first = ended ? await events.next() : null;
        if (first?.done) {
          response.status(204).end();
          return;
        }
        const stream = openEventStream(response, signal);
        if (first) await stream.send('job', presentJob(first.value.job), first.value.id);
        for await (const { id, job: now } of events) await stream.send('job', presentJob(now), id);
        stream.end();
      },
    }),
  ];
}

function noJob(id: string): GraphRagError {
  return new GraphRagError('not-found', `No job has the id "${id}"`, {
    reason: reasonFor('not-there', { id }),
    hint: 'GET /api/jobs lists those that are kept.',
  });
}
