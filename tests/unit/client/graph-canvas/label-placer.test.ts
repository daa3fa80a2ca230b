import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import {
  createLabelPlacer,
  type LabelCandidate,
  type LabelPlacer,
} from '../../../../client/src/features/graph-canvas/label-placer.ts';

const size = { width: 600, height: 400 };

function aName(more: Partial<LabelCandidate> & { key: string }): LabelCandidate {
  return {
    x: 300,
    y: 200,
    width: 80,
    height: 14,
    kind: 'name',
    offset: 4,
    elsewhere: [],
    ghost: false,
    forced: false,
    ...more,
  };
}

let placer: LabelPlacer;
beforeEach(() => {
  placer = createLabelPlacer();
  placer.resize(size);
});

describe('placing labels', () => {
  it('lets no two labels overlap, however many want the same place', () => {
    const candidate = fc.record({
      key: fc.uuid(),
      x: fc.integer({ min: 0, max: 600 }),
      y: fc.integer({ min: 0, max: 400 }),
      width: fc.integer({ min: 20, max: 160 }),
      height: fc.constant(14),
      kind: fc.constantFrom('title' as const, 'name' as const),
      offset: fc.integer({ min: 1, max: 12 }),
      elsewhere: fc.constant([]),
      ghost: fc.constant(false),
      forced: fc.constant(false),
    });
    fc.assert(
      fc.property(fc.uniqueArray(candidate, { maxLength: 60, selector: ({ key }) => key }), (candidates) => {
        const byKey = new Map(candidates.map((each) => [each.key, each]));
        const boxes = placer.place(candidates, [], 60).map(({ key, dx, dy }) => {
          const { x, y, width, height } = byKey.get(key) as LabelCandidate;
          return { left: x + dx, top: y + dy, right: x + dx + width, bottom: y + dy + height };
        });
        for (const [at, left] of boxes.entries())
          for (const right of boxes.slice(at + 1))
            expect(
              left.right <= right.left ||
                right.right <= left.left ||
                left.bottom <= right.top ||
                right.bottom <= left.top,
            ).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  it('places titles before names', () => {
    const title = aName({ key: 'title', kind: 'title', width: 200, height: 24 });
    const names = Array.from({ length: 6 }, (_, at) => aName({ key: `name ${at}`, x: 260 + at * 14 }));
    expect(placer.place([...names, title], [], 60).map(({ key }) => key)).toContain('title');
  });

  it('keeps a label in its place while there is room, whatever came since', () => {
    const left = aName({ key: 'left', x: 100 });
    const [before] = placer
      .place([aName({ key: 'blocker', x: 104 }), left], [], 60)
      .filter(({ key }) => key === 'left');
    const [after] = placer.place([left], [], 60);
    expect(after).toEqual(before);
  });

  it('shows a forced name even where there is none', () => {
    const wall = aName({ key: 'wall', kind: 'title', width: 580, height: 380 });
    const shown = placer.place([wall, aName({ key: 'chosen', forced: true })], [], 60).map(({ key }) => key);
    expect(shown).toContain('chosen');
  });

  it('keeps names off the discs of large nodes', () => {
    const [place] = placer.place([aName({ key: 'a', x: 300 })], [{ x: 350, y: 200, radius: 20 }], 60);
    expect(place?.dx).toBeLessThan(0);
  });

  it('moves a title off the nodes in its middle, to just above its region', () => {
    const discs = Array.from({ length: 9 }, (_, at) => ({ x: 220 + at * 20, y: 200, radius: 26 }));
    const elsewhere = [{ dx: 0, dy: -120 }];
    const title = aName({ key: 'title', kind: 'title', width: 160, height: 24, elsewhere });
    expect(placer.place([title], discs, 60)[0]).toMatchObject({ dx: -80, dy: -132 });
    expect(placer.place([{ ...title, key: 'other' }], [], 60)[0]).toMatchObject({ dx: -80, dy: -12 });
  });

  it('draws ghosts without giving them room', () => {
    const ghost = aName({ key: 'ghost', kind: 'title', width: 300, height: 40, ghost: true });
    const name = aName({ key: 'name', x: 250 });
    expect(
      placer
        .place([ghost, name], [], 60)
        .map(({ key }) => key)
        .sort(),
    ).toEqual(['ghost', 'name']);
  });
});
