import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { DocumentListResponse } from '../../../domain/api/documents.ts';
import { JobAccepted, JobResponse } from '../../../domain/api/jobs.ts';
import { JOB_STAGES } from '../../../domain/job.ts';
import { readEvents } from '../../support/server/read-events.ts';
import { serveEmbedded } from '../../support/server/serve-embedded.ts';
import { jsonBody } from '../../support/server/start-server.ts';

const PROCESS = fileURLToPath(new URL('../../support/server/serve-embedded-process.ts', import.meta.url));

let folder: string;
let child: ChildProcess | undefined;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'orrery-kill-'));
});
afterEach(async () => {
  child?.kill('SIGKILL');
  await rm(folder, { recursive: true, force: true });
});

/** The server in a process of its own, once it tells its address. */
async function spawnServer(): Promise<{ url: string; process: ChildProcess }> {
  const server = spawn(process.execPath, ['--import', 'tsx', PROCESS, folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  child = server;
  const [line] = await once(server.stdout, 'data');
  return { url: String(line).trim(), process: server };
}

const documents = Array.from({ length: 120 }, (_, at) => ({
  source: `notes/${at}.md`,
  text: `# Model ${at}\n\nModel ${at} is a variant of Transformer. Model ${at} uses Attention and LoRA.\n\n知识图谱 ${at} 由实体组成。\n`,
}));

it.each(['read', 'extract', 'write'] as const)(
  'a job that a kill cut off in its stage "%s" keeps its id, tells so, goes on and ends done',
  async (stage) => {
    const first = await spawnServer();
    const accepted = await fetch(new URL('/api/documents', first.url), jsonBody({ documents }));
    const { jobId } = JobAccepted.parse(await accepted.json());
    let lastSeen = 0;
    for await (const { id, data } of readEvents(
      await fetch(new URL(`/api/jobs/${jobId}/events`, first.url)),
    )) {
      const job = JobResponse.parse(data);
      lastSeen = id ?? lastSeen;
      expect(job.state).not.toBe('done');
      if (job.stage !== null && JOB_STAGES.indexOf(job.stage) >= JOB_STAGES.indexOf(stage)) break;
    }
    first.process.kill('SIGKILL');
    await once(first.process, 'exit');

    const second = await serveEmbedded(folder);
    try {
      const states: string[] = [];
      const reply = await fetch(new URL(`/api/jobs/${jobId}/events`, second.url), {
        headers: { 'last-event-id': String(lastSeen) },
      });
      for await (const { data } of readEvents(reply)) {
        const { id, state } = JobResponse.parse(data);
        expect(id).toBe(jobId);
        if (state !== states.at(-1)) states.push(state);
      }
      expect(states).toEqual(['interrupted', 'queued', 'running', 'done']);
      const listed = await (await fetch(new URL('/api/documents?limit=500', second.url))).json();
      expect(DocumentListResponse.parse(listed).total).toBe(documents.length);
    } finally {
      await second.close();
    }
  },
);
