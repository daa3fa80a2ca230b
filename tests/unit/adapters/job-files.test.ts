import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createJobFiles } from '../../../adapters/job-files.ts';
import type { BuildRequest } from '../../../domain/ports/index-builder.ts';
import type { JobFiles, JobRecord } from '../../../domain/ports/job-files.ts';

let parent: string;
let folder: string;
let files: JobFiles;
beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), 'orrery-job-files-'));
  folder = join(parent, 'jobs');
  files = createJobFiles({ folder });
  expect(await files.list()).toEqual([]);
});
afterEach(() => rm(parent, { recursive: true, force: true }));

const request: BuildRequest = {
  add: [{ source: 'a.md', bytes: new Uint8Array([1, 2, 3]) }],
  remove: [],
  roots: [],
  prune: false,
  rebuild: false,
  extractor: 'auto',
};

function aRecord(id: string, order: number): JobRecord {
  return {
    order,
    job: {
      id,
      kind: 'ingest',
      state: 'queued',
      stage: null,
      progress: { done: 0, total: 0 },
      interruptions: 0,
      createdAt: '2026-01-01T00:00:00.000Z',
      startedAt: null,
      endedAt: null,
    },
  };
}

it('lists records in order of arrival, whatever their ids', async () => {
  for (const [id, order] of [
    ['b', 10],
    ['c', 9],
    ['a', 11],
  ] as const) {
    await files.create(aRecord(id, order), request);
  }
  expect((await files.list()).map(({ job }) => job.id)).toEqual(['c', 'b', 'a']);
});

it('replaces a record whole', async () => {
  const record = aRecord('a', 1);
  await files.create(record, request);
  await files.save({ ...record, job: { ...record.job, state: 'running' } });
  expect(await files.list()).toMatchObject([{ order: 1, job: { id: 'a', state: 'running' } }]);
});

it('gives the request back until it is dropped', async () => {
  await files.create(aRecord('a', 1), request);
  const loaded = await files.loadRequest('a');
  expect([...(loaded?.add[0]?.bytes ?? [])]).toEqual([1, 2, 3]);
  await files.dropRequest('a');
  expect(await files.loadRequest('a')).toBeNull();
  expect(await files.list()).toHaveLength(1);
});

it('clears away a job whose creation was cut off', async () => {
  await mkdir(join(folder, '.new-a'));
  await writeFile(join(folder, '.new-a', 'inputs.bin'), 'half');
  await files.create(aRecord('b', 1), request);
  expect((await files.list()).map(({ job }) => job.id)).toEqual(['b']);
  expect(await readdir(folder)).toEqual(['b']);
});

it('forgets a removed job, and a late save does not bring it back', async () => {
  await files.create(aRecord('a', 1), request);
  await files.remove('a');
  await files.save(aRecord('a', 1));
  expect(await files.list()).toEqual([]);
});

it('refuses an id that would lead out of its folder', async () => {
  await expect(files.remove('../jobs')).rejects.toThrow();
  await expect(files.loadRequest('..')).rejects.toThrow();
});

it('keeps an export that is to be taken in as a file of its own, readable more than once', async () => {
  const pieces = [new Uint8Array([0x1f, 0x8b]), new Uint8Array([7])];
  const exchange = async function* () {
    yield* pieces;
  };
  await files.create(aRecord('a', 1), { ...request, add: [], exchange });
  const kept = await createJobFiles({ folder }).loadRequest('a');
  for (let time = 0; time < 2; time++) {
    const read: number[] = [];
    for await (const piece of kept?.exchange?.() ?? []) read.push(...piece);
    expect(read).toEqual([0x1f, 0x8b, 7]);
  }
  await files.dropRequest('a');
  expect(await readdir(join(folder, 'a'))).toEqual(['job.json']);
});

it('leaves nothing of a job whose input breaks off', async () => {
  const exchange = async function* () {
    yield new Uint8Array([0x1f]);
    throw new Error('gone');
  };
  await expect(files.create(aRecord('a', 1), { ...request, exchange })).rejects.toThrow('gone');
  expect(await readdir(folder)).toEqual([]);
});
