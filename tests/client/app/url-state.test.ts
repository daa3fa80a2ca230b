import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatUrlState, PANELS, parseUrlState, type UrlState } from '../../../client/src/app/url-state.ts';

const nothing: UrlState = {
  panel: null,
  selection: null,
  place: null,
  camera: null,
  question: '',
  answerId: null,
  query: '',
  list: false,
  mapInFront: false,
};

const text = fc.string({ unit: 'grapheme', maxLength: 40 });
const id = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 });
const place = fc.oneof(
  fc.record({ documentId: id }),
  fc.record({ documentId: id, start: fc.nat(), end: fc.nat() }),
);
const states: fc.Arbitrary<UrlState> = fc.record({
  panel: fc.option(fc.constantFrom(...PANELS), { nil: null }),
  selection: fc.option(fc.record({ kind: fc.constantFrom('entity', 'community', 'relationship'), id }), {
    nil: null,
  }),
  place: fc.option(place, { nil: null }),
  camera: fc.option(
    fc.record({
      x: fc.integer({ min: -99_999, max: 99_999 }),
      y: fc.integer({ min: -99_999, max: 99_999 }),
      zoom: fc.integer({ min: 1, max: 500 }),
    }),
    { nil: null },
  ),
  question: text,
  answerId: fc.option(id, { nil: null }),
  query: text,
  list: fc.boolean(),
  mapInFront: fc.boolean(),
});

describe('The state in the address', () => {
  test('is found again whatever it holds', () => {
    fc.assert(
      fc.property(states, (state) => {
        expect(parseUrlState(formatUrlState(state))).toEqual(state);
      }),
    );
  });

  test('an empty state leaves the address bare', () => {
    expect(formatUrlState(nothing)).toBe('');
  });

  test('what it cannot read is left out', () => {
    expect(parseUrlState('?panel=kitchen&at=1-2&camera=1,x,3&list=yes')).toEqual(nothing);
    expect(parseUrlState('?document=d&at=5').place).toEqual({ documentId: 'd' });
    expect(parseUrlState('?camera=1,2,0').camera).toBeNull();
  });
});
