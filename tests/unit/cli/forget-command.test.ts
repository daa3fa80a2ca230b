import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createJobFiles, jobFolder } from '../../../adapters/job-files.ts';
import { openDiskMemory } from '../../../adapters/models/disk-memory.ts';
import { forgetCommand } from '../../../cli/commands/forget.ts';
import { freshFolder, removeFolder } from '../../support/running-app.ts';

let data: string;
beforeAll(async () => {
  data = await freshFolder();
});
afterAll(() => removeFolder(data));

async function forget(): Promise<{ value: unknown; lines: readonly string[] }> {
  let told: { value: unknown; lines: readonly string[] } | null = null;
  const output = {
    json: false,
    result: (value: unknown, lines: readonly string[]) => {
      told = { value, lines };
    },
    note: () => undefined,
  };
  expect(await forgetCommand(data, output)).toBe(0);
  return told ?? expect.fail('told nothing');
}

it('lets go of all that models told, says how much that was, and leaves batches under way alone', async () => {
  const folder = path.join(data, 'models');
  await mkdir(folder);
  await writeFile(path.join(folder, 'batches.json'), '[]');
  const disk = openDiskMemory(folder);
  const names = 'Mira Lindqvist '.repeat(10_000);
  await disk.write('one', names);
  await disk.write('same', names);
  const { value, lines } = await forget();
  expect(value).toMatchObject({ bytes: names.length + 2 });
  expect(lines.join()).toContain('0.2 MB');
  expect(await disk.read('one')).toBeNull();
  expect(await readFile(path.join(folder, 'batches.json'), 'utf8')).toBe('[]');

  await disk.write('one', 'new');
  expect(await disk.read('one')).toBe('new');
  await forget();
  expect((await forget()).value).toMatchObject({ bytes: 0 });
});

it('lets go of what was given to changes that have ended, and of nothing that still waits', async () => {
  const request = { remove: [], roots: [], prune: false, rebuild: false, extractor: 'auto' as const };
  const jobs = createJobFiles({ folder: jobFolder(data) });
  const job = { kind: 'ingest' as const, stage: null, progress: { done: 0, total: 0 }, interruptions: 0 };
  const times = { createdAt: '2026-01-01T10:00:00.000Z', startedAt: null };
  const add = [{ source: 'a.md', bytes: new TextEncoder().encode('private words') }];
  for (const [order, state] of (['cancelled', 'queued'] as const).entries()) {
    const endedAt = state === 'queued' ? null : '2026-01-01T10:00:02.000Z';
    await jobs.create({ order, job: { id: state, state, endedAt, ...job, ...times } }, { ...request, add });
  }
  const { value, lines } = await forget();
  expect((value as { given: number }).given).toBeGreaterThan('private words'.length);
  expect(lines.join()).toContain('given to a change that was cancelled or failed');
  expect(await jobs.loadRequest('cancelled')).toBeNull();
  expect((await jobs.loadRequest('queued'))?.add).toHaveLength(1);
  expect(await jobs.list()).toHaveLength(2);
});
