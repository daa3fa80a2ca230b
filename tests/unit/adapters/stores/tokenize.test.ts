import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tokenize } from '../../../../adapters/stores/user-cypher/tokenize.ts';

const texts = (query: string) => tokenize(query).map(({ text }) => text);

describe('tokens of a query', () => {
  it('are words, names, strings, numbers, parameters and symbols', () => {
    expect(tokenize("MATCH (n:`A B` {x: 1.5}) WHERE n.y = 'q' RETURN $p").map(({ kind }) => kind)).toEqual([
      'word',
      'symbol',
      'word',
      'symbol',
      'name',
      'symbol',
      'word',
      'symbol',
      'number',
      'symbol',
      'symbol',
      'word',
      'word',
      'symbol',
      'word',
      'symbol',
      'string',
      'word',
      'parameter',
    ]); // prettier-ignore
  });

  it('leave out comments, but not what looks like one in a string', () => {
    expect(texts("RETURN /* a */ 'b // c' // d\n, `e /* f`")).toEqual([
      'RETURN',
      "'b // c'",
      ',',
      '`e /* f`',
    ]);
  });

  it('know escapes in strings and doubled backticks in names', () => {
    expect(texts('\'a\\\'b\' "c\\"d" `e``f`')).toEqual(["'a\\'b'", '"c\\"d"', '`e``f`']);
  });

  it('do not take the dots of a range for a number', () => {
    expect(texts('[*1..3] [..2] 1.5')).toEqual(['[', '*', '1', '..', '3', ']', '[', '..', '2', ']', '1.5']);
  });

  it('know how deep in brackets they stand', () => {
    expect(tokenize('a(b[c]{d})e').map(({ text, depth }) => `${text}${depth}`)).toEqual([
      'a0',
      '(0',
      'b1',
      '[1',
      'c2',
      ']1',
      '{1',
      'd2',
      '}1',
      ')0',
      'e0',
    ]); // prettier-ignore
  });

  it('end what never ends at the end of the text', () => {
    expect(texts("RETURN 'open")).toEqual(['RETURN', "'open"]);
    expect(texts('RETURN `open')).toEqual(['RETURN', '`open']);
    expect(texts('RETURN 1 /* open')).toEqual(['RETURN', '1']);
  });

  it('stand in order, apart, and cover every character that is not space or comment', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'ab1 \n.`\'"\\$/*(){}[];:,中😀') }), (query) => {
        let position = 0;
        for (const { start, end, text } of tokenize(query)) {
          expect(start).toBeGreaterThanOrEqual(position);
          expect(end).toBeGreaterThan(start);
          expect(query.slice(start, end)).toBe(text);
          position = end;
        }
      }),
    );
  });
});
