import { describe, expect, it } from 'vitest';
import { MAX_FILE_BYTES, MAX_TEXT_BYTES, readSource } from '../../../../ingest/readers/read-source.ts';
import { documentFixture, failureOf, readOne } from '../../../support/document-fixture.ts';
import { sourceFile } from '../../../support/generated-corpus.ts';

const read = (source: string, text: string) => readSource(sourceFile(source, text));
const titleOf = async (source: string, text: string) => (await read(source, text)).documents[0]?.title;
const codeOf = async (source: string, text: string) => (await read(source, text)).failed[0]?.code;

describe('readSource', () => {
  it('keeps the text as it is written, marks and all', async () => {
    const { documents } = await read('notes/lora.md', '# LoRA\r\n\r\n**LoRA** 是一种方法。');
    expect(documents[0]).toMatchObject({
      source: 'notes/lora.md',
      mediaType: 'text/markdown',
      text: '# LoRA\n\n**LoRA** 是一种方法。',
    });
    expect(documents[0]?.contentHash).toMatch(/^[0-9a-f]{64}$/);
  });

  it('gives the same source the same id, whatever it says', async () => {
    expect((await read('a.md', 'one')).documents[0]?.id).toBe((await read('a.md', 'two')).documents[0]?.id);
    expect((await read('a.md', 'one')).documents[0]?.contentHash).not.toBe(
      (await read('a.md', 'two')).documents[0]?.contentHash,
    );
  });

  it('finds a title in front matter, the first heading, a short first line, or the name', async () => {
    expect(await titleOf('a.md', '---\ntitle: "The LoRA notes"\ntags: x\n---\n# Other\n')).toBe(
      'The LoRA notes',
    );
    expect(await titleOf('a.md', 'Some prose first.\n\n## `LoRA` and **friends** ##\n')).toBe(
      'LoRA and friends',
    );
    expect(await titleOf('a.md', '```\n# a comment\n```\n\nTitle\n=====\n')).toBe('Title');
    expect(await titleOf('a.txt', '\n 注意力机制 \n正文在这里。')).toBe('注意力机制');
    expect(await titleOf('notes/my note.txt', 'This is a sentence, not a title.\nAnd more.')).toBe('my note');
  });

  it('prefers the title that came with the file', async () => {
    const file = { ...sourceFile('a.md', '# Heading'), title: 'Given' };
    expect((await readSource(file)).documents[0]?.title).toBe('Given');
  });

  it('tells the language most of a text is written in', async () => {
    const languageOf = async (text: string) => (await read('a.txt', text)).documents[0]?.language;
    expect(await languageOf('知识图谱用 Neo4j 和 Cypher 存储 entities 与 relations，查询很方便。')).toBe(
      'zh',
    );
    expect(
      await languageOf('A knowledge graph (知识图谱) stores entities and the relations between them.'),
    ).toBe('en');
    expect(await languageOf('ナレッジグラフは、エンティティとその関係を保存するデータ構造です。')).toBe(
      'other',
    );
    expect(await languageOf('Граф знаний хранит сущности и связи между ними.')).toBe('other');
  });

  it('makes a document of each row of JSON Lines and keeps the good ones among bad ones', async () => {
    const lines = [
      '{"id": "a/1", "title": "First", "text": "Alpha is a letter."}',
      'not json',
      '{"title": "No id", "text": "Beta is one too."}',
      '',
      '{"id": 7, "text": ""}',
      '{"id": 8}',
    ];
    const { documents, failed } = await read('set.jsonl', lines.join('\n'));
    expect(documents.map(({ source, title }) => [source, title])).toEqual([
      ['set.jsonl#a/1', 'First'],
      ['set.jsonl#3', 'No id'],
    ]);
    expect(failed.map(({ source, code }) => [source, code])).toEqual([
      ['set.jsonl#2', 'malformed'],
      ['set.jsonl#7', 'empty'],
      ['set.jsonl#6', 'malformed'],
    ]);
    expect(failed[0]?.reason).toEqual({ code: 'source-odd-row', values: { number: 2 } });
    expect(failed[0]?.message).toContain('Line 2');
  });

  it('says why it does not read a file', async () => {
    expect(await codeOf('a.md', '')).toBe('empty');
    expect(await codeOf('a.md', ' \n\t\n')).toBe('empty');
    expect(await codeOf('a.md', '\uFEFF')).toBe('empty');
    expect(await codeOf('paper.odt', 'PK')).toBe('unsupported');
    expect(await codeOf('main.py', 'print("hello")')).toBe('unsupported');
    expect(
      (await readSource({ source: 'a.bin', bytes: Uint8Array.from([1, 0, 2, 0, 0, 3]) })).failed[0]?.code,
    ).toBe('binary');
    expect(
      (await readSource({ source: 'a.md', bytes: new Uint8Array(MAX_FILE_BYTES + 1) })).failed[0]?.code,
    ).toBe('too-large');
  });

  it('tells programs why, with what the library said', async () => {
    const large = await readSource({ source: 'a.md', bytes: new Uint8Array(MAX_FILE_BYTES + 1) });
    expect(large.failed[0]?.reason).toEqual({ code: 'source-too-large', values: { size: '20.0', most: 20 } });
    const { failed } = await read('a.json', '{"a": ');
    expect(failed[0]?.reason).toMatchObject({ code: 'source-damaged', because: [{ code: 'said' }] });
    expect(failed[0]?.message).toContain(failed[0]?.reason?.because?.[0]?.values?.text);
  });

  it('reads no text that a store cannot hold, by its bytes and not by its characters', async () => {
    const failureOf = async (text: string) => (await read('a.md', text)).failed[0];
    const han = '汉'.repeat(MAX_TEXT_BYTES / 3);
    expect(await failureOf(han)).toBeUndefined();
    expect(await failureOf(`${han}字`)).toMatchObject({
      code: 'too-large',
      message: expect.stringMatching(/15\.0 MB; at most 15 MB of one document/),
    });
  });

  it('reads a name without an ending as text, and an unknown ending by the media type that came with it', async () => {
    expect((await read('README', 'Hello there')).documents[0]?.mediaType).toBe('text/plain');
    const file = { ...sourceFile('upload.note', '# Hello'), mediaType: 'text/markdown; charset=utf-8' };
    expect((await readSource(file)).documents[0]?.mediaType).toBe('text/markdown');
  });

  it('takes text that a reader made before as it is, and gives the same document again', async () => {
    const document = await readOne(documentFixture('lights.pdf'));
    const { source, title, mediaType, text, pages = [] } = document;
    const bytes = new TextEncoder().encode(text);
    expect(await readOne({ source, title, mediaType, bytes, asRead: { pages } })).toEqual(document);
  });

  it('reads text that was sent under the name of a PDF as text', async () => {
    const file = { ...sourceFile('a.pdf', 'Only words.'), mediaType: 'text/plain' };
    expect(await readOne(file)).toMatchObject({ mediaType: 'text/plain', text: 'Only words.' });
  });

  it('names what it reads to whoever gives it something else', async () => {
    const { code, message } = await failureOf(sourceFile('talk.pptx', 'PK'));
    expect(code).toBe('unsupported');
    for (const kind of ['.txt', '.md', 'PDF', '.docx', '.html', '.epub', '.csv', 'JSON'])
      expect(message).toContain(kind);
    expect(await failureOf(documentFixture('lights.pdf', 'notes.txt'))).toMatchObject({
      code: 'malformed',
      message: expect.stringContaining('PDF'),
    });
  });
});
