import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createJobFiles } from '../../../../adapters/job-files.ts';
import type { JobStage } from '../../../../domain/job.ts';
import type { BuildRequest } from '../../../../domain/ports/index-builder.ts';
import type { JobFiles } from '../../../../domain/ports/job-files.ts';
import type { JobEvent } from '../../../../server/jobs/job-events.ts';
import { createJobQueue, type JobQueue } from '../../../../server/jobs/job-queue.ts';
import { collect } from '../../../support/server/read-events.ts';
import { createScriptedBuilder, type ScriptedBuilder } from '../../../support/server/scripted-builder.ts';

let folder: string;
let now: number;
let ids: number;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'orrery-jobs-'));
  now = Date.parse('2026-01-01T00:00:00.000Z');
  ids = 0;
});
afterEach(() => rm(folder, { recursive: true, force: true }));

interface Process {
  queue: JobQueue;
  builder: ScriptedBuilder;
}

/** A process over the folder; forgetting it without `close` is what a kill does. */
async function startProcess(files: JobFiles = createJobFiles({ folder })): Promise<Process> {
  const builder = createScriptedBuilder();
  const queue = createJobQueue({
    builder,
    files,
    clock: () => new Date(now),
    newId: () => `job-${++ids}`,
    logger: pino({ level: 'silent' }),
  });
  await queue.start();
  return { queue, builder };
}

function aRequest(fields: Partial<BuildRequest> = {}): BuildRequest {
  return { add: [], remove: [], roots: [], prune: false, rebuild: false, extractor: 'auto', ...fields };
}

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const endless = new AbortController().signal;

function eventsOf(queue: JobQueue, id: string, after = 0): AsyncGenerator<JobEvent, void> {
  const events = queue.events(id, after, endless);
  if (!events) throw new Error(`No job ${id}`);
  return events;
}

describe('the queue', () => {
  it('runs one job at a time, in order of arrival', async () => {
    const { queue, builder } = await startProcess();
    for (const source of ['a', 'b', 'c']) await queue.add('remove', aRequest({ remove: [source] }));
    const order: unknown[] = [];
    for (let turn = 0; turn < 3; turn += 1) {
      const build = await builder.next();
      expect(builder.begun).toHaveLength(turn + 1);
      order.push(build.request.remove[0]);
      build.finish();
    }
    await queue.settled();
    expect(order).toEqual(['a', 'b', 'c']);
    expect(queue.active()).toBeNull();
  });

  it('hands the builder every byte that was sent', async () => {
    const { queue, builder } = await startProcess();
    const request = aRequest({
      add: [
        { source: 'a.md', bytes: bytes('甲'), title: 'A' },
        { source: 'empty.md', bytes: bytes('') },
        { source: 'b.bin', bytes: new Uint8Array([0, 255, 10, 13]), mediaType: 'text/plain' },
      ],
      roots: ['notes'],
      prune: true,
      failed: [{ source: 'c.md', code: 'unreadable', message: 'No permission' }],
    });
    await queue.add('ingest', request);
    const build = await builder.next();
    expect({
      ...build.request,
      add: build.request.add.map((file) => ({ ...file, bytes: [...file.bytes] })),
    }).toEqual({ ...request, add: request.add.map((file) => ({ ...file, bytes: [...file.bytes] })) });
    build.finish();
    await queue.settled();
  });

  it('keeps the record of an ended job, and forgets its inputs', async () => {
    const { queue, builder } = await startProcess();
    await queue.add('ingest', aRequest({ add: [{ source: 'a.md', bytes: bytes('private words') }] }));
    (await builder.next()).finish();
    await queue.settled();
    expect(await readdir(join(folder, 'job-1'))).toEqual(['job.json']);
    expect(await readFile(join(folder, 'job-1', 'job.json'), 'utf8')).not.toContain('private words');
  });

  it('keeps the last fifty records', async () => {
    const { queue, builder } = await startProcess();
    for (let count = 0; count < 53; count += 1) {
      await queue.add('remove', aRequest());
      (await builder.next()).finish();
      await queue.settled();
    }
    expect(queue.list().map(({ id }) => id)).toEqual(Array.from({ length: 50 }, (_, at) => `job-${53 - at}`));
    expect(await readdir(folder)).toHaveLength(50);
  });

  it('does not run a job that was cancelled while it waited, and keeps that', async () => {
    const { queue, builder } = await startProcess();
    await queue.add('remove', aRequest());
    await queue.add('remove', aRequest());
    const first = await builder.next();
    await queue.cancel('job-2');
    expect((await collect(eventsOf(queue, 'job-2'))).at(-1)?.job.state).toBe('cancelled');
    first.finish();
    await queue.settled();
    const later = await startProcess();
    expect(later.queue.find('job-2')?.state).toBe('cancelled');
    expect(later.builder.begun).toEqual([]);
  });

  it('goes on when the end of a job cannot be written', async () => {
    const files = createJobFiles({ folder });
    const full: JobFiles = {
      ...files,
      save: (record) =>
        record.job.state === 'done' ? Promise.reject(new Error('The disk is full')) : files.save(record),
    };
    const { queue, builder } = await startProcess(full);
    await queue.add('remove', aRequest());
    await queue.add('remove', aRequest());
    (await builder.next()).finish();
    (await builder.next()).finish();
    await queue.settled();
    expect(queue.list().map(({ state }) => state)).toEqual(['done', 'done']);
  });
});

