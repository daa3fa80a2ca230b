import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { BuildProgress } from '../../../../domain/ports/index-builder.ts';
import { thinProgress } from '../../../../server/jobs/thin-progress.ts';

const at = (done: number, stage: BuildProgress['stage'] = 'extract'): BuildProgress => ({
  stage,
  done,
  total: 100,
});

describe('what is told of progress', () => {
  let last: BuildProgress;
  let told: number[];
  let take: (progress: BuildProgress) => void;

  beforeEach(() => {
    vi.useFakeTimers();
    told = [];
    const thinned = thinProgress(() => told.push(last.done), Date.now);
    take = (progress) => {
      last = progress;
      thinned(progress);
    };
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('is a tenth of a second apart, and the last of several is not lost when nothing follows', () => {
    take(at(1));
    take(at(2));
    take(at(3));
    expect(told).toEqual([1]);
    vi.advanceTimersByTime(100);
    expect(told).toEqual([1, 3]);
    vi.advanceTimersByTime(10_000);
    expect(told).toEqual([1, 3]);
  });

  it('is told at once where a stage begins or ends, and not again', () => {
    take(at(1));
    take(at(2));
    take(at(100));
    take(at(0, 'resolve'));
    expect(told).toEqual([1, 100, 0]);
    vi.advanceTimersByTime(10_000);
    expect(told).toEqual([1, 100, 0]);
  });
});
