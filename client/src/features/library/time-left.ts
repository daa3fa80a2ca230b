import type { JobResponse } from '../../../../domain/api/jobs.ts';

/** How far a stage was at a moment, in milliseconds. */
export interface StageMark {
  jobId: string;
  stage: JobResponse['stage'];
  done: number;
  at: number;
}

/** A guess from less than this would jump about. */
const LEAST_MS = 5000;
const LEAST_DONE = 3;

/**
 * Milliseconds until the present stage ends, at the pace it has had since `first`; null while that says too little. Coarse, as a guess is:
 * whole minutes above five, then tens and fives of seconds.
 */
export function timeLeft(first: StageMark, now: StageMark, total: number): number | null {
  const done = now.done - first.done;
  const took = now.at - first.at;
  if (now.jobId !== first.jobId || now.stage !== first.stage) return null;
  if (done < LEAST_DONE || took < LEAST_MS || now.done >= total) return null;
  const left = ((total - now.done) * took) / done;
  const step = left > 300_000 ? 60_000 : left > 60_000 ? 10_000 : 5000;
  return Math.max(step, Math.round(left / step) * step);
}
