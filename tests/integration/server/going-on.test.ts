import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { JobAccepted, JobListResponse, JobResponse } from '../../../domain/api/jobs.ts';
import { GraphRagError } from '../../../domain/errors.ts';
import type { BuildRequest } from '../../../domain/ports/index-builder.ts';
import { readEvents } from '../../support/server/read-events.ts';
import { serveEmbedded } from '../../support/server/serve-embedded.ts';
import { jsonBody, startServer, type TestServer } from '../../support/server/start-server.ts';

let folder: string;
let server: TestServer;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'orrery-going-on-'));
  server = await startServer({ jobFolder: folder });
});
afterEach(async () => {
  await server.close();
  await rm(folder, { recursive: true, force: true });
});

const OPTIONS = 'extractor=model&budget=0.5&prune=true&root=notes&entityType=PERSON&batch=true';
const aDocument = (name: string) => ({ source: `notes/${name}.md`, text: `What ${name} holds` });

/** Adds a document; its job runs when no other does. */
async function add(name: string): Promise<string> {
  const body = jsonBody({ documents: [aDocument(name)] });
  const { jobId } = JobAccepted.parse((await server.json(`/api/documents?${OPTIONS}`, body)).body);
  return jobId;
}
const cancel = async (id: string): Promise<void> => {
  await server.fetch(`/api/jobs/${id}`, { method: 'DELETE' });
};
/** Adds a document and cancels that in the middle. */
async function addAndCancel(name: string): Promise<string> {
  const id = await add(name);
  await server.builder.next();
  await cancel(id);
  await server.jobs.settled();
  return id;
}
const again = (id: string) => server.json(`/api/jobs/${id}/again`, { method: 'POST' });
const jobOf = async (id: string): Promise<JobResponse> =>
  JobResponse.parse((await server.json(`/api/jobs/${id}`)).body);
async function idsThatCanGoOn(): Promise<string[]> {
  const { items } = JobListResponse.parse((await server.json('/api/jobs')).body);
  return items.filter(({ canGoOn }) => canGoOn).map(({ id }) => id);
}
/** Jobs of which more than the record is on disk. */
async function jobsWithInputs(): Promise<string[]> {
  const ids: string[] = [];
  for (const id of await readdir(folder)) if ((await readdir(join(folder, id))).length > 1) ids.push(id);
  return ids;
}
const readable = ({ add: files, ...request }: BuildRequest) => ({
  ...request,
  add: files.map(({ bytes, ...file }) => ({ ...file, text: new TextDecoder().decode(bytes) })),
});

describe('a job that was cancelled', () => {
  it('goes on with the same documents and options, under an id of its own', async () => {
    const id = await add('a');
    const first = await server.builder.next();
    await cancel(id);
    await server.jobs.settled();
    expect(await jobOf(id)).toMatchObject({ state: 'cancelled', canGoOn: true });

    const { status, body } = await again(id);
    expect(status).toBe(202);
    const { jobId } = JobAccepted.parse(body);
    expect(jobId).not.toBe(id);
    const second = await server.builder.next();
    expect(readable(second.request)).toEqual(readable(first.request));
    expect(readable(second.request)).toMatchObject({
      extractor: 'model',
      budget: 0.5,
      prune: true,
      batch: true,
      roots: ['notes'],
      ontology: { entityTypes: ['PERSON'] },
      add: [{ source: 'notes/a.md', text: 'What a holds' }],
    });
    second.finish();
    await server.jobs.settled();
    expect(await jobOf(jobId)).toMatchObject({ kind: 'ingest', state: 'done' });
    expect(await jobOf(jobId)).not.toHaveProperty('canGoOn');
  });

  it('counts what it took before, so that the budget is that of both', async () => {
    const id = await add('a');
    const spent = { input: 1000, output: 100, cost: 0.3 };
    (await server.builder.next()).progress({ stage: 'extract', done: 1, total: 2, spent });
    await cancel(id);
    await server.jobs.settled();
    const { jobId } = JobAccepted.parse((await again(id)).body);
    expect((await server.builder.next()).spentBefore).toEqual(spent);
    expect((await jobOf(jobId)).progress.spent).toEqual(spent);
  });

  it('goes on though it was only waiting', async () => {
    await add('a');
    const running = await server.builder.next();
    const waiting = await add('b');
    await cancel(waiting);
    await again(waiting);
    running.finish();
    expect((await server.builder.next()).request.add.map(({ source }) => source)).toEqual(['notes/b.md']);
  });

  it('goes on once: of two that ask at the same time, one is refused', async () => {
    const id = await addAndCancel('a');
    const statuses = (await Promise.all([again(id), again(id)])).map(({ status }) => status);
    expect(statuses.sort()).toEqual([202, 409]);
    expect(server.jobs.list()).toHaveLength(2);
    expect(await idsThatCanGoOn()).toEqual([]);
  });

  it('goes on after a restart of the server, and can go on again when it is cancelled again', async () => {
    const id = await addAndCancel('a');
    await server.close();
    server = await startServer({ jobFolder: folder });
    expect(await idsThatCanGoOn()).toEqual([id]);
    const { jobId } = JobAccepted.parse((await again(id)).body);
    await server.builder.next();
    await cancel(jobId);
    await server.jobs.settled();
    expect(await idsThatCanGoOn()).toEqual([jobId]);
    expect(await jobsWithInputs()).toEqual([jobId]);
  });
});

