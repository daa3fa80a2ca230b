import type { JobStage } from '../domain/job.ts';
import type { BuildProgress } from '../domain/ports/index-builder.ts';

/** Tells how far a build is, and how long each stage took. */
export interface StageClock {
  /** Takes note of progress; another stage than before ends that one. */
  report(stage: JobStage, done: number, total: number): void;
  /** Milliseconds by stage so far; ends the present one. */
  stop(): Partial<Record<JobStage, number>>;
}

/** @param now a clock in milliseconds */
export function createStageClock(
  now: () => number,
  onProgress?: (progress: BuildProgress) => void,
): StageClock {
  const spent: Partial<Record<JobStage, number>> = {};
  let current: JobStage | null = null;
  let since = now();
  const end = () => {
    if (current) spent[current] = Math.round((spent[current] ?? 0) + now() - since);
    since = now();
  };
  return {
    report(stage, done, total) {
      if (stage !== current) {
        end();
        current = stage;
      }
      onProgress?.({ stage, done, total });
    },
    stop() {
      end();
      current = null;
      return spent;
    },
  };
}
