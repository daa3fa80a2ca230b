import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { MAX_UNPACKED_BYTES } from '../../../../ingest/readers/packed/unpack.ts';
import { documentFixture, failureOf, readOne } from '../../../support/document-fixture.ts';

const NOTES = [
  'The **Corran Mill** at Port Ellery was built by Agnes Morrow in 1742',
  '## How a tide mill works',
  '1. The sea gate lets the flood in.\n2. The pond keeps it until the ebb.',
  '- Undershot wheels need little head.\n  - Most mills of the coast had two of them.',
  '> The miller kept the hours of the moon',
  '| Corran Mill | Port Ellery | 1742 |',
  '| 潮汐磨坊 | 临海镇 | 1756 |',
  '临海镇的潮汐磨坊由沈文澜于一七五六年建造',
  '```\ndef hours(head, wheel):\n    return head / wheel.draw',
  'The letters `Q` and `H` stand',
];

/** The fixture with some of its parts changed; null takes one away. */
function repacked(name: string, changes: Record<string, string | null>): Uint8Array {
  const parts: Record<string, Uint8Array> = unzipSync(documentFixture(name).bytes);
  for (const [part, text] of Object.entries(changes)) {
    if (text === null) delete parts[part];
    else parts[part] = strToU8(text);
  }
  return zipSync(parts);
}

describe.each([
  [
    'a Word document',
    'tide-mills.docx',
    'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  ],
  ['a book', 'tide-mills.epub', 'application/epub+zip'],
])('%s that Pandoc made', (_, name, mediaType) => {
  it('has the headings, lists, quotes, tables, code and marks of the notes it was made of', async () => {
    const document = await readOne(documentFixture(name));
    expect(document).toMatchObject({ title: 'Tide mills of the northern estuaries', mediaType });
    for (const part of NOTES) expect(document.text).toContain(part);
  });

  it('is refused when it is cut off, damaged, empty or something else', async () => {
    const { bytes } = documentFixture(name);
    expect((await failureOf({ source: name, bytes: bytes.slice(0, bytes.length / 2) })).code).toBe(
      'malformed',
    );
    const damaged = bytes.slice();
    damaged.fill(0x55, 200, 2000);
    expect((await failureOf({ source: name, bytes: damaged })).code).toBe('malformed');
    expect((await failureOf({ source: name, bytes: new Uint8Array() })).code).toBe('empty');
    expect(await failureOf(documentFixture('lights.pdf', name))).toMatchObject({
      code: 'malformed',
      message: 'It is a PDF, whatever its name says',
    });
    expect((await failureOf({ source: name, bytes: zipSync({ 'a.xml': strToU8('<a/>') }) })).code).toBe(
      'malformed',
    );
  });

  it('is refused before it unpacks to more than memory should hold', async () => {
    const parts = { 'word/document.xml': new Uint8Array(MAX_UNPACKED_BYTES + 1) };
    expect(await failureOf({ source: name, bytes: zipSync(parts, { level: 1 }) })).toMatchObject({
      code: 'too-large',
      message: expect.stringContaining('100 MB'),
    });
  });
});

describe('a Word document', () => {
  it('with a password is told apart from one of before 2007', async () => {
    expect(await failureOf(documentFixture('locked.docx'))).toMatchObject({ code: 'password-protected' });
    const old = Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, ...new Uint8Array(512)]);
    expect(await failureOf({ source: 'a.docx', bytes: old })).toMatchObject({
      code: 'unsupported',
      message: expect.stringContaining('save it as .docx'),
    });
  });

  it('whose XML is broken is refused', async () => {
    const bytes = repacked('tide-mills.docx', { 'word/document.xml': '<w:document><w:body>' });
    expect((await failureOf({ source: 'a.docx', bytes })).code).toMatch(/malformed|empty/);
  });
});

describe('a book', () => {
  const parts = unzipSync(documentFixture('tide-mills.epub').bytes);
  const chapter = Object.keys(parts).find((name) => /ch\d+\.xhtml$/.test(name))!;
  const place = Object.keys(parts).find((name) => name.endsWith('.opf'))!;

  it('is read in the order of its spine', async () => {
    const spine = strFromU8(parts[place]!);
    const second = chapter.replace(/[^/]+$/, 'second.xhtml');
    const href = spine.match(/href="([^"]*ch\d+\.xhtml)"/)![1]!.replace(/[^/]+$/, 'second.xhtml');
    const changed = spine
      .replace(
        '<manifest>',
        `<manifest><item id="second" href="${href}" media-type="application/xhtml+xml" />`,
      )
      .replace(/(<spine[^>]*>)/, '$1<itemref idref="second" />');
    const bytes = repacked('tide-mills.epub', {
      [place]: changed,
      [second]: '<html><body><p>Put first.</p></body></html>',
    });
    expect((await readOne({ source: 'a.epub', bytes })).text).toMatch(/^Put first\./);
  });

  it('whose chapters are encrypted is locked; whose fonts are, is not', async () => {
    const encrypted = (path: string) =>
      `<encryption><EncryptedData><CipherData><CipherReference URI="${path}"/></CipherData></EncryptedData></encryption>`;
    const locked = repacked('tide-mills.epub', { 'META-INF/encryption.xml': encrypted(chapter) });
    expect((await failureOf({ source: 'a.epub', bytes: locked })).code).toBe('password-protected');
    const scrambled = repacked('tide-mills.epub', { 'META-INF/encryption.xml': encrypted('fonts/a.otf') });
    expect((await readOne({ source: 'a.epub', bytes: scrambled })).text).toContain('Corran Mill');
  });

  it('without its chapters is damaged', async () => {
    const bytes = repacked(
      'tide-mills.epub',
      Object.fromEntries(
        Object.keys(parts)
          .filter((name) => name.endsWith('.xhtml'))
          .map((name) => [name, null]),
      ),
    );
    expect((await failureOf({ source: 'a.epub', bytes })).code).toBe('malformed');
  });
});
