import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { inlineRuns, layOver } from '../../../../client/src/features/document/inline-runs.ts';
import { blockAt, splitBlocks } from '../../../../client/src/features/document/split-blocks.ts';

const pieces = fc.constantFrom(
  '# 标题\n',
  '## Two **bold**\n',
  'A plain line. ',
  '知识图谱由实体和关系组成。',
  '\n',
  '\n\n',
  '- item *em*\n',
  '1. one\n',
  '> quote\n',
  '| a | b |\n',
  '| --- | --- |\n',
  '```\n',
  'code **not bold**\n',
  '---\n',
  '`x`',
  '**',
  '[t](u)',
  '~~s~~',
);
const texts = fc.array(pieces, { maxLength: 30 }).map((parts) => parts.join(''));

describe('A document cut into pieces to show', () => {
  test('keeps every character but line ends, in order', () => {
    fc.assert(
      fc.property(texts, fc.boolean(), (text, isMarkdown) => {
        let at = 0;
        for (const block of splitBlocks(text, isMarkdown)) {
          expect(text.slice(at, block.start).replaceAll('\n', '')).toBe('');
          expect(block.end).toBeGreaterThanOrEqual(block.start);
          expect(block.contentStart).toBeLessThanOrEqual(block.end);
          at = block.end;
        }
        expect(text.slice(at).replaceAll('\n', '')).toBe('');
      }),
    );
  });

  test('knows headings, lists, quotes, code and tables', () => {
    const text =
      '# A\n\nline one\nline two\n- item\n  2. inner\n> said\n```\n# no heading\n```\n| a | b |\n|---|---|\n| 1 | 2 |';
    expect(splitBlocks(text, true).map(({ kind, level }) => `${kind} ${level}`)).toEqual([
      'heading 1',
      'gap 0',
      'paragraph 0',
      'list-item 0',
      'list-item 1',
      'quote 1',
      'fence 0',
      'code 0',
      'fence 0',
      'table-row 1',
      'table-rule 0',
      'table-row 0',
    ]);
  });

  test('the cells of a table are the characters between the bars', () => {
    const text = '| BM25 | 词 频 |';
    const [row] = splitBlocks(text, true);
    expect(row?.cells.map(({ start, end }) => text.slice(start, end))).toEqual(['BM25', '词 频']);
  });

  test('a megabyte without line ends becomes pieces of readable size', () => {
    const text = '向量数据库存储嵌入。'.repeat(100_000);
    const blocks = splitBlocks(text, false);
    expect(Math.max(...blocks.map(({ start, end }) => end - start))).toBeLessThanOrEqual(2500);
    expect(blocks.map(({ start, end }) => text.slice(start, end)).join('')).toBe(text);
  });

  test('the piece of an offset is found', () => {
    const blocks = splitBlocks('# A\n\nbody\n\nend', true);
    expect(blocks[blockAt(blocks, 6)]?.kind).toBe('paragraph');
    expect(blockAt(blocks, 9_999)).toBe(blocks.length - 1);
    expect(blockAt([], 3)).toBe(0);
  });
});

describe('Inline marks', () => {
  test('runs cover their span without gaps', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const runs = inlineRuns(text, 0, text.length);
        expect(runs.map(({ start, end }) => text.slice(start, end)).join('')).toBe(text);
      }),
    );
  });

  test('marks are set apart from what they mark', () => {
    const text = 'a **b** `c` [d](e) 2 * 3';
    const shown = inlineRuns(text, 0, text.length)
      .filter(({ style }) => style !== 'mark' && style !== 'plain')
      .map(({ start, end, style }) => `${style}:${text.slice(start, end)}`);
    expect(shown).toEqual(['strong:b', 'code:c', 'link:d']);
  });

  test('highlights cut runs exactly at their offsets', () => {
    const text = 'ab **cd** ef';
    const segments = layOver(inlineRuns(text, 0, text.length), [
      { start: 1, end: 6, kind: 'quote' },
      { start: 5, end: 7, kind: 'mention' },
    ]);
    const quoted = segments.filter(({ isQuote }) => isQuote).map(({ start, end }) => text.slice(start, end));
    const mentioned = segments
      .filter(({ isMention }) => isMention)
      .map(({ start, end }) => text.slice(start, end));
    expect(quoted.join('')).toBe('b **c');
    expect(mentioned.join('')).toBe('cd');
    expect(segments.map(({ start, end }) => text.slice(start, end)).join('')).toBe(text);
  });
});
