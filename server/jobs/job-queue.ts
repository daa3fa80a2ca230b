import type { Logger } from 'pino';
import { GraphRagError } from '../../domain/errors.ts';
import type { Job } from '../../domain/job.ts';
import type { BuildProgress, BuildRequest, IndexBuilder } from '../../domain/ports/index-builder.ts';
import type { JobFiles } from '../../domain/ports/job-files.ts';
import { errorForLog, presentError } from '../presenters/error.ts';
import { createJobEvents, hasEnded, type JobEvent, type JobEvents } from './job-events.ts';
import { createRecordKeeper, isSameSpending, type RecordKeeper } from './record-keeper.ts';
import { thinProgress } from './thin-progress.ts';

/** Changes of the index, one at a time in order of arrival, kept on disk until they have ended. */
export interface JobQueue {
  /** Takes up what an earlier process left, then runs whatever waits. Call it once. */
  start(): Promise<void>;
  /** Resolves when the job is on disk: from then on it will be done, whatever happens to this process. */
  add(kind: Job['kind'], request: BuildRequest): Promise<Job>;
  find(id: string): Job | null;
  /** Newest first; at most the last 50 that ended, and all others. */
  list(): Job[];
  /** The job that runs, else the one that is next; null when there is nothing to do. */
  active(): Job | null;
  /** Takes a waiting job out, asks a running one to stop, leaves an ended one as it is. Null when there is no such job. */
  cancel(id: string): Promise<Job | null>;
  /** Events after `after`, then those that come, until the job has ended. Null when there is no such job. */
  events(id: string, after: number, signal: AbortSignal): AsyncGenerator<JobEvent, void> | null;
  /** Resolves when nothing runs and nothing waits. */
  settled(): Promise<void>;
  /** Stops the running job, which goes on at the next start, and ends every stream of events. */
  close(): Promise<void>;
}

export interface JobQueueDeps {
  builder: IndexBuilder;
  files: JobFiles;
  clock: () => Date;
  newId: () => string;
  logger: Pick<Logger, 'info' | 'warn' | 'error'>;
}

/** Records of ended jobs that are kept. */
const KEPT_RECORDS = 50;

interface Entry {
  order: number;
  job: Job;
  keeper: RecordKeeper;
  events: JobEvents;
  /** Set while it runs. */
  controller?: AbortController;
}

