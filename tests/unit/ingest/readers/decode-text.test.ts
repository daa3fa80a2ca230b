import { describe, expect, it } from 'vitest';
import { decodeText } from '../../../../ingest/readers/decode-text.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);
const utf16 = (text: string, isLittleEndian: boolean, mark: boolean) => {
  const bytes = new Uint8Array((text.length + (mark ? 1 : 0)) * 2);
  const view = new DataView(bytes.buffer);
  const units = mark ? `\uFEFF${text}` : text;
  for (let at = 0; at < units.length; at++) view.setUint16(at * 2, units.charCodeAt(at), isLittleEndian);
  return bytes;
};
const textOf = (bytes: Uint8Array) => {
  const decoded = decodeText(bytes);
  return 'text' in decoded ? decoded.text : decoded.code;
};
/** 知识图谱是一种表示知识的方法。 in GB 18030, as an editor on a Chinese Windows saves it. */
const GB18030 = Uint8Array.from(
  'd6 aa ca b6 cd bc c6 d7 ca c7 d2 bb d6 d6 b1 ed ca be d6 aa ca b6 b5 c4 b7 bd b7 a8 a1 a3'.split(' '),
  (pair) => Number.parseInt(pair, 16),
);

describe('decodeText', () => {
  it('reads UTF-8 with and without a mark, and takes the mark off', () => {
    expect(textOf(utf8('图 graph'))).toBe('图 graph');
    expect(textOf(utf8('\uFEFF图 graph'))).toBe('图 graph');
  });

  it('reads UTF-16 of both byte orders by its mark', () => {
    expect(textOf(utf16('知识 graph', true, true))).toBe('知识 graph');
    expect(textOf(utf16('知识 graph', false, true))).toBe('知识 graph');
  });

  it('reads UTF-16 without a mark, also where Chinese characters end in a zero byte', () => {
    expect(textOf(utf16('a plain note\n知识', true, false))).toBe('a plain note\n知识');
    expect(textOf(utf16('a plain note\n知识', false, false))).toBe('a plain note\n知识');
    expect(textOf(utf16('这是一种方法，一看就懂。\n', true, false))).toBe('这是一种方法，一看就懂。\n');
    expect(textOf(utf16('这是一种方法，一看就懂。\n', false, false))).toBe('这是一种方法，一看就懂。\n');
  });

  it('reads GB 18030 where the bytes are no UTF-8', () => {
    expect(textOf(GB18030)).toBe('知识图谱是一种表示知识的方法。');
  });

  it('calls Western European and Japanese encodings unknown rather than guess Chinese', () => {
    const latin1 = Uint8Array.from('Un résumé très détaillé, déjà relu à Paris', (character) =>
      character.charCodeAt(0),
    );
    const shiftJis = Uint8Array.from([0x82, 0xb1, 0x82, 0xf1, 0x82, 0xc9, 0x82, 0xbf, 0x82, 0xcd, 0x0a]);
    expect(textOf(latin1)).toBe('unknown-encoding');
    expect(textOf(shiftJis)).toBe('unknown-encoding');
  });

  it('tells binary data from text', () => {
    const png = Uint8Array.from([
      0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d, 0x49, 0x48, 0x44, 0x52, 1, 2,
    ]);
    const noise = Uint8Array.from({ length: 300 }, (_, at) => ((at * 97 + 13) % 255) + 1);
    expect(textOf(png)).toBe('binary');
    expect(textOf(noise)).toBe('binary');
    expect(textOf(Uint8Array.from([0xff, 0xfe, 0, 0, 0x41, 0, 0, 0]))).toBe('unknown-encoding');
  });

  it('writes every line end as a line feed', () => {
    expect(textOf(utf8('a\r\nb\rc\n\r\nd'))).toBe('a\nb\nc\n\nd');
  });

  it('replaces half a surrogate pair without moving what follows', () => {
    const lonely = utf16('ab\uD83Dcd', true, true);
    // UTF-16 that is not well formed is no UTF-16.
    expect(textOf(lonely)).toBe('unknown-encoding');
  });
});
