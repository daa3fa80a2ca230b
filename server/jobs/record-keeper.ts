import type { Job, ModelSpending } from '../../domain/job.ts';
import type { JobFiles } from '../../domain/ports/job-files.ts';

/** Keeps the record of one job on disk, one save after the other. */
export interface RecordKeeper {
  save(job: Job): Promise<void>;
  /** Saves what the job is when its turn comes; does nothing while such a save waits already. Failures are told to `onTrouble`. */
  saveSoon(current: () => Job, onTrouble: (error: unknown) => void): void;
}

export function createRecordKeeper(files: Pick<JobFiles, 'save'>, order: number): RecordKeeper {
  let last: Promise<void> = Promise.resolve();
  let isWaiting = false;
  const save = (job: Job): Promise<void> => {
    const saved = last.then(() => files.save({ order, job }));
    last = saved.catch(() => undefined);
    return saved;
  };
  return {
    save,
    saveSoon(current, onTrouble) {
      if (isWaiting) return;
      isWaiting = true;
      void last.then(() => {
        isWaiting = false;
        return save(current()).catch(onTrouble);
      });
    },
  };
}

export function isSameSpending(one: ModelSpending | undefined, other: ModelSpending | undefined): boolean {
  return one?.input === other?.input && one?.output === other?.output && one?.cost === other?.cost;
}