describe('a job that failed', () => {
  it('goes on', async () => {
    const id = await add('a');
    (await server.builder.next()).fail(new GraphRagError('model-unavailable', 'Nobody answers'));
    await server.jobs.settled();
    expect(await jobOf(id)).toMatchObject({ state: 'failed', canGoOn: true });
    expect((await again(id)).status).toBe(202);
    expect((await server.builder.next()).request.add).toHaveLength(1);
  });

  it('cannot go on when what it was given is no good, and keeps nothing of it', async () => {
    const id = await add('a');
    (await server.builder.next()).fail(new GraphRagError('document-unreadable', 'This is no export'));
    await server.jobs.settled();
    expect(await jobOf(id)).not.toHaveProperty('canGoOn');
    expect(await jobsWithInputs()).toEqual([]);
    expect((await again(id)).status).toBe(409);
  });
});

describe('what a job was given', () => {
  it('is kept of the last that ended, and of no other', async () => {
    const first = await addAndCancel('a');
    expect(await jobsWithInputs()).toEqual([first]);
    const second = await addAndCancel('b');
    expect(await jobsWithInputs()).toEqual([second]);
    expect(await idsThatCanGoOn()).toEqual([second]);
  });

  it('is gone once another job is done, which a request to go on is told in words', async () => {
    const id = await addAndCancel('a');
    await add('b');
    (await server.builder.next()).finish();
    await server.jobs.settled();
    expect(await jobsWithInputs()).toEqual([]);
    expect(await again(id)).toMatchObject({
      status: 409,
      body: {
        error: {
          code: 'conflict',
          message: `What job "${id}" was asked to do is no longer kept`,
          hint: expect.any(String),
        },
      },
    });
  });

  it('is gone once the job was gone on with', async () => {
    const id = await addAndCancel('a');
    const { jobId } = JobAccepted.parse((await again(id)).body);
    expect(await jobsWithInputs()).toEqual([jobId]);
  });

  it('may be missing all the same: then nothing is started, and the job says so from then on', async () => {
    const id = await addAndCancel('a');
    await rm(join(folder, id, 'inputs.bin'));
    expect((await again(id)).status).toBe(409);
    expect(server.jobs.list()).toHaveLength(1);
    expect(await idsThatCanGoOn()).toEqual([]);
  });

  it('is cleared away at the next start when a kill left it behind a job that is done', async () => {
    const id = await add('a');
    const inputs = await readFile(join(folder, id, 'inputs.bin'));
    (await server.builder.next()).finish();
    await server.jobs.settled();
    await server.close();
    await writeFile(join(folder, id, 'inputs.bin'), inputs);
    server = await startServer({ jobFolder: folder });
    expect(await jobsWithInputs()).toEqual([]);
  });
});

describe('a request to go on is refused', () => {
  it('with 404 for a job that is not there', async () => {
    expect(await again('none')).toMatchObject({ status: 404, body: { error: { code: 'not-found' } } });
  });

  it('with 409 for a job that has not ended, and for one that is done', async () => {
    const id = await add('a');
    const build = await server.builder.next();
    expect(await again(id)).toMatchObject({
      status: 409,
      body: { error: { message: `Job "${id}" has not ended: it is running` } },
    });
    build.finish();
    await server.jobs.settled();
    expect(await again(id)).toMatchObject({
      status: 409,
      body: { error: { message: `Job "${id}" is done` } },
    });
    expect(server.builder.begun).toHaveLength(1);
  });
});

it('a reading that was cancelled and gone on with after a restart ends in the index of an undisturbed one', async () => {
  const documents = Array.from({ length: 120 }, (_, at) => ({
    source: `notes/${at}.md`,
    text: `# Model ${at}\n\nModel ${at} is a variant of Transformer. Model ${at} uses Attention and LoRA.\n`,
  }));
  const send = async (url: string, path: string, init: RequestInit) =>
    JobAccepted.parse(await (await fetch(new URL(path, url), init)).json()).jobId;
  async function follow(url: string, id: string, until: (job: JobResponse) => boolean): Promise<JobResponse> {
    for await (const { data } of readEvents(await fetch(new URL(`/api/jobs/${id}/events`, url)))) {
      const job = JobResponse.parse(data);
      if (until(job)) return job;
    }
    throw new Error('The events ended first');
  }
  const hasEnded = ({ endedAt }: JobResponse) => endedAt !== null;
  const entitiesOf = async (url: string) => (await fetch(new URL('/api/entities?limit=500', url))).json();

  const undisturbed = await serveEmbedded(join(folder, 'undisturbed'));
  const whole = await send(undisturbed.url, '/api/documents', jsonBody({ documents }));
  await follow(undisturbed.url, whole, hasEnded);
  const expected = await entitiesOf(undisturbed.url);
  await undisturbed.close();

  const cancelled = await serveEmbedded(join(folder, 'cancelled'));
  const id = await send(cancelled.url, '/api/documents', jsonBody({ documents }));
  await follow(cancelled.url, id, ({ stage }) => stage === 'extract');
  await fetch(new URL(`/api/jobs/${id}`, cancelled.url), { method: 'DELETE' });
  expect(await follow(cancelled.url, id, hasEnded)).toMatchObject({ state: 'cancelled', canGoOn: true });
  await cancelled.close();

  const restarted = await serveEmbedded(join(folder, 'cancelled'));
  try {
    const next = await send(restarted.url, `/api/jobs/${id}/again`, { method: 'POST' });
    const { state, report } = await follow(restarted.url, next, hasEnded);
    expect(state).toBe('done');
    expect(report?.documents.failed).toEqual([]);
    expect(await entitiesOf(restarted.url)).toEqual(expected);
  } finally {
    await restarted.close();
  }
});
