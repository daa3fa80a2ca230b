import { describe, expect, it } from 'vitest';
import { LONGEST_SENTENCE } from '../../../../ingest/text/split-sentences.ts';
import { aDocument, readCorpus } from '../read-corpus.ts';

const SIZE = 100_000;
const repeat = (text: string): string => text.repeat(Math.ceil(SIZE / text.length));

/** Texts on which a careless pattern or a nested structure takes minutes; the test's own time limit is the measure. */
const HOSTILE: Record<string, string> = {
  brackets: repeat('['),
  'full-width brackets': repeat('（'),
  stars: repeat('*a '),
  underscores: repeat('_a __b '),
  backticks: repeat('`'),
  tags: repeat('<a '),
  braces: repeat('{{'),
  quotes: repeat('>'),
  bars: repeat('a|b\n-|-\n'),
  dollars: repeat('$a '),
  addresses: repeat('http://a@'),
  emoji: repeat('😀'),
  digits: repeat('1234567890'),
  'one Chinese line': repeat('深度学习模型训练数据'),
  'one English line': repeat('the quick brown fox jumps over lazy dogs '),
  'one word': repeat('a'),
  'one list of names': repeat('GPT-4模型（GPT）、'),
  abbreviations: repeat('A. B. C. '),
  'a chain of such as': repeat('models such as A, B, C and D, '),
  'a chain of copulas': repeat('X is a Y, '),
  'linked names': repeat('Bank of '),
  headings: Array.from({ length: 20_000 }, (_, index) => `${'#'.repeat(1 + (index % 6))} h${index}`).join(
    '\n',
  ),
  'nested lists': Array.from({ length: 2000 }, (_, index) => `${' '.repeat(index % 400)}- a b`).join('\n'),
  'lone surrogates': repeat('\ud800'),
  combining: repeat('a\u0301\u0302'),
};

describe.each(['text/markdown', 'text/plain'])('hostile %s', (mediaType) => {
  it.each(Object.keys(HOSTILE))('reads %s to the end', async (name) => {
    const { chunks } = await readCorpus([aDocument(HOSTILE[name] ?? '', { mediaType })]);
    for (const chunk of chunks) {
      expect(chunk.extraction).not.toBeNull();
      const longest = Math.max(
        0,
        ...chunk.sentences.map((offset, index) => offset - (chunk.sentences[index - 1] ?? 0)),
      );
      expect(longest).toBeLessThanOrEqual(LONGEST_SENTENCE * 4);
    }
  });
});
