import fc from 'fast-check';
import { expect, it } from 'vitest';
import { findSurface } from '../../../../../ingest/extractors/model/find-surface.ts';

it('finds a name where the text writes it, in any case and across white space', () => {
  const text = 'The Twelfth-Night party: a TWELFTH-NIGHT\tParty is no party (of 12).';
  expect(findSurface(text, 'Twelfth-Night Party')).toEqual([
    { surface: 'Twelfth-Night party', start: 4 },
    { surface: 'TWELFTH-NIGHT\tParty', start: 27 },
  ]);
});

it('finds a name that the end of a line cuts in two, but none across paragraphs', () => {
  expect(findSurface('met Bob\n  Cratchit', 'Bob Cratchit')).toEqual([
    { surface: 'Bob\n  Cratchit', start: 4 },
  ]);
  expect(findSurface('met Bob\n\nCratchit', 'Bob Cratchit')).toEqual([]);
});

it('finds whole words only, ideographs anywhere, and short Latin names as written', () => {
  expect(findSurface('Artists paint art.', 'Art').map(({ start }) => start)).toEqual([]);
  expect(findSurface('Artists like Scrooge.', 'artist')).toEqual([]);
  expect(findSurface('图数据库', '数据库')).toEqual([{ surface: '数据库', start: 1 }]);
  expect(findSurface('IT is what it is.', 'IT')).toEqual([{ surface: 'IT', start: 0 }]);
});

it('whatever a model calls a name is found where it stands, or nowhere: never an error', () => {
  const name = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 });
  fc.assert(
    fc.property(name, (written) => {
      const text = `« ${written} »`;
      for (const { surface, start } of findSurface(text, written))
        expect(text.slice(start, start + surface.length)).toBe(surface);
      const plain = written.trim();
      const isName = /[\p{L}\p{N}]/u.test(plain) && !/[\s\u0085]/.test(plain);
      if (isName) expect(findSurface(text, written).length).toBeGreaterThan(0);
    }),
    { numRuns: 2000 },
  );
});
