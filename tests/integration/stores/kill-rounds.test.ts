import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createEmbeddedStore } from '../../../adapters/stores/embedded/embedded-store.ts';
import { createRandom } from '../../../algorithms/random.ts';
import { JobAccepted, JobResponse } from '../../../domain/api/jobs.ts';
import type { GraphIndex } from '../../../domain/graph-index.ts';
import { JOB_STAGES } from '../../../domain/job.ts';
import { INDEX_STAGES } from '../../support/index-stages.ts';
import { brokenInvariants } from '../../support/invariants.ts';
import { readEvents } from '../../support/server/read-events.ts';
import { type SpawnedServer, spawnServer } from '../../support/server/spawned-server.ts';
import { jsonBody } from '../../support/server/start-server.ts';

/**
 * Kills at random moments: a few rounds each time, more with `ORRERY_KILL_ROUNDS=20`, others with `ORRERY_KILL_SEED=7`. What fails
 * names its round, whose moment depends on the seed and the round alone.
 */
const ROUNDS = Number(process.env.ORRERY_KILL_ROUNDS ?? 2);
const SEED = Number(process.env.ORRERY_KILL_SEED ?? 1);
const rounds = Array.from({ length: ROUNDS }, (_, at) => at + 1);

const documents = (from: number, count: number) =>
  Array.from({ length: count }, (_, at) => ({
    source: `notes/${from + at}.md`,
    text:
      `# Model ${from + at}\n\nModel ${from + at} is a variant of Transformer. Model ${from + at} uses Attention and LoRA.\n\n` +
      `知识图谱 ${from + at} 由实体组成，用于检索增强生成。\n`,
  }));
const FIRST = documents(0, 40);
const SECOND = documents(40, 80);

let undisturbed: GraphIndex;
let folder: string;
let server: SpawnedServer | null = null;

async function start(): Promise<string> {
  server = await spawnServer(folder);
  return server.url;
}

const post = async (url: string, list: object[]): Promise<string> =>
  JobAccepted.parse(await (await fetch(new URL('/api/documents', url), jsonBody({ documents: list }))).json())
    .jobId;

/** Follows a job until it is in a stage, or has ended. */
async function follow(url: string, jobId: string, until?: (typeof JOB_STAGES)[number]): Promise<JobResponse> {
  let job: JobResponse | null = null;
  for await (const { data } of readEvents(await fetch(new URL(`/api/jobs/${jobId}/events`, url)))) {
    job = JobResponse.parse(data);
    const stage = job.stage === null ? -1 : JOB_STAGES.indexOf(job.stage);
    if (until !== undefined && stage >= JOB_STAGES.indexOf(until)) break;
  }
  if (!job) throw new Error(`Job ${jobId} told nothing`);
  return job;
}

/** What lies in the folder, once nobody holds it. */
async function indexIn(dataFolder: string): Promise<GraphIndex> {
  const store = await createEmbeddedStore({ dataFolder });
  try {
    expect(await store.unfinished()).toBe(false);
    return await store.loadIndex();
  } finally {
    await store.close();
  }
}

/** A stage, the writing most often, and how long after its beginning. */
function momentOf(round: number): { stage: (typeof JOB_STAGES)[number]; afterMs: number } {
  const random = createRandom(SEED * 1000 + round);
  const stages = [...INDEX_STAGES.slice(2), 'write', 'write', 'write', 'write', 'write'] as const;
  return { stage: stages[random.below(stages.length)] ?? 'write', afterMs: random.below(120) };
}

async function newFolder(): Promise<void> {
  folder = await mkdtemp(join(tmpdir(), 'orrery-kills-'));
}
async function cleanUp(): Promise<void> {
  await server?.kill();
  server = null;
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
}

describe.skipIf(process.platform !== 'linux')('a kill in the middle of a job', () => {
  beforeAll(async () => {
    await newFolder();
    const url = await start();
    for (const list of [FIRST, SECOND]) {
      expect(await follow(url, await post(url, list))).toMatchObject({ state: 'done' });
    }
    await server?.kill();
    undisturbed = await indexIn(folder);
    expect(brokenInvariants(undisturbed)).toEqual([]);
    await cleanUp();
  });
  beforeEach(newFolder);
  afterEach(cleanUp);
  afterAll(() => {
    process.stderr.write(`\n${ROUNDS} rounds a kind of kill, seed ${SEED}\n`);
  });

  it.each(rounds)(
    'of the server loses nothing and is made good by the next start (round %i)',
    async (round) => {
      const { stage, afterMs } = momentOf(round);
      const url = await start();
      expect(await follow(url, await post(url, FIRST))).toMatchObject({ state: 'done' });
      const jobId = await post(url, SECOND);
      await follow(url, jobId, stage);
      await delay(afterMs);
      await server?.kill();

      const again = await start();
      const job = await follow(again, jobId);
      expect(job, `killed ${afterMs} ms into ${stage}`).toMatchObject({ id: jobId, state: 'done' });
      await server?.kill();
      expect(await indexIn(folder), `killed ${afterMs} ms into ${stage}`).toEqual(undisturbed);
    },
  );

  it.each(rounds)(
    'of the server, and again while it makes good, loses nothing either (round %i)',
    async (round) => {
      const moments = [momentOf(100 + round), momentOf(200 + round)];
      let url = await start();
      const jobs = [await post(url, FIRST), await post(url, SECOND)];
      for (const { stage, afterMs } of moments) {
        await follow(url, jobs[1] ?? '', stage);
        await delay(afterMs);
        await server?.kill();
        url = await start();
      }
      for (const id of jobs) expect(await follow(url, id)).toMatchObject({ state: 'done' });
      await server?.kill();
      expect(await indexIn(folder), JSON.stringify(moments)).toEqual(undisturbed);
    },
  );

  it.each(rounds)("of the store's process is not noticed by the job (round %i)", async (round) => {
    const { stage, afterMs } = momentOf(300 + round);
    const url = await start();
    expect(await follow(url, await post(url, FIRST))).toMatchObject({ state: 'done' });
    const jobId = await post(url, SECOND);
    await follow(url, jobId, stage);
    await delay(afterMs);
    const pid = (await server?.storePid()) ?? 0;
    process.kill(pid, 'SIGKILL');

    expect(await follow(url, jobId), `killed ${afterMs} ms into ${stage}`).toMatchObject({
      id: jobId,
      state: 'done',
      interruptions: 0,
    });
    await server?.kill();
    expect(await indexIn(folder), `killed ${afterMs} ms into ${stage}`).toEqual(undisturbed);
  });
});