describe('progress', () => {
  const followed = async (
    tell: (progress: (stage: JobStage, done: number, atMs: number) => void) => void,
  ) => {
    const { queue, builder } = await startProcess();
    await queue.add('ingest', aRequest());
    const build = await builder.next();
    const start = now;
    tell((stage, done, atMs) => {
      now = start + atMs;
      build.progress({ stage, done, total: 1000 });
    });
    build.finish();
    const events = await collect(eventsOf(queue, 'job-1'));
    return events.filter(({ job }) => job.state === 'running' && job.stage !== null).map(({ job }) => job);
  };

  it('is told at most ten times a second within a stage', async () => {
    const told = await followed((progress) => {
      for (let atMs = 0; atMs < 1000; atMs += 1) progress('extract', atMs, atMs);
    });
    expect(told).toHaveLength(10);
  });

  it('is always told when a stage begins or is complete', async () => {
    const told = await followed((progress) => {
      progress('read', 0, 0);
      progress('read', 1000, 1);
      progress('split', 0, 2);
      progress('split', 5, 3);
      progress('split', 1000, 4);
    });
    expect(told.map(({ stage, progress }) => [stage, progress.done])).toEqual([
      ['read', 0],
      ['read', 1000],
      ['split', 0],
      ['split', 1000],
    ]);
  });
});

describe('after a kill', () => {
  it('the job that ran tells that it was interrupted, goes on under its id, and ends', async () => {
    const killed = await startProcess();
    await killed.queue.add('ingest', aRequest({ add: [{ source: 'a.md', bytes: bytes('甲') }] }));
    await killed.queue.add('remove', aRequest({ remove: ['b'] }));
    await killed.builder.next();
    const seen = await eventsOf(killed.queue, 'job-1').next();
    const lastSeen = seen.done ? 0 : seen.value.id;

    const { queue, builder } = await startProcess();
    const build = await builder.next();
    expect(new TextDecoder().decode(build.request.add[0]?.bytes)).toBe('甲');
    expect(queue.active()).toMatchObject({ id: 'job-1', state: 'running', interruptions: 1 });
    build.finish();
    (await builder.next()).finish();
    await queue.settled();
    const events = await collect(eventsOf(queue, 'job-1', lastSeen));
    expect(events.map(({ job }) => job.state)).toEqual(['interrupted', 'queued', 'running', 'done']);
    expect(events.every(({ id }) => id > lastSeen)).toBe(true);
    expect(queue.list().map(({ id, state }) => [id, state])).toEqual([
      ['job-2', 'done'],
      ['job-1', 'done'],
    ]);
  });

  it('what models took before is known to the run that goes on, and is in what it tells', async () => {
    const killed = await startProcess();
    await killed.queue.add('ingest', aRequest({ budget: 1 }));
    const build = await killed.builder.next();
    expect(build.spentBefore).toBeUndefined();
    for (let call = 1; call <= 20; call++) {
      const spent = { input: call * 100, output: call * 10, cost: call / 100 };
      build.progress({ stage: 'extract', done: 3, total: 9, spent });
    }
    const record = join(folder, 'job-1', 'job.json');
    const all = { input: 2000, output: 200, cost: 0.2 };
    await vi.waitFor(async () =>
      expect(JSON.parse(await readFile(record, 'utf8')).job.progress.spent).toEqual(all),
    );

    const { queue, builder } = await startProcess();
    const next = await builder.next();
    expect(next.spentBefore).toEqual(all);
    expect(queue.active()?.progress.spent).toEqual(all);
    next.finish();
    await queue.settled();
  });

  it('every further kill is counted', async () => {
    const first = await startProcess();
    await first.queue.add('ingest', aRequest());
    await first.builder.next();
    const second = await startProcess();
    await second.builder.next();
    const third = await startProcess();
    (await third.builder.next()).finish();
    await third.queue.settled();
    expect(third.queue.find('job-1')).toMatchObject({ state: 'done', interruptions: 2 });
  });

  it('an ended job is told to whoever missed its end', async () => {
    const killed = await startProcess();
    await killed.queue.add('ingest', aRequest());
    (await killed.builder.next()).finish();
    await killed.queue.settled();
    const { queue, builder } = await startProcess();
    const events = await collect(eventsOf(queue, 'job-1', 2));
    expect(events.map(({ job }) => job.state)).toEqual(['done']);
    expect(builder.begun).toEqual([]);
  });

  it('new jobs come after the old ones', async () => {
    const killed = await startProcess();
    await killed.queue.add('ingest', aRequest({ remove: ['old'] }));
    await killed.builder.next();
    const { queue, builder } = await startProcess();
    await queue.add('ingest', aRequest({ remove: ['new'] }));
    expect((await builder.next()).request.remove).toEqual(['old']);
    expect(queue.list().map(({ id }) => id)).toEqual(['job-2', 'job-1']);
  });
});

describe('an orderly end', () => {
  it('stops the running job, ends the streams, and the next start goes on', async () => {
    const ended = await startProcess();
    await ended.queue.add('ingest', aRequest());
    const build = await ended.builder.next();
    const stream = collect(eventsOf(ended.queue, 'job-1'));
    await ended.queue.close();
    expect(build.signal?.aborted).toBe(true);
    expect((await stream).at(-1)?.job.state).toBe('interrupted');
    const { queue, builder } = await startProcess();
    (await builder.next()).finish();
    await queue.settled();
    expect(queue.find('job-1')).toMatchObject({ state: 'done', interruptions: 1 });
  });
});
