import { expect, it } from 'vitest';
import { reportOf } from '../../../cli/follow-job.ts';
import type { JobResponse } from '../../../domain/api/jobs.ts';

const aJob = (fields: Partial<JobResponse>): JobResponse => ({
  id: 'j',
  kind: 'ingest',
  state: 'cancelled',
  stage: 'extract',
  progress: { done: 1, total: 2 },
  interruptions: 0,
  createdAt: '2026-01-01T10:00:00.000Z',
  startedAt: '2026-01-01T10:00:00.000Z',
  endedAt: '2026-01-01T10:00:01.000Z',
  ...fields,
});

it('tells why a job did not come to its end, what it took, and that what was paid for is kept', () => {
  const progress = { done: 1, total: 2, spent: { input: 1200, output: 400, cost: 0.0011 } };
  const hint = 'It took 1,200 tokens in, 400 out, $0.0011; what could be used of it is kept';
  expect(() => reportOf(aJob({ progress }))).toThrow(
    expect.objectContaining({ message: 'The job was cancelled', hint: expect.stringContaining(hint) }),
  );
  const error = { code: 'store-unavailable', message: 'Gone', hint: 'Start it.' };
  expect(() => reportOf(aJob({ state: 'failed', error, progress }))).toThrow(
    expect.objectContaining({
      code: 'store-unavailable',
      hint: expect.stringContaining(`Start it. ${hint}`),
    }),
  );
  expect(() => reportOf(aJob({ state: 'failed', error }))).toThrow(
    expect.objectContaining({ hint: 'Start it.' }),
  );
});
