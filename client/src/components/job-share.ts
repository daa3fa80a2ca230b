import type { JobResponse } from '../../../domain/api/jobs.ts';
import { JOB_STAGES } from '../../../domain/job.ts';

/** How far a job is, 0 to 1: whole stages, and the share of the one it is in. Stages differ in length, so it is a guess. */
export function jobShare({ stage, progress }: JobResponse): number {
  const at = stage ? JOB_STAGES.indexOf(stage) : 0;
  const inside = progress.total > 0 ? Math.min(1, progress.done / progress.total) : 0;
  return (at + inside) / JOB_STAGES.length;
}
