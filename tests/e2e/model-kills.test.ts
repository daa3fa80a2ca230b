import { once } from 'node:events';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createEmbeddedStore } from '../../adapters/stores/embedded/embedded-store.ts';
import { createVectorFile } from '../../adapters/vector-file.ts';
import { createRandom } from '../../algorithms/random.ts';
import { JobAccepted, JobResponse } from '../../domain/api/jobs.ts';
import type { GraphIndex } from '../../domain/graph-index.ts';
import { INDEX_STAGES } from '../support/index-stages.ts';
import { brokenInvariants } from '../support/invariants.ts';
import { someNotes } from '../support/model-ingest.ts';
import { type ModelServer, startModelServer } from '../support/model-server/model-server.ts';
import { freshFolder, type RunningApp, removeFolder, startApp } from '../support/running-app.ts';
import { readDiligently } from '../support/scripted-reader.ts';
import { readEvents } from '../support/server/read-events.ts';
import { jsonBody } from '../support/server/start-server.ts';
import { topicNotes } from '../support/topic-notes.ts';

/** A few rounds each time, more with `ORRERY_KILL_ROUNDS=20`, others with `ORRERY_KILL_SEED=7`; seed and round alone decide the moment. */
const ROUNDS = Number(process.env.ORRERY_KILL_ROUNDS ?? 2);
const SEED = Number(process.env.ORRERY_KILL_SEED ?? 1);
const rounds = Array.from({ length: ROUNDS }, (_, at) => at + 1);

/** Topics become communities, of which the model writes reports. */
const NOTES = [...someNotes(48), ...topicNotes(8)];
const EMBEDDING_MODEL = 'scripted-embedding';
/** A call is under way from its sending until its reply is on disk, which the model's server cannot see. */
const MOST_AT_ONCE = 4;
/** Stages after the last call for extraction. */
const LATER = INDEX_STAGES.slice(INDEX_STAGES.indexOf('resolve'));

let modelServer: ModelServer;
/** Called with each chat call before it is answered. */
let onCall: () => void = () => undefined;
let app: RunningApp | null = null;
const folders: string[] = [];

beforeAll(async () => {
  modelServer = await startModelServer({
    answer(call) {
      onCall();
      return readDiligently(call);
    },
  });
});
afterEach(kill);
afterAll(async () => {
  await modelServer.close();
  await Promise.all(folders.map(removeFolder));
});

async function start(dataFolder: string): Promise<RunningApp> {
  app = await startApp({
    dataFolder,
    arguments: ['--no-samples'],
    environment: {
      OPENAI_BASE_URL: modelServer.url,
      OPENAI_API_KEY: 'sk-test',
      ORRERY_CHAT_MODEL: 'scripted',
      ORRERY_EMBEDDING_MODEL: EMBEDDING_MODEL,
      ORRERY_CONCURRENCY: String(MOST_AT_ONCE),
    },
  });
  return app;
}

async function kill(): Promise<void> {
  const child = app?.process;
  app = null;
  if (!child || child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGKILL');
  await once(child, 'exit');
}

async function newFolder(): Promise<string> {
  const folder = await freshFolder();
  folders.push(folder);
  return folder;
}

async function post({ url }: RunningApp): Promise<string> {
  const documents = NOTES.map(({ source, bytes }) => ({ source, text: new TextDecoder().decode(bytes) }));
  const accepted = await fetch(new URL('/api/documents', url), jsonBody({ documents }));
  return JobAccepted.parse(await accepted.json()).jobId;
}

/** Follows a job until it is in a stage, or has ended, or its server has. */
async function follow({ url }: RunningApp, jobId: string, until?: string): Promise<JobResponse | null> {
  let job: JobResponse | null = null;
  try {
    for await (const { data } of readEvents(await fetch(new URL(`/api/jobs/${jobId}/events`, url)))) {
      job = JobResponse.parse(data);
      if (until !== undefined && job.stage === until) break;
    }
  } catch (error) {
    if (app) throw error;
  }
  return job;
}

/** The index in a folder that nobody holds, and what has a vector. */
async function indexIn(dataFolder: string): Promise<{ index: GraphIndex; embedded: string[] }> {
  const store = await createEmbeddedStore({ dataFolder });
  const vectors = createVectorFile({ folder: path.join(dataFolder, 'vectors') });
  try {
    expect(await store.unfinished()).toBe(false);
    return { index: await store.loadIndex(), embedded: (await vectors.load(EMBEDDING_MODEL)).ids };
  } finally {
    await store.close();
  }
}

/** Prompts that the model was asked since `from`, each as often as it was asked. */
function promptsSince(from: number): string[] {
  return modelServer.calls.slice(from).flatMap(({ kind, prompt }) => (kind === 'chat' ? [prompt] : []));
}

describe('a server that is killed while a model reads', () => {
  let undisturbed: Awaited<ReturnType<typeof indexIn>>;
  let prompts: Set<string>;

  beforeAll(async () => {
    const folder = await newFolder();
    const running = await start(folder);
    expect(await follow(running, await post(running))).toMatchObject({ state: 'done' });
    prompts = new Set(promptsSince(0));
    await kill();
    undisturbed = await indexIn(folder);
    expect(brokenInvariants(undisturbed.index)).toEqual([]);
    expect(undisturbed.index.reports.some(({ origin }) => origin === 'model')).toBe(true);
    expect(undisturbed.embedded).not.toEqual([]);
  });

  it.each(rounds)(
    'asks again for no more than was under way, and ends in the same index (round %i)',
    async (round) => {
      const random = createRandom(SEED * 1000 + round);
      // Three rounds of four in the middle of the calls, the others in a later stage.
      const stage = round % 4 === 2 ? LATER[random.below(LATER.length)] : undefined;
      const nth = 1 + random.below(prompts.size);
      const moment = stage ? `in stage ${stage}` : `at call ${nth}`;
      const folder = await newFolder();
      const first = modelServer.calls.length;
      let running = await start(folder);
      const killed = new Promise<void>((resolve) => {
        let calls = 0;
        onCall = () => {
          if (stage || ++calls !== nth) return;
          resolve(kill());
        };
      });
      const jobId = await post(running);
      const end = follow(running, jobId, stage);
      await (stage ? end.then(kill) : killed);
      await end;
      onCall = () => undefined;

      running = await start(folder);
      const job = await follow(running, jobId);
      expect(job, moment).toMatchObject({ id: jobId, state: 'done', interruptions: 1 });
      await kill();
      const asked = promptsSince(first);
      expect(new Set(asked), moment).toEqual(prompts);
      expect(asked.length - prompts.size, moment).toBeLessThanOrEqual(MOST_AT_ONCE);
      expect(await indexIn(folder), moment).toEqual(undisturbed);
    },
  );
});
