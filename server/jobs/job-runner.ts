import type { Logger } from 'pino';
import { GraphRagError } from '../../domain/errors.ts';
import type { Job } from '../../domain/job.ts';
import type { BuildProgress, IndexBuilder } from '../../domain/ports/index-builder.ts';
import type { JobFiles } from '../../domain/ports/job-files.ts';
import { errorForLog, presentError } from '../presenters/error.ts';
import { hasEnded, type JobEvents } from './job-events.ts';
import { isSameSpending, type RecordKeeper } from './record-keeper.ts';
import { thinProgress } from './thin-progress.ts';

/** A job, where it is kept, and those who look at it. */
export interface JobEntry {
  order: number;
  job: Job;
  keeper: RecordKeeper;
  events: JobEvents;
  /** Set while it runs. */
  controller?: AbortController;
}

export interface JobRunnerDeps {
  builder: IndexBuilder;
  files: JobFiles;
  clock: () => Date;
  logger: Pick<Logger, 'info' | 'warn' | 'error'>;
}

/** Brings one job from state to state. */
export interface JobRunner {
  change(entry: JobEntry, changes: Partial<Job>): Promise<void>;
  /** What it was asked to do is forgotten, unless it can be gone on with. */
  end(entry: JobEntry, changes: Partial<Job>): Promise<void>;
  /** Its process ends: it goes on at the next start. */
  interrupt(entry: JobEntry): Promise<void>;
  /** Does what it asks for: whatever comes of that is how it ends, and no error. */
  run(entry: JobEntry): Promise<void>;
}

/** @param isClosing whether the process ends: a job that is stopped then is interrupted, not cancelled */
export function createJobRunner(
  { builder, files, clock, logger }: JobRunnerDeps,
  isClosing: () => boolean,
): JobRunner {
  const now = (): string => clock().toISOString();

  /** Changes the job, on disk first, then for all who look. */
  async function change(entry: JobEntry, changes: Partial<Job>): Promise<void> {
    const job = { ...entry.job, ...changes };
    await entry.keeper.save(job);
    entry.job = job;
    entry.events.publish(job);
  }

  /** Ends the job. Where its record can't be written it has ended all the same; the next start would run it again, in vain. */
  async function end(entry: JobEntry, changes: Partial<Job>): Promise<void> {
    const job = { ...entry.job, ...changes, endedAt: now() };
    entry.job = job;
    try {
      await entry.keeper.save(job);
      if (!job.canGoOn) await files.dropRequest(job.id);
    } catch (error) {
      logger.error({ job: job.id, error: errorForLog(error) }, 'the end of a job could not be kept');
    }
    entry.events.publish(job);
    logger.info({ job: job.id, state: job.state }, 'job ended');
  }

  function logUnkept({ id }: Job, error: unknown): void {
    logger.error({ job: id, error: errorForLog(error) }, 'what a job spent could not be kept');
  }

  function progressOf(entry: JobEntry): (progress: BuildProgress) => void {
    const publish = (): void => {
      if (entry.controller && !hasEnded(entry.job)) entry.events.publish(entry.job);
    };
    const tell = thinProgress(publish, () => clock().getTime());
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
      tell(progress);
    };
  }

  async function run(entry: JobEntry): Promise<void> {
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
      if (isClosing()) await interrupt(entry);
      else if (controller.signal.aborted) await end(entry, { state: 'cancelled', canGoOn: true });
      else {
        // What a person can put right is told by the job itself; a bug is told nowhere else.
        const isBug = !(error instanceof GraphRagError) || error.code === 'internal';
        logger[isBug ? 'error' : 'info']({ job: entry.job.id, error: errorForLog(error) }, 'job failed');
        const goingOn = isInVain(error) ? {} : { canGoOn: true as const };
        await end(entry, { state: 'failed', error: presentError(error), ...goingOn });
      }
    } finally {
      delete entry.controller;
    }
  }

  function interrupt(entry: JobEntry): Promise<void> {
    return change(entry, { state: 'interrupted', interruptions: entry.job.interruptions + 1 });
  }

  return { change, end, interrupt, run };
}

/** True when asking for the same again would fail of the same: a file that is no export stays none. */
function isInVain(error: unknown): boolean {
  return error instanceof GraphRagError && error.code === 'document-unreadable';
}
