import { describe, expect, it } from 'vitest';
import { readSource } from '../../../../ingest/readers/read-source.ts';
import { documentFixture, failureOf, readOne } from '../../../support/document-fixture.ts';

const file = (source: string, text: string) => ({ source, bytes: new TextEncoder().encode(text) });

describe('a table', () => {
  it('is a Markdown table, a row a line, and is called by its file', async () => {
    expect(await readOne(documentFixture('ledger.csv'))).toMatchObject({
      title: 'ledger',
      mediaType: 'text/csv',
      text: [
        '| Year | Owner | Load, as written | Note |',
        '| --- | --- | --- | --- |',
        '| 1540 | Margaret Pell | Salt, white | She said "two baskets" and no more |',
        '| 1541 | Tobias Wren | Oak bark |  |',
        '| 1542 | 沈文澜 | 盐 \\| 鱼 | two lines |',
      ].join('\n'),
    });
  });

  it('with a column of texts is a document a row, whatever parts its cells', async () => {
    const { documents, failed } = await readSource(documentFixture('notes.csv'));
    expect(failed).toEqual([]);
    expect(documents.map(({ source, title, text, mediaType }) => [source, title, text, mediaType])).toEqual([
      [
        'notes.csv#n1',
        'Corran Mill',
        'The Corran Mill was built by Agnes Morrow; it ground barley.',
        'text/plain',
      ],
      ['notes.csv#n2', '花鸟灯塔', '花鸟灯塔由顾长庚设计。', 'text/plain'],
      ['notes.csv#3', 'No id', 'Saltmarsh Mill stands in Dunfall.', 'text/plain'],
    ]);
  });

  it('may be parted by tabs, and rows of it may be shorter', async () => {
    const { text, mediaType } = await readOne(
      file('a.tsv', 'Name\tPlace\nCorran Mill\tPort Ellery\nSaltmarsh\n'),
    );
    expect(text).toBe('| Name | Place |\n| --- | --- |\n| Corran Mill | Port Ellery |\n| Saltmarsh |  |');
    expect(mediaType).toBe('text/tab-separated-values');
  });

  it('reports rows without a text, a quote that never ends, and nothing at all', async () => {
    expect((await readSource(file('a.csv', 'id,text\n1,\n2,words\n'))).failed).toMatchObject([
      { source: 'a.csv#1', code: 'empty' },
    ]);
    expect(await failureOf(file('a.csv', 'a,b\n"never ends, 1\n'))).toMatchObject({
      code: 'malformed',
      message: expect.stringContaining('line'),
    });
    expect((await failureOf(file('a.csv', '\n\n'))).code).toBe('empty');
  });

  it('of many rows is read, of more characters than are read is refused', async () => {
    const rows = 'x,y\n'.repeat(100_000);
    expect((await readOne(file('a.csv', `a,b\n${rows}`))).text.length).toBeGreaterThan(900_000);
    expect((await failureOf(file('a.csv', `a,b\n${'|'.repeat(11_000_000)},y`))).code).toBe('too-large');
  });
});

describe('JSON', () => {
  it('is rendered by its keys, objects below a heading of their path', async () => {
    expect(await readOne(documentFixture('catalogue.json'))).toMatchObject({
      title: 'catalogue',
      mediaType: 'application/json',
      text: [
        '- name: Mills of the coast',
        '- kept by: Harbour trust of Dunfall',
        '- tags: mills, tides, 磨坊',
        '',
        '### mills › 1',
        '',
        '- name: Corran Mill',
        '- built: 1742',
        '- working: false',
        '',
        '#### mills › 1 › owner',
        '',
        '- name: Agnes Morrow',
        '- trade: miller',
        '',
        '### mills › 2',
        '',
        '- name: Saltmarsh Mill',
        '- built: 1688',
        '',
        '#### mills › 2 › history',
        '',
        'Saltmarsh Mill stands in Dunfall.',
        'It was rebuilt by Tobias Wren after the flood of 1703, and it has worked ever since.',
      ].join('\n'),
    });
  });

  it('that lists texts is a document an entry, and an entry without a text is reported', async () => {
    const { documents, failed } = await readSource(documentFixture('notes.json'));
    expect(documents.map(({ source, title }) => [source, title])).toEqual([
      ['notes.json#n1', 'Corran Mill'],
      ['notes.json#3', 'notes.json#3'],
    ]);
    expect(failed).toMatchObject([{ source: 'notes.json#2', code: 'malformed' }]);
  });

  it('that is broken, says nothing or nests without end is refused', async () => {
    expect((await failureOf(file('a.json', '{"a": 1,}'))).code).toBe('malformed');
    expect((await failureOf(file('a.json', '{"a": null, "b": []}'))).code).toBe('empty');
    expect((await failureOf(file('a.json', `${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`))).code).toBe(
      'malformed',
    );
  });
});
