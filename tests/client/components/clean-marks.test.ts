import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cleanMarks } from '../../../client/src/components/clean-marks.ts';
import { findSurfaces } from '../../../client/src/components/find-surfaces.ts';

describe('A quote as it is read', () => {
  test.each([
    ['**LoRA** (_low-rank_) uses `r = 8`.', 'LoRA (_low-rank_) uses r = 8.'],
    ['- **注意力**：把 *查询* 与键比较', '注意力：把 查询 与键比较'],
    ['## Heading\nand text', 'Heading and text'],
    ['see [the paper](https://example.org/a_b) and [[notes/rag|RAG]]', 'see the paper and RAG'],
    ['| BM25 | words |\n| --- | --- |', 'BM25 · words'],
    ['> quoted\n> twice', 'quoted twice'],
    ['1. first', 'first'],
    ['A mill at 5 \\* 3 \\*stones\\*, \\<b> and \\# more', 'A mill at 5 * 3 *stones*, <b> and # more'],
    ['2 * 3 * 4 and a_b_c stay', '2 * 3 * 4 and a_b_c stay'],
  ])('%s', (text, readable) => {
    expect(cleanMarks(text)).toBe(readable);
  });

  test('plain prose is only trimmed', () => {
    expect(cleanMarks('  向量检索比关键词检索慢，但更准。 ')).toBe('向量检索比关键词检索慢，但更准。');
  });
});

describe('Names inside a text', () => {
  const marked = (text: string, surfaces: string[]) =>
    findSurfaces(text, surfaces)
      .filter(({ marked: isMarked }) => isMarked)
      .map((part) => part.text);

  test('are found as whole words in Latin script and anywhere in Chinese', () => {
    expect(marked('RAG beats RAGAS and rag', ['RAG'])).toEqual(['RAG']);
    expect(marked('多头注意力机制', ['注意力'])).toEqual(['注意力']);
    expect(marked('用LoRA微调', ['LoRA'])).toEqual(['LoRA']);
  });

  test('the longest wins', () => {
    expect(marked('low-rank adaptation', ['low-rank', 'low-rank adaptation'])).toEqual([
      'low-rank adaptation',
    ]);
  });

  test('nothing is lost or added', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }),
        fc.array(fc.string({ unit: 'grapheme' })),
        (text, surfaces) => {
          expect(
            findSurfaces(text, surfaces)
              .map((part) => part.text)
              .join(''),
          ).toBe(text);
        },
      ),
    );
  });
});
