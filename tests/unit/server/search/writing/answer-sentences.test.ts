import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answerSentences } from '../../../../../server/search/writing/answer-sentences.ts';

const read = (answer: string) => answerSentences(answer).map(({ text, citations }) => [text, citations]);

describe('answerSentences', () => {
  it('gives each sentence the citations in it and right behind it', () => {
    expect(read('One [1]. Two. [2][3] Three in [1] the middle!')).toEqual([
      ['One.', [1]],
      ['Two.', [2, 3]],
      ['Three in the middle!', [1]],
    ]);
    expect(read('甲[1]。乙。[2]丙没有出处。')).toEqual([
      ['甲。', [1]],
      ['乙。', [2]],
      ['丙没有出处。', []],
    ]);
  });

  it('begins a new one with every line and takes off list signs and emphasis', () => {
    expect(read('- **LoRA**: cheap [1]\n2. QLoRA is cheaper [2]\n\n## Notes\n* 省显存 [3]')).toEqual([
      ['LoRA: cheap', [1]],
      ['QLoRA is cheaper', [2]],
      ['Notes', []],
      ['省显存', [3]],
    ]);
  });

  it.each([
    'Dr. Ada Lindqvist wrote 3.5 pages, e.g. on J. Smith, cf. node.js and v1.2 [1].',
    'It took 2.5 s (i.e. long) [1].',
    '模型（v2.0）更快[1]。',
  ])('does not end inside of %j', (answer) => {
    expect(answerSentences(answer)).toHaveLength(1);
  });

  it('lets half a sentence stand alone only where it has a source of its own', () => {
    expect(read('快 [1]；稳 [2]。')).toEqual([
      ['快；', [1]],
      ['稳。', [2]],
    ]);
    expect(read('It is fast; it is small [1].')).toHaveLength(1);
  });

  it('knows what only leads to a list', () => {
    expect(answerSentences('Three ways:\n- One [1]').map(({ isLead }) => isLead)).toEqual([true, false]);
  });

  it('covers every letter of any answer once, in order', () => {
    const answer = fc
      .array(
        fc.constantFrom(
          'Word',
          '词',
          '. ',
          '。',
          '[1]',
          ' ',
          '\n',
          '- ',
          'e.g. ',
          '; ',
          ':',
          '3.1',
          '"',
          '…',
        ),
      )
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(answer, (text) => {
        let from = 0;
        let outside = '';
        for (const { start, end } of answerSentences(text)) {
          expect(start).toBeGreaterThanOrEqual(from);
          expect(end).toBeGreaterThan(start);
          outside += text.slice(from, start);
          from = end;
        }
        outside += text.slice(from);
        expect(outside.replace(/\[\d+\]|\d+\.|e\.g/g, '')).not.toMatch(/[\p{L}]/u);
      }),
      { numRuns: 500 },
    );
  });
});
