import { describe, expect, it } from 'vitest';
import { type StageMark, timeLeft } from '../../../../client/src/features/library/time-left.ts';

const mark = (done: number, seconds: number, stage: StageMark['stage'] = 'extract'): StageMark => ({
  jobId: 'j1',
  stage,
  done,
  at: seconds * 1000,
});

describe('the time that a stage has left', () => {
  it('goes on at the pace it had', () => {
    expect(timeLeft(mark(10, 0), mark(20, 30), 30)).toBe(30_000);
    expect(timeLeft(mark(0, 0), mark(100, 60), 1100)).toBe(600_000);
  });

  it('is coarse, and never nothing while something is left', () => {
    expect(timeLeft(mark(0, 0), mark(30, 61), 100)).toBe(140_000);
    expect(timeLeft(mark(0, 0), mark(999, 100), 1000)).toBe(5000);
  });

  it('is not guessed from too little, across stages, or when all is done', () => {
    expect(timeLeft(mark(0, 0), mark(2, 60), 100)).toBeNull();
    expect(timeLeft(mark(0, 0), mark(50, 1), 100)).toBeNull();
    expect(timeLeft(mark(0, 0), mark(50, 60, 'write'), 100)).toBeNull();
    expect(timeLeft(mark(0, 0), mark(100, 60), 100)).toBeNull();
  });
});
