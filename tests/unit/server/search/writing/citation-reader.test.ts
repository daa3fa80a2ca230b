import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type CitationReader,
  createCitationReader,
  NO_ANSWER,
  withoutCitations,
} from '../../../../../server/search/writing/citation-reader.ts';

const upToNine = (number: number): boolean => number >= 1 && number <= 9;

function read(pieces: readonly string[]): { text: string; reader: CitationReader } {
  const reader = createCitationReader(upToNine);
  const text = pieces.map((piece) => reader.push(piece)).join('') + reader.end();
  return { text, reader };
}

describe('createCitationReader', () => {
  it.each([
    ['One [3]. Two [5]. Three [3].', 'One [1]. Two [2]. Three [1].', [3, 5]],
    ['Both [3, 5] and [5][3].', 'Both [1][2] and [2][1].', [3, 5]],
    ['中文【4】，再【4，7】。', '中文[1]，再[1][2]。', [4, 7]],
    ['Wide ［２］? no; ［2］.', 'Wide ［２］? no; [1].', [2]],
    ['Labels [S3], [sentence 4], [#5], [^6].', 'Labels [1], [2], [3], [4].', [3, 4, 5, 6]],
    ['A range [3-5].', 'A range [1][2][3].', [3, 4, 5]],
    ['As some write 【3†source】.', 'As some write [1].', [3]],
    ['[2 and 3] first', '[1][2] first', [2, 3]],
    ['Twice [3,3].', 'Twice [1].', [3]],
  ])('reads %j', (said, shown, cited) => {
    const { text, reader } = read([said]);
    expect(text).toBe(shown);
    expect(reader.cited).toEqual(cited);
    expect(reader.struckOut).toBe(0);
  });

  it('takes out what is not in the context, with the space before it, and counts it', () => {
    const { text, reader } = read(['Known [2]. Not known [12]. Half known [4, 77, 0].']);
    expect(text).toBe('Known [1]. Not known. Half known [2].');
    expect(reader.struckOut).toBe(3);
    expect(reader.cited).toEqual([2, 4]);
  });

  it.each([
    'an [aside] here',
    'a[i] = b[j]',
    '[2011] was a year',
    'an open [3',
    'NOT_ING',
    'a [link](url)',
    '[]',
  ])('leaves %j as it is', (said) => {
    expect(read([said]).text).toBe(said);
  });

  it.each([
    `[${'1, '.repeat(200)}0.5]`,
    `[${'1 '.repeat(200)}x`,
    `【${'1†a, '.repeat(200)}x`,
    `[${'s 1 and '.repeat(200)}`,
  ])('leaves a long list that is none as it is, without trying all ways to read it (%#)', (said) => {
    expect(read([said]).text).toBe(said);
    expect(withoutCitations(said)).toBe(said);
  });

  it('hears that there is no answer, wherever it is said, and does not show it', () => {
    const { text, reader } = read(['NOT_IN', '_DOCU', 'MENTS']);
    expect([text, reader.saidNoAnswer]).toEqual(['', true]);
    expect(read([`Perhaps. ${NO_ANSWER}.`]).reader.saidNoAnswer).toBe(true);
    expect(read(['It is not in documents.']).reader.saidNoAnswer).toBe(false);
  });

  it('reads the same however the reply is cut into pieces', () => {
    const part = fc.constantFrom(
      ...[
        'Text',
        ' ',
        '. ',
        '[3]',
        '[3, 5]',
        '【4】',
        '[12]',
        '[',
        ']',
        '[S2',
        '†src】',
        '\n',
        'N',
        NO_ANSWER,
        '，',
        '1',
      ],
      '[see the note which is longer than any mark may be, by far longer than that]',
    );
    const said = fc.array(part, { maxLength: 14 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(said, fc.array(fc.nat(60), { maxLength: 8 }), (text, cuts) => {
        const places = [0, ...cuts.map((cut) => Math.min(cut, text.length)), text.length].sort(
          (a, b) => a - b,
        );
        const pieces = places.slice(1).map((end, at) => text.slice(places[at], end));
        const whole = read([text]);
        const cut = read(pieces);
        const one = read([...text]);
        for (const other of [cut, one]) {
          expect(other.text).toBe(whole.text);
          expect(other.reader.cited).toEqual(whole.reader.cited);
          expect(other.reader.struckOut).toBe(whole.reader.struckOut);
          expect(other.reader.saidNoAnswer).toBe(whole.reader.saidNoAnswer);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('shows nothing that a number outside of the context stands for', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(999), { minLength: 1, maxLength: 12 }), (numbers) => {
        const { text, reader } = read(numbers.map((number) => `So [${number}]. `));
        const shown = [...text.matchAll(/\[(\d+)\]/g)].map(([, number]) => Number(number));
        expect(shown.every((number) => number <= reader.cited.length)).toBe(true);
        expect(reader.cited.every(upToNine)).toBe(true);
        expect(reader.struckOut).toBe(numbers.filter((number) => !upToNine(number)).length);
      }),
    );
  });
});
