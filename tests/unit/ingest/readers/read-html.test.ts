import { describe, expect, it } from 'vitest';
import { documentFixture, failureOf, readOne } from '../../../support/document-fixture.ts';

const page = (html: string, source = 'a.html') => ({ source, bytes: new TextEncoder().encode(html) });
const textOf = async (html: string) => (await readOne(page(html))).text;

describe('a web page', () => {
  it('is its article under its heading, without what stands around it', async () => {
    const { text, title, mediaType } = await readOne(documentFixture('article.htm'));
    expect(mediaType).toBe('text/html');
    expect(title).toBe('The salt road');
    expect(text).toMatch(/^# The salt road\n\nThe salt road runs from Dunfall to the Saltmarsh, and/);
    expect(text).not.toMatch(/Subscribe|All rights|Ten beaches|Hidden words/);
  });

  it('keeps headings, nested lists, tables, code and bold words as Markdown', async () => {
    const { text } = await readOne(documentFixture('article.htm'));
    expect(text).toContain(
      '## What the ledger says\n\n- Salt, in baskets of two bushels\n  - white salt for tables\n',
    );
    expect(text).toContain('| Year | Carts |\n| --- | --- |\n| 1540 | 312 |\n| 1541 | 287 |');
    expect(text).toContain('```\ncarts <- read("ledger.txt")\nsum(carts$salt)\n```');
    expect(text).toContain('**Dunfall salters**');
  });

  it('has no space where a line ended between Chinese characters', async () => {
    expect((await readOne(documentFixture('article.htm'))).text).toContain('修筑。玛格丽特的账本');
  });

  it('keeps the number of a note apart from the name before it', async () => {
    for (const note of [
      '<a href="#fn1" class="footnote-ref" role="doc-noteref"><sup>1</sup></a>',
      '<sup><a href="#user-content-fn-1" data-footnote-ref>1</a></sup>',
      '<a href="notes.xhtml#n1" epub:type="noteref">1</a>',
      '<sup class="reference"><a href="#cite-1">[1]</a></sup>',
    ])
      expect(await textOf(`<p>Mira runs Amber Harbour${note}. It is cold.</p>`), note).toContain(
        'Amber Harbour[1]. It',
      );
    expect(await textOf('<p>10<sup>2</sup> boats, see <a href="#s">3</a>.</p>')).toContain(
      '102 boats, see 3.',
    );
  });

  it('of Pandoc is read like the notes it was made of', async () => {
    const { text } = await readOne(documentFixture('tide-mills.htm'));
    expect(text).toContain('## How a tide mill works');
    expect(text).toContain('1. The sea gate lets the flood in.\n2. The pond keeps it until the ebb.');
    expect(text).toContain('> The miller kept the hours of the moon and not of the church.');
    expect(text).toContain('def hours(head, wheel):\n    return head / wheel.draw');
  });
});

describe('readHtml', () => {
  it('runs no script', async () => {
    const text = await textOf(
      '<body><p>Before.</p><script>globalThis.pageRan = 1; document.write("RAN")</script><img src="x" onerror="globalThis.pageRan = 1"></body>',
    );
    expect(text).toBe('Before.');
    expect('pageRan' in globalThis).toBe(false);
  });

  it('reads the whole body when there is no article in it, and fragments', async () => {
    expect(await textOf('<ul><li>One</li><li>Two</li></ul>')).toBe('- One\n- Two');
    expect(await textOf('Just <i>words</i> &amp; signs')).toBe('Just *words* & signs');
  });

  it('does not lose sections for the sake of one that looks like an article', async () => {
    const section = (name: string) =>
      `<section><h2>${name}</h2>${'<p>Words, and words, of it.</p>'.repeat(30)}</section>`;
    const text = await textOf(`<body><div>${section('First')}</div><div>${section('Second')}</div></body>`);
    expect(text).toContain('## First');
    expect(text).toContain('## Second');
  });

  it('escapes what would read as Markdown', async () => {
    expect(
      await textOf('<p># no heading</p><p>2 * 3 * 4, `x` and snake_case_name</p><p>1. no item</p>'),
    ).toBe('\\# no heading\n\n2 \\* 3 \\* 4, \\`x\\` and snake_case_name\n\n1\\. no item');
  });

  it('reads pages in the encoding that they name', async () => {
    const start = new TextEncoder().encode('<meta charset="iso-8859-1"><p>Caf');
    const bytes = Uint8Array.from([...start, 0xe9]);
    expect((await readOne({ source: 'a.html', bytes })).text).toBe('Café');
    const big5 = Uint8Array.from([
      ...new TextEncoder().encode('<meta charset=big5><p>'),
      0xa4,
      0xa4,
      0xa4,
      0xe5,
    ]);
    expect((await readOne({ source: 'a.html', bytes: big5 })).text).toBe('中文');
  });

  it('reads pages that nest without end, and lays no tables out that hold a page', async () => {
    expect(await textOf(`${'<div>'.repeat(5000)}deep`)).toBe('deep');
    expect(await textOf(`${'<b>'.repeat(5000)}deep`)).toContain('deep');
    expect(await textOf('<table><tr><td><h1>Left</h1><p>a</p></td><td><p>b</p></td></tr></table>')).toBe(
      '# Left\n\na\n\nb',
    );
  });

  it('says that there is nothing in a page, that it is too large, or no page at all', async () => {
    expect((await failureOf(page('<html><body><script>1</script></body></html>'))).code).toBe('empty');
    expect((await failureOf(page(' '.repeat(21 * 1024 * 1024)))).code).toBe('too-large');
    expect(await failureOf(documentFixture('tide-mills.docx', 'a.html'))).toMatchObject({
      code: 'malformed',
      message: expect.stringContaining('packed file'),
    });
  });
});
