import type { Job, ModelSpending } from '../../domain/job.ts';
import type { BuildRequest } from '../../domain/ports/index-builder.ts';
import { errorForLog } from '../presenters/error.ts';
import { createJobEvents, hasEnded, type JobEvent } from './job-events.ts';
import { createJobRunner, type JobEntry, type JobRunnerDeps } from './job-runner.ts';
import { createKeptRequests } from './kept-requests.ts';
import { createRecordKeeper } from './record-keeper.ts';

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
  /**
   * Goes on with a job that was cancelled or failed: a new job does what that one was asked to do, with what it spent counted in. Null
   * when there is no such job.
   *
   * @throws GraphRagError `conflict` when the job has not ended, is done, or what it was asked to do is no longer kept
   */
  again(id: string): Promise<Job | null>;
  /** Events after `after`, then those that come, until the job has ended. Null when there is no such job. */
  events(id: string, after: number, signal: AbortSignal): AsyncGenerator<JobEvent, void> | null;
  /** Resolves when nothing runs and nothing waits. */
  settled(): Promise<void>;
  /** Stops the running job, which goes on at the next start, and ends every stream of events. */
  close(): Promise<void>;
}

export interface JobQueueDeps extends JobRunnerDeps {
  newId: () => string;
}

/** Records of ended jobs that are kept. */
const KEPT_RECORDS = 50;

/** A queue over what `files` keeps. Nothing runs before `start()`. */
export function createJobQueue(deps: JobQueueDeps): JobQueue {
  const { files, clock, newId, logger } = deps;
  const entries = new Map<string, JobEntry>();
  let nextOrder = 0;
  let started = false;
  let closing = false;
  let running: Promise<void> | null = null;

  const runner = createJobRunner(deps, () => closing);
  const kept = createKeptRequests(deps);
  const entryOf = (order: number, job: Job): JobEntry => ({
    order,
    job,
    keeper: createRecordKeeper(files, order),
    events: createJobEvents(job),
  });
  const inOrder = (): JobEntry[] => [...entries.values()].sort((a, b) => a.order - b.order);
  const nextQueued = (): JobEntry | undefined => inOrder().find(({ job }) => job.state === 'queued');

  async function forgetOldest(): Promise<void> {
    await kept.keepOnlyLast(entries.values());
    const ended = inOrder().filter(({ job }) => hasEnded(job));
    for (const { job } of ended.slice(0, -KEPT_RECORDS)) {
      entries.delete(job.id);
      await files.remove(job.id).catch((error: unknown) => {
        logger.error({ job: job.id, error: errorForLog(error) }, 'an old job could not be removed');
      });
    }
  }

  /** Runs what waits, one after the other, until nothing does. */
  function work(): void {
    if (!started || closing || running) return;
    running = (async () => {
      for (let entry = nextQueued(); entry && !closing; entry = nextQueued()) {
        await runner.run(entry);
        await forgetOldest();
      }
    })()
      .catch((error: unknown) => logger.error({ error: errorForLog(error) }, 'the job queue stopped'))
      .finally(() => {
        running = null;
      });
  }

  async function add(kind: Job['kind'], request: BuildRequest, spent?: ModelSpending): Promise<Job> {
    const job: Job = {
      id: newId(),
      kind,
      state: 'queued',
      stage: null,
      progress: { done: 0, total: 0, ...(spent && { spent }) },
      interruptions: 0,
      createdAt: clock().toISOString(),
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
  }

  return {
    async start() {
      for (const { order, job } of await files.list()) {
        entries.set(job.id, entryOf(order, job));
        nextOrder = Math.max(nextOrder, order + 1);
      }
      await kept.clearAway(entries.values());
      for (const entry of inOrder().filter(({ job }) => !hasEnded(job))) {
        if (entry.job.state === 'running') await runner.interrupt(entry);
        else entry.events.publish(entry.job);
        if (entry.job.state !== 'interrupted') continue;
        logger.warn({ job: entry.job.id }, 'job was interrupted and goes on');
        const { spent } = entry.job.progress;
        const progress = { done: 0, total: 0, ...(spent && { spent }) };
        await runner.change(entry, { state: 'queued', stage: null, progress });
      }
      started = true;
      work();
    },
    add: (kind, request) => add(kind, request),
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
      else if (!hasEnded(entry.job)) {
        await runner.end(entry, { state: 'cancelled', canGoOn: true });
        await forgetOldest();
      }
      return entry.job;
    },
    async again(id) {
      const entry = entries.get(id);
      if (!entry) return null;
      const { kind, progress } = entry.job;
      return kept.handOver(entry, (request) => add(kind, request, progress.spent));
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
