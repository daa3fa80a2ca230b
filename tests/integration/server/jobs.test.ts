import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { JobListResponse, JobResponse } from '../../../domain/api/jobs.ts';
import { GraphRagError } from '../../../domain/errors.ts';
import { anIngestReport } from '../../support/history.ts';
import { collect, readEvents } from '../../support/server/read-events.ts';
import { jsonBody, startServer, type TestServer } from '../../support/server/start-server.ts';

let server: TestServer;
beforeEach(async () => {
  server = await startServer();
});
afterEach(() => server.close());

const addOne = async (): Promise<void> => {
  await server.fetch('/api/documents', jsonBody({ documents: [{ source: 'a.md', text: 'x' }] }));
};
const jobOf = async (id: string): Promise<JobResponse> =>
  JobResponse.parse((await server.json(`/api/jobs/${id}`)).body);
const follow = (id: string, lastEventId?: number): Promise<Response> =>
  server.fetch(
    `/api/jobs/${id}/events`,
    lastEventId === undefined ? {} : { headers: { 'last-event-id': String(lastEventId) } },
  );

describe('a job', () => {
  it('tells its state, its stage and in the end its report', async () => {
    await addOne();
    const build = await server.builder.next();
    build.progress({ stage: 'extract', done: 3, total: 7 });
    expect(await jobOf('job-1')).toMatchObject({
      state: 'running',
      kind: 'ingest',
      stage: 'extract',
      progress: { done: 3, total: 7 },
      endedAt: null,
    });
    expect((await server.json('/api/status')).body).toMatchObject({ job: { id: 'job-1', state: 'running' } });
    build.finish(anIngestReport({ added: ['a.md'] }));
    await server.jobs.settled();
    expect(await jobOf('job-1')).toMatchObject({ state: 'done', report: { documents: { added: ['a.md'] } } });
    expect((await server.json('/api/status')).body).toMatchObject({ job: null });
  });

  it('that fails tells why in words, and the next one runs', async () => {
    await addOne();
    await addOne();
    const failure = new GraphRagError('store-unavailable', 'The disk is full', { hint: 'Make room.' });
    (await server.builder.next()).fail(failure);
    (await server.builder.next()).fail(new TypeError('x is not a function'));
    await server.jobs.settled();
    expect((await jobOf('job-1')).error).toEqual({
      code: 'store-unavailable',
      message: 'The disk is full',
      hint: 'Make room.',
    });
    expect((await jobOf('job-2')).error).toMatchObject({ code: 'internal', message: 'internal error' });
  });

  it('stands in the list, newest first', async () => {
    await addOne();
    await addOne();
    const list = JobListResponse.parse((await server.json('/api/jobs?limit=1')).body);
    expect(list).toMatchObject({ items: [{ id: 'job-2', state: 'queued' }], total: 2 });
  });

  it.each([
    ['GET', '/api/jobs/none'],
    ['DELETE', '/api/jobs/none'],
    ['GET', '/api/jobs/none/events'],
  ])('that is absent is not found: %s %s', async (method, path) => {
    const { status, body } = await server.json(path, { method });
    expect(status).toBe(404);
    expect(body).toMatchObject({ error: { code: 'not-found' } });
  });
});

describe('cancelling', () => {
  it('takes a waiting job out, which never runs', async () => {
    await addOne();
    await addOne();
    const first = await server.builder.next();
    const { status, body } = await server.json('/api/jobs/job-2', { method: 'DELETE' });
    expect(status).toBe(200);
    expect(body).toMatchObject({ id: 'job-2', state: 'cancelled' });
    first.finish();
    await server.jobs.settled();
    expect(server.builder.begun).toHaveLength(1);
  });

  it('asks a running job to stop', async () => {
    await addOne();
    const build = await server.builder.next();
    expect((await server.fetch('/api/jobs/job-1', { method: 'DELETE' })).status).toBe(200);
    await server.jobs.settled();
    expect(build.signal?.aborted).toBe(true);
    expect(await jobOf('job-1')).toMatchObject({ state: 'cancelled', endedAt: expect.any(String) });
  });

  it('leaves an ended job as it ended', async () => {
    await addOne();
    (await server.builder.next()).finish();
    await server.jobs.settled();
    expect((await server.json('/api/jobs/job-1', { method: 'DELETE' })).body).toMatchObject({
      state: 'done',
    });
  });
});

describe('the events of a job', () => {
  it('tell it from the beginning to its end, and then end themselves', async () => {
    await addOne();
    const build = await server.builder.next();
    const reply = await follow('job-1');
    expect(reply.headers.get('content-type')).toContain('text/event-stream');
    build.progress({ stage: 'read', done: 0, total: 1 });
    build.progress({ stage: 'write', done: 0, total: 1 });
    const report = anIngestReport({ added: ['notes/a.md'] });
    build.finish(report);
    const events = await collect(readEvents(reply));
    const jobs = events.map(({ data }) => JobResponse.parse(data));
    expect(events.every(({ event }) => event === 'job')).toBe(true);
    expect(jobs.map(({ state, stage }) => [state, stage])).toEqual([
      ['queued', null],
      ['running', null],
      ['running', 'read'],
      ['running', 'write'],
      ['done', 'write'],
    ]);
    expect(jobs.at(-1)?.report).toEqual(report);
  });

  it('go on after the last one that was seen', async () => {
    await addOne();
    const build = await server.builder.next();
    const first = await follow('job-1');
    build.progress({ stage: 'read', done: 0, total: 1 });
    const seen: number[] = [];
    for await (const { id, data } of readEvents(first)) {
      seen.push(id ?? -1);
      if (JobResponse.parse(data).stage === 'read') break;
    }
    build.progress({ stage: 'write', done: 0, total: 1 });
    build.finish();
    const rest = await collect(readEvents(await follow('job-1', seen.at(-1))));
    expect(rest.map(({ data }) => JobResponse.parse(data).stage)).toEqual(['write', 'write']);
    expect([...seen, ...rest.map(({ id }) => id)]).toEqual(
      [...seen, ...rest.map(({ id }) => id ?? -1)].sort((a, b) => a - b),
    );
  });

  it('are over, without an answer to come back for, once the last one was seen', async () => {
    await addOne();
    (await server.builder.next()).finish();
    await server.jobs.settled();
    const events = await collect(readEvents(await follow('job-1')));
    const last = events.at(-1)?.id ?? 0;
    expect((await follow('job-1', last)).status).toBe(204);
  });

  it('reach every listener', async () => {
    await addOne();
    const build = await server.builder.next();
    const replies = await Promise.all([follow('job-1'), follow('job-1')]);
    build.finish();
    const streams = await Promise.all(replies.map((reply) => collect(readEvents(reply))));
    for (const events of streams) expect(events.at(-1)?.data).toMatchObject({ state: 'done' });
  });

  it('are kept open by a sign of life while nothing happens', async () => {
    await addOne();
    const build = await server.builder.next();
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    try {
      const reply = await follow('job-1');
      vi.advanceTimersByTime(15_000);
      build.finish();
      expect(await reply.text()).toMatch(/^: .+\n\n/m);
    } finally {
      vi.useRealTimers();
    }
  });
});
