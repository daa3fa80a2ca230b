import { useRef } from 'react';
import type { JobResponse } from '../../../../domain/api/jobs.ts';
import { type StageMark, timeLeft } from './time-left.ts';

/** Milliseconds until the job's present stage ends, from the pace since this page first saw the stage; null while nobody can say. */
export function useTimeLeft({ id, stage, progress }: JobResponse): number | null {
  const first = useRef<StageMark | null>(null);
  const last = useRef<StageMark | null>(null);
  const isNewStage = first.current?.jobId !== id || first.current.stage !== stage;
  const isNews = isNewStage || last.current?.done !== progress.done;
  // The clock is read when something was done: in between a guess would only grow.
  const mark = isNews ? { jobId: id, stage, done: progress.done, at: Date.now() } : last.current;
  if (isNewStage) first.current = mark;
  last.current = mark;
  return first.current && mark ? timeLeft(first.current, mark, progress.total) : null;
}
