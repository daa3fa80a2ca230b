import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { JobResponse } from '../../domain/api/jobs.ts';
import { freshFolder, type RunningApp, removeFolder, runCommand, startApp } from '../support/running-app.ts';

const folders: string[] = [];
afterAll(() => Promise.all(folders.map(removeFolder)));

async function newFolder(): Promise<string> {
  const folder = await freshFolder();
  folders.push(folder);
  return folder;
}

async function fetchJson<T>(app: RunningApp, path: string): Promise<T> {
  const response = await fetch(new URL(path, app.url));
  expect(response.status).toBe(200);
  return (await response.json()) as T;
}

/** Events of the job until `until` says so, or the stream ends. */
async function followJob(
  app: RunningApp,
  id: string,
  until: (job: JobResponse) => boolean,
): Promise<JobResponse[]> {
  const response = await fetch(new URL(`/api/jobs/${id}/events`, app.url));
  const jobs: JobResponse[] = [];
  let rest = '';
  for await (const piece of response.body ?? []) {
    const lines = (rest + new TextDecoder().decode(piece)).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      if (line.startsWith('data: {')) jobs.push(JSON.parse(line.slice(6)) as JobResponse);
    }
    const last = jobs.at(-1);
    if (last && until(last)) break;
  }
  return jobs;
}

async function onlyJob(app: RunningApp): Promise<JobResponse> {
  const { items } = await fetchJson<{ items: JobResponse[] }>(app, '/api/jobs');
  expect(items).toHaveLength(1);
  return items[0] as JobResponse;
}

async function indexOf(dataFolder: string): Promise<unknown> {
  const query =
    'MATCH (e:Entity) OPTIONAL MATCH (e)-[r]->(f:Entity) RETURN e.id AS id, type(r) AS type, f.id AS other ORDER BY id, type, other';
  const { stdout } = await runCommand(['cypher', query, '--limit', '100000', '--data', dataFolder, '--json']);
  return JSON.parse(stdout).rows;
}

describe('a server that is killed while it ingests', () => {
  let undisturbed: unknown;
  beforeAll(async () => {
    const app = await startApp({ dataFolder: await newFolder() });
    await followJob(app, (await onlyJob(app)).id, (job) => job.state === 'done');
    await app.stop();
    undisturbed = await indexOf(app.dataFolder);
  });

  const stages = ['extract', 'resolve', 'write'];
  it.each(stages)(
    'in stage "%s" goes on after the next start, under the same job, to the same index',
    async (stage) => {
      const killed = await startApp({ dataFolder: await newFolder() });
      const { id } = await onlyJob(killed);
      const seen = await followJob(killed, id, (job) => job.stage === stage || job.state === 'done');
      expect(seen.at(-1)?.state).toBe('running');
      killed.process.kill('SIGKILL');
      await once(killed.process, 'exit');

      const again = await startApp({ dataFolder: killed.dataFolder });
      const jobs = await followJob(again, id, (job) => job.state === 'done');
      expect(jobs.at(-1)).toMatchObject({ id, state: 'done', interruptions: 1 });
      expect(await again.stop()).toBe(0);
      expect(await indexOf(again.dataFolder)).toEqual(undisturbed);
    },
  );
});

describe('serve', () => {
  it('ingests the samples once a data folder, and nothing at the second start', async () => {
    const first = await startApp({ dataFolder: await newFolder() });
    await followJob(first, (await onlyJob(first)).id, (job) => job.state === 'done');
    await first.stop();
    const second = await startApp({ dataFolder: first.dataFolder });
    const { items } = await fetchJson<{ items: JobResponse[] }>(second, '/api/jobs');
    expect(items.map(({ state }) => state)).toEqual(['done']);
    await second.stop();
  });

  it('starts empty with --no-samples, and shares its folder with commands', async () => {
    const app = await startApp({ dataFolder: await newFolder(), arguments: ['--no-samples'] });
    const status = await runCommand(['status', '--data', app.dataFolder, '--json']);
    expect(JSON.parse(status.stdout)).toMatchObject({ index: { documents: 0 }, job: null });
    const other = await runCommand(['serve', '--data', app.dataFolder, '--port', '0']);
    expect(other.status).toBe(1);
    expect(other.stderr).toContain(app.url);
    expect(await app.stop()).toBe(0);
  });

  it('tells in one line that its port is in use', async () => {
    const app = await startApp({ dataFolder: await newFolder(), arguments: ['--no-samples'] });
    const other = await runCommand(['serve', '--data', await newFolder(), '--port', new URL(app.url).port]);
    expect(other.status).toBe(1);
    expect(other.stderr.trim().split('\n').at(-1)).toMatch(/Port \d+ is in use.*--port/);
    await app.stop();
  });

  it('listens beyond loopback only with a token', async () => {
    const refused = await runCommand([
      'serve',
      '--data',
      await newFolder(),
      '--host',
      '0.0.0.0',
      '--port',
      '0',
    ]);
    expect(refused).toMatchObject({ status: 2, stderr: expect.stringContaining('ORRERY_TOKEN') });
  });
});
