/** What is left out while moving, so that slow machines stay smooth. Each step leaves out more. */
export interface Governor {
  /** 0 nothing; 1 canvases at one pixel a pixel; 2 no outlines; 3 no names of entities; 4 fewer nodes. */
  readonly step: number;
  /** A frame was drawn while moving, `now` in ms. */
  frame(now: number): void;
  /** The map came to rest: intervals across the pause do not count. */
  rest(): void;
}

const FRAMES_REMEMBERED = 20;
const TOO_SLOW_MS = 33;
const FAST_MS = 20;
const CALM_MS = 3000;
const LAST_STEP = 4;
/** Longer gaps are pauses of the hand, not slow frames. */
const PAUSE_MS = 250;

/** Watches the frames of moving: more than 33 ms in the median leaves one more thing out, three calm seconds bring one back. */
export function createGovernor(): Governor {
  let step = 0;
  let before = -1;
  let calmSince = -1;
  let intervals: number[] = [];
  return {
    get step() {
      return step;
    },
    frame(now) {
      const interval = now - before;
      const first = before < 0 || interval > PAUSE_MS;
      before = now;
      if (first) return;
      intervals.push(interval);
      if (intervals.length < FRAMES_REMEMBERED) return;
      const median = [...intervals].sort((left, right) => left - right)[FRAMES_REMEMBERED >> 1] ?? 0;
      intervals = intervals.slice(1);
      if (median > TOO_SLOW_MS && step < LAST_STEP) {
        step++;
        intervals = [];
        calmSince = -1;
      } else if (median < FAST_MS && step > 0) {
        if (calmSince < 0) calmSince = now;
        if (now - calmSince > CALM_MS) {
          step--;
          calmSince = now;
        }
      } else calmSince = -1;
    },
    rest() {
      before = -1;
    },
  };
}
