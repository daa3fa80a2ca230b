import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Chunk } from '../../../../domain/chunk.ts';
import { splitChunks } from '../../../../ingest/stages/split-chunks.ts';
import { aDocument } from '../read-corpus.ts';

function sentencesOf(text: string, chunks: readonly Chunk[]): string[] {
  return chunks.flatMap((chunk) =>
    chunk.sentences.flatMap((offset, index) =>
      index % 2 === 0
        ? [text.slice(chunk.start + offset, chunk.start + (chunk.sentences[index + 1] ?? 0))]
        : [],
    ),
  );
}

function split(
  text: string,
  mediaType = 'text/markdown',
): { chunks: Chunk[]; sentences: string[]; texts: string[] } {
  const chunks = splitChunks(aDocument(text, { mediaType }));
  return {
    chunks,
    sentences: sentencesOf(text, chunks),
    texts: chunks.map(({ start, end }) => text.slice(start, end)),
  };
}

describe('splitChunks', () => {
  it('puts a heading into the first chunk under it, and the headings above into the path', () => {
    const { chunks, texts } = split('# LoRA\n\n## 优点\n\n省显存。\n\n## 缺点\n\n表达能力有限。\n');
    expect(chunks.map(({ headingPath }) => headingPath)).toEqual([
      ['LoRA', '优点'],
      ['LoRA', '缺点'],
    ]);
    expect(texts[0]).toBe('# LoRA\n\n## 优点\n\n省显存。'.slice(2));
    expect(texts[1]).toBe('缺点\n\n表达能力有限。');
  });

  it('closes a chunk near 200 tokens, and never lets one grow beyond 300 unless one sentence is that long', () => {
    const { chunks } = split(`# A\n\n${'注意力机制让每个位置看到所有位置，代价随长度平方增长。'.repeat(80)}`);
    expect(chunks.length).toBeGreaterThan(5);
    for (const chunk of chunks) expect(chunk.tokenCount).toBeLessThanOrEqual(300);
    for (const chunk of chunks.slice(0, -1)) expect(chunk.tokenCount).toBeGreaterThan(150);
  });

  it('keeps soft-wrapped English sentences whole and ends sentences at line breaks of notes', () => {
    const wrapped =
      'Dense retrieval encodes the query and the passage into vectors and\ncompares them by their inner product. It is fast.\n';
    expect(split(wrapped).sentences).toEqual([wrapped.slice(0, wrapped.indexOf(' It is')), 'It is fast.']);
    expect(split('时间：周三\n参加：小林\n').sentences).toEqual(['时间：周三', '参加：小林']);
  });

  it('does not split at abbreviations, initials, decimals or inside brackets', () => {
    const text =
      'Dr. J. R. Smith et al. (see Fig. 3; cf. p. 12) measured 3.14 m in the U.S. Navy lab. Then they left.';
    expect(split(text).sentences).toEqual([text.slice(0, text.indexOf(' Then')), 'Then they left.']);
    expect(split('他说：“走吧！”然后（很慢；很慢）走了。完。').sentences).toEqual([
      '他说：“走吧！”',
      '然后（很慢；很慢）走了。',
      '完。',
    ]);
  });

  it('gives marks to the sentence that they enclose', () => {
    expect(split('**先看结论。** 再看[原因](a.md)。*完。*').sentences).toEqual([
      '**先看结论。**',
      '再看[原因](a.md)。',
      '*完。*',
    ]);
  });

  it('makes one sentence of a table row, without its outer bars', () => {
    expect(split('| 名称 | 年份 |\n| --- | --- |\n| **MHA** | 2017 |\n').sentences).toEqual([
      '名称 | 年份',
      '**MHA** | 2017',
    ]);
  });

  it('keeps code in the chunk but not among its sentences', () => {
    const { chunks, sentences, texts } = split('看代码：\n\n```js\nconst a = 1;\n```\n\n完。\n');
    expect(sentences).toEqual(['看代码：', '完。']);
    expect(chunks).toHaveLength(1);
    expect(texts[0]).toContain('const a = 1;');
  });

  it('leaves out front matter, comments, page furniture and what follows the article', () => {
    const text =
      '---\ntitle: 秘密\n---\n<!-- 注释 -->\n正文第一句。\n\n点赞 36\n\n正文第二句。\n\n正文第三句。\n\n相关文章\n别的文章一\n';
    expect(split(text).sentences).toEqual(['正文第一句。', '正文第二句。', '正文第三句。']);
  });

  it('finds headings and lists in plain text', () => {
    const { chunks } = split(
      '梯度下降\n\n梯度下降是一种优化算法。\n\n学习率太大怎么办？\n\n减小学习率。\n',
      'text/plain',
    );
    expect(chunks.map(({ headingPath }) => headingPath)).toEqual([
      ['梯度下降'],
      ['梯度下降', '学习率太大怎么办？'],
    ]);
  });

  it('gives equal sections ids of their own, and the same ids each time', () => {
    const text = '# A\n\n一样。\n\n# A\n\n一样。\n';
    const ids = split(text).chunks.map(({ id }) => id);
    expect(new Set(ids).size).toBe(2);
    expect(split(text).chunks.map(({ id }) => id)).toEqual(ids);
  });

  it('keeps the id of a chunk when text before it changes', () => {
    const tail = '# B\n\n不变的一节。\n';
    const before = split(`# A\n\n旧文。\n\n${tail}`).chunks.at(-1);
    const after = split(`# A\n\n新写的文字更长。\n\n${tail}`).chunks.at(-1);
    expect(after?.id).toBe(before?.id);
  });

  it('on any text gives ascending chunks of ascending sentences that are not blank', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        '# 标题',
        '- 项目：说明',
        '正文。',
        'A sentence. ',
        '\n',
        '\n\n',
        '```\n',
        '| a | b |\n|---|---|\n| c | d |\n',
        '**粗',
        '体**',
        '> 引用',
        '    缩进',
        '$x$',
        '😀',
        '[a](b)',
        '\t',
        '---\n',
      ),
      fc.string({ unit: 'binary', maxLength: 12 }),
    );
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 30 }),
        fc.constantFrom('text/markdown', 'text/plain'),
        (pieces, mediaType) => {
          const text = pieces.join('');
          const { chunks, sentences } = split(text, mediaType);
          let end = 0;
          chunks.forEach((chunk, index) => {
            expect(chunk.position).toBe(index);
            expect(chunk.start).toBeGreaterThanOrEqual(end);
            expect(chunk.end).toBeGreaterThan(chunk.start);
            expect(chunk.sentences).toEqual([...chunk.sentences].sort((a, b) => a - b));
            expect(chunk.sentences.at(-1) ?? 0).toBeLessThanOrEqual(chunk.end - chunk.start);
            end = chunk.end;
          });
          for (const sentence of sentences) expect(sentence.trim()).toBe(sentence);
          for (const sentence of sentences) expect(sentence).not.toBe('');
          expect(end).toBeLessThanOrEqual(text.length);
        },
      ),
      { numRuns: 300 },
    );
  });
});
