import { describe, expect, it } from 'vitest';
import { createGovernor } from '../../../../client/src/features/graph-canvas/governor.ts';
import { createLitTimeline } from '../../../../client/src/features/graph-canvas/lit-timeline.ts';
import { type Lit, NOTHING_LIT } from '../../../../client/src/features/graph-canvas/map-contract.ts';
import { wheelFactor } from '../../../../client/src/features/graph-canvas/scene-gestures.ts';

const places = ['seed', 'near', 'far', 'cited'];
const indexOf = (id: string): number => places.indexOf(id);
const lit = {
  seeds: ['seed', 'gone'],
  walked: ['near', 'far'],
  cited: [
    { entityId: 'cited', number: 1 },
    { entityId: 'cited', number: 3 },
    { entityId: 'gone', number: 2 },
  ],
};

describe('an answer’s light', () => {
  const momentOf = (at: number, given: Lit = lit) => {
    const timeline = createLitTimeline();
    timeline.set(given, 1000);
    return timeline.moment(indexOf, 1000 + at);
  };

  it('pulses once at the seeds', () => {
    expect(momentOf(300)?.pulses.map(({ entity }) => entity)).toEqual([0]);
    expect(momentOf(2000)?.pulses).toEqual([]);
  });

  it('walks outward in order', () => {
    const early = momentOf(330)?.strengths;
    expect(early?.get(1)).toBeGreaterThan(0);
    expect(early?.get(2)).toBe(0);
    expect(momentOf(2000)?.strengths.get(2)).toBeGreaterThan(0.5);
  });

  it('numbers what was cited, and passes over what is not on the map', () => {
    expect([...(momentOf(0)?.numbers ?? [])]).toEqual([[3, [1, 3]]]);
  });

  it('comes to rest, at once where motion is not wanted', () => {
    expect(momentOf(500)?.running).toBe(true);
    const end = momentOf(Number.POSITIVE_INFINITY);
    expect(end?.running).toBe(false);
    expect(end?.strengths.get(0)).toBe(1);
    expect(momentOf(0, NOTHING_LIT)).toBeNull();
  });

  it('grows with a streamed answer without pulsing again', () => {
    const timeline = createLitTimeline();
    timeline.set({ ...NOTHING_LIT, seeds: ['seed'] }, 1000);
    timeline.set(lit, 4000);
    expect(timeline.moment(indexOf, 4100)?.pulses).toEqual([]);
    expect(timeline.moment(indexOf, 4100)?.strengths.get(0)).toBe(1);
    expect(timeline.moment(indexOf, 4100)?.strengths.get(1)).toBe(0);
    timeline.set(NOTHING_LIT, 5000);
    timeline.set({ ...NOTHING_LIT, seeds: ['seed'] }, 6000);
    expect(timeline.moment(indexOf, 6100)?.pulses).toHaveLength(1);
  });
});

describe('the governor', () => {
  const run = (intervals: number[]) => {
    const governor = createGovernor();
    let now = 1000;
    governor.frame(now);
    const steps = intervals.map((interval) => {
      now += interval;
      governor.frame(now);
      return governor.step;
    });
    return { governor, steps };
  };

  it('leaves nothing out while frames are fast', () => {
    expect(run(Array(200).fill(16.7)).steps.at(-1)).toBe(0);
  });

  it('leaves out one thing after another while they are slow, up to the last', () => {
    const { steps } = run(Array(200).fill(60));
    expect(steps.at(30)).toBe(1);
    expect(steps.at(-1)).toBe(4);
  });

  it('brings things back after three calm seconds', () => {
    const { steps } = run([...Array(25).fill(60), ...Array(400).fill(10)]);
    expect(steps.at(25)).toBe(1);
    expect(steps.at(-1)).toBe(0);
  });

  it('does not take a pause of the hand for a slow frame', () => {
    expect(run(Array(100).fill(900)).steps.at(-1)).toBe(0);
  });
});

describe('the wheel', () => {
  it('zooms about 15 % a notch, in and out alike', () => {
    const inward = wheelFactor({ deltaY: -100, deltaMode: 0, ctrlKey: false });
    expect(inward).toBeCloseTo(1.149, 2);
    expect(inward * wheelFactor({ deltaY: 100, deltaMode: 0, ctrlKey: false })).toBeCloseTo(1);
  });

  it('zooms more by a pinch, and never jumps', () => {
    expect(wheelFactor({ deltaY: -10, deltaMode: 0, ctrlKey: true })).toBeCloseTo(1.149, 2);
    expect(wheelFactor({ deltaY: -100_000, deltaMode: 0, ctrlKey: false })).toBeLessThan(1.6);
    expect(wheelFactor({ deltaY: -3, deltaMode: 1, ctrlKey: false })).toBeCloseTo(1.11, 2);
  });
});
