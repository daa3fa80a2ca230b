import { beforeAll, describe, expect, it } from 'vitest';
import type { Document } from '../../../../domain/document.ts';
import { MAX_PAGES } from '../../../../ingest/readers/pdf/read-pdf.ts';
import { aPdf } from '../../../support/a-pdf.ts';
import { documentFixture, failureOf, readOne } from '../../../support/document-fixture.ts';

describe('a PDF that a browser printed in two columns', () => {
  let document: Document;
  beforeAll(async () => {
    document = await readOne(documentFixture('lights.pdf'));
  });

  it('is read down one column and then down the next, what runs across them first', () => {
    const places = [
      '# Lights of the skerries',
      'This survey tells how two lighthouses',
      'designed by Ruth Callander in 1861',
      '## 2.1 The lamp and the lens',
      '## 2.2 Fog',
      'designed by Isobel Thorne in 1874',
      '## 3.1 The lamp and the lens',
      '## 4.1 东海的灯塔',
      'designed by Nora Finch in 1880',
      'eleven miles to the south.',
    ].map((words) => document.text.lastIndexOf(words));
    expect(places).not.toContain(-1);
    expect(places).toEqual([...places].sort((one, other) => one - other));
  });

  it('has whole paragraphs, also where a column or a page ends in one', () => {
    const paragraphs = document.text.split('\n\n');
    expect(paragraphs).toContain(
      'The tower stands on gneiss. Its lower courses are dovetailed, so that the weight of each stone holds the next one down. The well-known lamp of four wicks burned colza oil until 1889, when Callander’s daughter Edith introduced paraffin.',
    );
    expect(paragraphs).toContain(
      '一九一六年，灯塔改用煤油蒸汽灯，亮度提高了三倍。顾长庚的学生陆秋声后来主持了嵊山灯塔的建造，并写下《灯塔志》一书。',
    );
  });

  it('joins words that a line end cut, and keeps the hyphens of compounds', () => {
    expect(document.text).toContain('had built the breakwater at Dunfall');
    expect(document.text).toContain('wound the clockwork every');
    expect(document.text).toContain('The well-known lamp');
    expect(document.text).toContain('A first-order lens');
    expect(document.text).not.toMatch(/[\u00ad\u2010]/);
  });

  it('has no page numbers, no running headers and footers', () => {
    expect(document.text).not.toMatch(/file:|lights\.htm|\d\/3|[AP]M/);
    expect(document.text.match(/Lights of the skerries/g)).toHaveLength(1);
  });

  it('tells where its pages begin', () => {
    expect(document.pages).toHaveLength(3);
    expect(document.pages?.[0]).toBe(0);
    expect(document.text.slice(document.pages?.[1])).toMatch(/^## 3\.1/);
    expect(document.text.slice(document.pages?.[2])).toMatch(/^In 1903 a siren/);
  });
});

describe('a PDF that an office program exported', () => {
  it('has its headings, lists and tables', async () => {
    const { title, mediaType, text } = await readOne(documentFixture('tide-mills.pdf'));
    expect(mediaType).toBe('application/pdf');
    expect(title).toBe('Tide mills of the northern estuaries');
    expect(text).toContain('### Mills and their owners\n\n| Mill | Place | Built |\n| --- | --- | --- |\n');
    expect(text).toContain('| 潮汐磨坊 | 临海镇 | 1756 |');
    expect(text).toContain('1. The sea gate lets the flood in.\n2. The pond keeps it until the ebb.');
    expect(text).toContain('- Undershot wheels need little head.');
  });
});

describe('readPdf', () => {
  it('reads Chinese in fonts that are not in the file', async () => {
    const { text, language } = await readOne(documentFixture('unembedded.pdf'));
    expect(text).toContain('花鸟灯塔由顾长庚设计。');
    expect(language).toBe('zh');
  });

  it('reads what only printing and copying is reserved of, and says that a password is needed for the rest', async () => {
    expect((await readOne(documentFixture('owner-locked.pdf'))).text).toContain('潮汐磨坊由沈文澜建造。');
    expect(await failureOf(documentFixture('locked.pdf'))).toMatchObject({
      code: 'password-protected',
      message: expect.stringContaining('password'),
    });
  });

  it('says that pages are pictures', async () => {
    expect(await failureOf(documentFixture('scan.pdf'))).toMatchObject({
      code: 'no-text',
      message: expect.stringContaining('OCR'),
    });
  });

  it('says that a file is broken, or no PDF', async () => {
    const whole = documentFixture('lights.pdf');
    const broken = { ...whole, bytes: whole.bytes.slice(0, 20_000) };
    expect((await failureOf(broken)).code).toBe('malformed');
    expect((await failureOf(documentFixture('tide-mills.docx', 'a.pdf'))).code).toBe('malformed');
    expect((await failureOf({ source: 'a.pdf', bytes: new TextEncoder().encode('Words.') })).code).toBe(
      'malformed',
    );
    expect((await failureOf({ source: 'a.pdf', bytes: new Uint8Array() })).code).toBe('empty');
  });

  it('refuses one with too many pages, and one that is too large', async () => {
    const pages = Array.from({ length: MAX_PAGES + 1 }, () => [{ x: 50, y: 700, text: 'Page' }]);
    expect(await failureOf({ source: 'a.pdf', bytes: aPdf(pages) })).toMatchObject({
      code: 'too-large',
      message: expect.stringContaining(`${MAX_PAGES + 1} pages`),
    });
    const huge = new Uint8Array(61 * 1024 * 1024);
    huge.set(new TextEncoder().encode('%PDF-1.7'));
    expect(await failureOf({ source: 'a.pdf', bytes: huge })).toMatchObject({
      code: 'too-large',
      message: expect.stringContaining('61.0 MB'),
    });
  });

  it('keeps the hyphen of a word that the document writes with one', async () => {
    const lines = [
      'The tide-mill was old, and the tide-',
      'mill stood by the water; a break-',
      'water kept the sea from it.',
    ];
    const page = lines.map((text, at) => ({ x: 50, y: 700 - 14 * at, text }));
    const { text } = await readOne({ source: 'a.pdf', bytes: aPdf([page]) });
    expect(text).toBe(
      'The tide-mill was old, and the tide-mill stood by the water; a breakwater kept the sea from it.',
    );
  });

  it('fences what is set as code, and reads a typed page as prose', async () => {
    const prose = {
      x: 50,
      y: 700,
      text: 'The hours of work follow from the head and from the draw of the wheel.',
    };
    const code = [
      { x: 50, y: 670, text: 'def hours(head):', isMono: true },
      { x: 60, y: 656, text: 'return head * 2', isMono: true },
    ];
    expect((await readOne({ source: 'a.pdf', bytes: aPdf([[prose, ...code]]) })).text).toBe(
      `${prose.text}\n\n\`\`\`\ndef hours(head):\nreturn head * 2\n\`\`\``,
    );
    const typed = { ...prose, isMono: true };
    expect((await readOne({ source: 'a.pdf', bytes: aPdf([[typed]]) })).text).toBe(prose.text);
  });

  it('joins a paragraph across pages behind the notes of the first, and counts pages without text', async () => {
    const prose = (text: string, y: number) => ({ x: 50, y, text });
    const pages = [
      [
        prose('The lighthouse was designed by Ruth Callander, who had', 700),
        prose('trained under the engineer Tobias Wren, and who was later', 686),
        { x: 50, y: 300, text: '1 The harbour trust kept her drawings.', size: 7 },
      ],
      [],
      [prose('made an engineer of the harbour trust of Dunfall herself.', 700)],
    ];
    const document = await readOne({ source: 'a.pdf', bytes: aPdf(pages) });
    expect(document.text).toBe(
      '1 The harbour trust kept her drawings.\n\nThe lighthouse was designed by Ruth Callander, who had trained under the engineer Tobias Wren, and who was later made an engineer of the harbour trust of Dunfall herself.',
    );
    const third = document.text.indexOf('made an engineer');
    expect(document.pages).toEqual([0, third, third]);
  });
});