/** A queue over what `files` keeps. Nothing runs before `start()`. */
export function createJobQueue(deps: JobQueueDeps): JobQueue {
  const { builder, files, clock, newId, logger } = deps;
  const entries = new Map<string, Entry>();
  let nextOrder = 0;
  let started = false;
  let closing = false;
  let running: Promise<void> | null = null;

  const now = (): string => clock().toISOString();
  const entryOf = (order: number, job: Job): Entry => ({
    order,
    job,
    keeper: createRecordKeeper(files, order),
    events: createJobEvents(job),
  });
  const inOrder = (): Entry[] => [...entries.values()].sort((a, b) => a.order - b.order);
  const nextQueued = (): Entry | undefined => inOrder().find(({ job }) => job.state === 'queued');

  /** Changes the job, on disk first, then for all who look. */
  async function change(entry: Entry, changes: Partial<Job>): Promise<void> {
    const job = { ...entry.job, ...changes };
    await entry.keeper.save(job);
    entry.job = job;
    entry.events.publish(job);
  }

  /** Ends the job. Where its record can't be written it has ended all the same; the next start would run it again, in vain. */
  async function end(entry: Entry, changes: Partial<Job>): Promise<void> {
    const job = { ...entry.job, ...changes, endedAt: now() };
    entry.job = job;
    try {
      await entry.keeper.save(job);
      await files.dropRequest(job.id);
    } catch (error) {
      logger.error({ job: job.id, error: errorForLog(error) }, 'the end of a job could not be kept');
    }
    entry.events.publish(job);
    logger.info({ job: job.id, state: job.state }, 'job ended');
    await forgetOldest();
  }

  async function forgetOldest(): Promise<void> {
    const ended = inOrder().filter(({ job }) => hasEnded(job));
    for (const { job } of ended.slice(0, -KEPT_RECORDS)) {
      entries.delete(job.id);
      await files.remove(job.id).catch((error: unknown) => {
        logger.error({ job: job.id, error: errorForLog(error) }, 'an old job could not be removed');
      });
    }
  }

  function logUnkept({ id }: Job, error: unknown): void {
    logger.error({ job: id, error: errorForLog(error) }, 'what a job spent could not be kept');
  }

  function progressOf(entry: Entry): (progress: BuildProgress) => void {
    const isWorthTelling = thinProgress(() => clock().getTime());
    return (progress) => {
      if (entry.controller === undefined) return;
      const { stage, ...counts } = progress;
      const isMoreSpent = !isSameSpending(counts.spent, entry.job.progress.spent);
      entry.job = { ...entry.job, stage, progress: counts };
      // So that a run which goes on after a kill has only the rest of its budget.
      if (isMoreSpent)
        entry.keeper.saveSoon(
          () => entry.job,
          (error) => logUnkept(entry.job, error),
        );
      if (isWorthTelling(progress)) entry.events.publish(entry.job);
    };
  }

  async function run(entry: Entry): Promise<void> {
    const controller = new AbortController();
    entry.controller = controller;
    try {
      await change(entry, { state: 'running', startedAt: entry.job.startedAt ?? now() });
      logger.info({ job: entry.job.id, kind: entry.job.kind }, 'job started');
      const request = await files.loadRequest(entry.job.id);
      if (!request) throw new Error(`What job ${entry.job.id} was asked to do is not on disk`);
      controller.signal.throwIfAborted();
      const report = await builder.build(request, {
        signal: controller.signal,
        onProgress: progressOf(entry),
        spentBefore: entry.job.progress.spent,
      });
      await end(entry, { state: 'done', report });
    } catch (error) {
      if (closing) await interrupt(entry);
      else if (controller.signal.aborted) await end(entry, { state: 'cancelled' });
      else {
        // What a person can put right is told by the job itself; a bug is told nowhere else.
        const isBug = !(error instanceof GraphRagError) || error.code === 'internal';
        logger[isBug ? 'error' : 'info']({ job: entry.job.id, error: errorForLog(error) }, 'job failed');
        await end(entry, { state: 'failed', error: presentError(error) });
      }
    } finally {
      delete entry.controller;
    }
  }

  function interrupt(entry: Entry): Promise<void> {
    return change(entry, { state: 'interrupted', interruptions: entry.job.interruptions + 1 });
  }

  /** Runs what waits, one after the other, until nothing does. */
  function work(): void {
    if (!started || closing || running) return;
    running = (async () => {
      for (let entry = nextQueued(); entry && !closing; entry = nextQueued()) await run(entry);
    })()
      .catch((error: unknown) => logger.error({ error: errorForLog(error) }, 'the job queue stopped'))
      .finally(() => {
        running = null;
      });
  }

  return {
    async start() {
      for (const { order, job } of await files.list()) {
        entries.set(job.id, entryOf(order, job));
        nextOrder = Math.max(nextOrder, order + 1);
      }
      for (const entry of inOrder().filter(({ job }) => !hasEnded(job))) {
        if (entry.job.state === 'running') await interrupt(entry);
        else entry.events.publish(entry.job);
        if (entry.job.state !== 'interrupted') continue;
        logger.warn({ job: entry.job.id }, 'job was interrupted and goes on');
        const { spent } = entry.job.progress;
        const progress = { done: 0, total: 0, ...(spent && { spent }) };
        await change(entry, { state: 'queued', stage: null, progress });
      }
      started = true;
      work();
    },
    async add(kind, request) {
      const job: Job = {
        id: newId(),
        kind,
        state: 'queued',
        stage: null,
        progress: { done: 0, total: 0 },
        interruptions: 0,
        createdAt: now(),
        startedAt: null,
        endedAt: null,
      };
      const order = nextOrder++;
      await files.create({ order, job }, request);
      const entry = entryOf(order, job);
      entries.set(job.id, entry);
      entry.events.publish(job);
      work();
      return job;
    },
    find: (id) => entries.get(id)?.job ?? null,
    list: () =>
      inOrder()
        .reverse()
        .map(({ job }) => job),
    active() {
      const waiting = inOrder().filter(({ job }) => !hasEnded(job));
      return (waiting.find(({ job }) => job.state === 'running') ?? waiting[0])?.job ?? null;
    },
    async cancel(id) {
      const entry = entries.get(id);
      if (!entry) return null;
      if (entry.controller) entry.controller.abort();
      else if (!hasEnded(entry.job)) await end(entry, { state: 'cancelled' });
      return entry.job;
    },
    events: (id, after, signal) => entries.get(id)?.events.follow(after, signal) ?? null,
    async settled() {
      while (running) await running;
    },
    async close() {
      closing = true;
      for (const { controller } of entries.values()) controller?.abort();
      await running;
      for (const { events } of entries.values()) events.close();
    },
  };
}
