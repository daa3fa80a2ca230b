import path from 'node:path';
import { holdDataFolder } from '../../adapters/data-folder.ts';
import { GraphRagError } from '../../domain/errors.ts';
import type { Job } from '../../domain/job.ts';
import { collectSources } from '../../ingest/collect-sources.ts';
import { openRuntime, type Runtime } from '../runtime.ts';
import { packageFolder } from '../version.ts';
import type { CommandContext } from '../with-server.ts';

export interface ServeFlags {
  host: string;
  port: number;
  samples: boolean;
}

const LOOPBACK = new Set(['127.0.0.1', 'localhost', '::1']);

/** `orrery serve`: runs until SIGINT or SIGTERM. */
export async function serveCommand(context: CommandContext, flags: ServeFlags): Promise<number> {
  if (!LOOPBACK.has(flags.host) && !context.config.token) {
    throw new GraphRagError('request-invalid', `Listening on ${flags.host} needs ORRERY_TOKEN`, {
      hint: 'Set ORRERY_TOKEN to a secret of 16 characters or more, or leave --host out.',
    });
  }
  const say = (line: string) => process.stderr.write(`${line}\n`);
  const answer = await holdDataFolder(context.dataFolder);
  if ('holder' in answer) {
    const { pid, url } = answer.holder;
    throw new GraphRagError(
      'conflict',
      `${context.dataFolder} is held by process ${pid}${url ? ` at ${url}` : ''}`,
      {
        hint: 'Use that one, end it, or give another folder with --data.',
      },
    );
  }
  const data = answer.held;
  const stop = AbortSignal.any([stopSignal(), data.lost]);
  say(`Opening ${data.folder}…`);
  const runtime = await openRuntime({ ...context, data, host: flags.host, port: flags.port }).catch(
    async (error: unknown) => {
      await data.release();
      throw error;
    },
  );
  try {
    await runtime.jobs.start();
    const { samplesOffered } = await data.readState();
    const { documents } = await runtime.snapshots.info();
    if (!samplesOffered) {
      if (flags.samples && documents === 0 && !runtime.jobs.active()) await queueSamples(runtime, say);
      await data.changeState({ samplesOffered: true });
    }
    const url = await runtime.listen();
    say(`Orrery is at ${url} (Ctrl-C ends it)`);
    const telling = tellJobs(runtime, say, stop);
    await stopped(stop);
    say('Ending…');
    await runtime.close();
    await telling;
  } catch (error) {
    await runtime.close();
    throw error;
  }
  data.lost.throwIfAborted();
  return 0;
}

async function queueSamples(runtime: Runtime, say: (line: string) => void): Promise<void> {
  const { files, roots } = await collectSources([path.join(packageFolder, 'samples')]);
  await runtime.jobs.add('ingest', {
    add: files,
    remove: [],
    roots,
    prune: false,
    rebuild: false,
    extractor: 'offline',
  });
  say(`First start: reading the ${files.length} sample notes (--no-samples starts empty)`);
}

/** Tells on the terminal what the jobs that are there now do, until they have ended. */
async function tellJobs(runtime: Runtime, say: (line: string) => void, signal: AbortSignal): Promise<void> {
  const unfinished = runtime.jobs.list().filter(({ endedAt }) => endedAt === null);
  for (const { id } of unfinished.reverse()) {
    let stage: string | null = null;
    let last: Job | null = null;
    for await (const { job } of runtime.jobs.events(id, 0, signal) ?? []) {
      if (job.stage !== null && job.stage !== stage && last?.state === 'running') say(`  ${job.stage}…`);
      stage = job.stage;
      last = job;
    }
    if (last?.state === 'done' && last.report) {
      const { entities, relationships } = await runtime.snapshots.info();
      say(
        `The map is ready: ${entities} entities, ${relationships} relationships (${(last.report.milliseconds / 1000).toFixed(1)} s)`,
      );
    } else if (last?.error) say(`The job failed: ${last.error.message}`);
  }
}

function stopSignal(): AbortSignal {
  const controller = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => controller.abort());
  return controller.signal;
}

function stopped(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
