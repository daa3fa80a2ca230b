import { describe, expect, test } from 'vitest';
import { answerParagraphs } from '../../../../client/src/features/ask/answer-paragraphs.ts';

const shown = (text: string, spans: { start: number; end: number }[] = []) =>
  answerParagraphs(text, spans).map(({ isItem, pieces }) => [
    isItem,
    pieces.map((piece) => (piece.kind === 'words' ? [piece.text, piece.isUnsupported] : piece.number)),
  ]);

describe('answerParagraphs', () => {
  test('takes citations out as references and keeps the spaces between sentences', () => {
    expect(shown('One [1]. Two[2][3].\n\n- **Three** [1]')).toEqual([
      [false, [['One ', false], 1, ['. Two', false], 2, 3, ['.', false]]],
      [true, [['Three ', false], 1]],
    ]);
  });

  test('tells apart the sentences that have no support, on whatever line they stand', () => {
    const text = 'Good [1]. Bad one. Good.\nBad [2] too.';
    expect(
      shown(text, [
        { start: 10, end: 18 },
        { start: 25, end: 37 },
      ]),
    ).toEqual([
      [false, [['Good ', false], 1, ['. ', false], ['Bad one.', true], [' Good.', false]]],
      [false, [['Bad ', true], 2, [' too.', true]]],
    ]);
  });

  test('keeps the space between two sentences that both have no support', () => {
    expect(
      shown('Bad one. Bad two.', [
        { start: 0, end: 8 },
        { start: 9, end: 17 },
      ]),
    ).toEqual([
      [
        false,
        [
          ['Bad one.', true],
          [' ', false],
          ['Bad two.', true],
        ],
      ],
    ]);
  });
});
