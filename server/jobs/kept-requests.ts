import type { Logger } from 'pino';
import { GraphRagError } from '../../domain/errors.ts';
import type { Job } from '../../domain/job.ts';
import type { BuildRequest } from '../../domain/ports/index-builder.ts';
import type { JobFiles } from '../../domain/ports/job-files.ts';
import { reasonFor } from '../../domain/reason.ts';
import { errorForLog } from '../presenters/error.ts';
import { hasEnded } from './job-events.ts';
import type { JobEntry } from './job-runner.ts';

/** What cancelled and failed jobs were asked to do, kept so that they can be gone on with. */
export interface KeptRequests {
  /** Of all jobs that have ended, only what the last one was asked to do stays. */
  keepOnlyLast(entries: Iterable<JobEntry>): Promise<void>;
  /** The same at a start, with what a kill left of jobs that had just ended. */
  clearAway(entries: Iterable<JobEntry>): Promise<void>;
  /**
   * Hands what the job was asked to do to `start`, once.
   *
   * @throws GraphRagError `conflict` when it is not, or no longer, kept; what `start` throws, and then it stays
   */
  handOver(entry: JobEntry, start: (request: BuildRequest) => Promise<Job>): Promise<Job>;
}

export function createKeptRequests({
  files,
  logger,
}: {
  files: JobFiles;
  logger: Pick<Logger, 'error'>;
}): KeptRequests {
  /** In this order, so that whatever a kill leaves is told as kept, and found to be missing when it is asked for. */
  async function letGo(entry: JobEntry): Promise<void> {
    entry.job = withoutGoingOn(entry.job);
    await logged(entry, async () => {
      await files.dropRequest(entry.job.id);
      await entry.keeper.save(entry.job);
    });
  }

  async function logged({ job }: JobEntry, remove: () => Promise<void>): Promise<void> {
    await remove().catch((error: unknown) => {
      logger.error({ job: job.id, error: errorForLog(error) }, 'what a job was asked to do stays on disk');
    });
  }

  async function keepOnlyLast(entries: Iterable<JobEntry>): Promise<void> {
    const ended = [...entries].filter(({ job }) => hasEnded(job)).sort(byEnd);
    for (const entry of ended.slice(0, -1)) if (entry.job.canGoOn) await letGo(entry);
  }

  return {
    keepOnlyLast,
    async clearAway(entries) {
      const all = [...entries];
      for (const entry of all.filter(({ job }) => hasEnded(job) && !job.canGoOn)) {
        await logged(entry, () => files.dropRequest(entry.job.id));
      }
      await keepOnlyLast(all);
    },
    async handOver(entry, start) {
      const { job } = entry;
      if (!job.canGoOn) throw cannotGoOn(job);
      // Before anything is awaited: of two that ask at once, one is heard.
      entry.job = withoutGoingOn(job);
      let started: Job | null;
      try {
        const request = await files.loadRequest(job.id);
        started = request && (await start(request));
      } catch (error) {
        entry.job = job;
        throw error;
      }
      await letGo(entry);
      if (!started) throw cannotGoOn(entry.job);
      return started;
    },
  };
}

function byEnd(one: JobEntry, other: JobEntry): number {
  return Date.parse(one.job.endedAt ?? '') - Date.parse(other.job.endedAt ?? '') || one.order - other.order;
}

function withoutGoingOn({ canGoOn: _, ...job }: Job): Job {
  return job;
}

function cannotGoOn(job: Job): GraphRagError {
  if (!hasEnded(job))
    return new GraphRagError('conflict', `Job "${job.id}" has not ended: it is ${job.state}`, {
      reason: reasonFor('job-not-ended', {}),
    });
  if (job.state === 'done')
    return new GraphRagError('conflict', `Job "${job.id}" is done`, { reason: reasonFor('job-done', {}) });
  return new GraphRagError('conflict', `What job "${job.id}" was asked to do is no longer kept`, {
    reason: reasonFor('job-request-gone', {}),
    hint: 'Ask for it again; what models told of the same documents before is remembered.',
  });
}
