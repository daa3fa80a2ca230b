import type { UnreadableCode } from '../../domain/document.ts';
import { type Reason, reasonFor } from '../../domain/reason.ts';

/** Bytes as text, or why they are none. */
export type DecodedText =
  | { text: string; encoding: string }
  | { code: UnreadableCode; message: string; reason: Reason };

/** Share of control characters above which something is no text. */
const MAX_CONTROL_SHARE = 0.02;
/** Share of double-byte characters that lie where GB 2312 put the common ones, below which bytes are not taken for GB 18030. */
const MIN_COMMON_SHARE = 0.8;
/** Share of familiar characters below which bytes are not taken for UTF-16 without a mark. */
const MIN_FAMILIAR_SHARE = 0.75;
/** How many bytes a guess looks at. */
const PROBE_BYTES = 64 * 1024;

/**
 * Turns bytes into text: by byte-order mark, else the first of UTF-16 (only where there are zero bytes), UTF-8 and GB 18030 in which the
 * bytes are valid. The mark is dropped, line ends become `\n`, and what no store can keep (NUL, half a surrogate pair) is replaced by a
 * character of the same length.
 */
export function decodeText(bytes: Uint8Array): DecodedText {
  const marked = encodingByMark(bytes);
  if (marked === 'utf-32') return unknownEncoding();
  if (marked) return finish(tryDecode(marked, bytes), marked);

  if (hasZero(bytes)) {
    const wide = wideEncoding(bytes);
    const text = wide && tryDecode(wide, bytes);
    return text && controlShare(text) <= MAX_CONTROL_SHARE ? finish(text, wide) : binary();
  }
  const unicode = tryDecode('utf-8', bytes);
  if (unicode !== null) return finish(unicode, 'utf-8');
  if (controlByteShare(bytes) > MAX_CONTROL_SHARE) return binary();
  if (commonChineseShare(bytes) < MIN_COMMON_SHARE) return unknownEncoding();
  return finish(tryDecode('gb18030', bytes), 'gb18030');
}

/** `\n` for every line end; replaces what cannot be stored by one code unit each. */
export function normalizeText(text: string): string {
  return text
    .replace(/^\uFEFF/, '')
    .replace(/\r\n?/g, '\n')
    .replaceAll('\0', ' ')
    .replace(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g, '\uFFFD');
}

function finish(text: string | null, encoding: string): DecodedText {
  if (text === null) return unknownEncoding();
  if (controlShare(text) > MAX_CONTROL_SHARE) return binary();
  return { text: normalizeText(text), encoding };
}

function binary(): DecodedText {
  return {
    code: 'binary',
    message: 'The file holds binary data, not text',
    reason: reasonFor('source-binary', {}),
  };
}

function unknownEncoding(): DecodedText {
  return {
    code: 'unknown-encoding',
    message: 'The text is in none of UTF-8, UTF-16 and GB 18030; save it as UTF-8',
    reason: reasonFor('source-encoding', {}),
  };
}

function encodingByMark(bytes: Uint8Array): string | null {
  const [first, second, third, fourth] = bytes;
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8';
  if (first === 0xff && second === 0xfe) return third === 0 && fourth === 0 ? 'utf-32' : 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  if (first === 0 && second === 0 && third === 0xfe && fourth === 0xff) return 'utf-32';
  // GB 18030 has a mark of its own, rarely written.
  if (first === 0x84 && second === 0x31 && third === 0x95 && fourth === 0x33) return 'gb18030';
  return null;
}

function tryDecode(encoding: string, bytes: Uint8Array): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

function hasZero(bytes: Uint8Array): boolean {
  return bytes.indexOf(0) >= 0;
}

/**
 * The byte order in which the bytes are UTF-16 of a text: the one that gives more of the characters texts here are made of. Where zero
 * bytes stand does not tell it, for 一 (U+4E00) has one on the other side than Latin letters.
 */
function wideEncoding(bytes: Uint8Array): string | null {
  if (bytes.length % 2 !== 0) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, PROBE_BYTES));
  const familiar = { little: 0, big: 0 };
  for (let at = 0; at + 1 < view.byteLength; at += 2) {
    if (isFamiliar(view.getUint16(at, true))) familiar.little++;
    if (isFamiliar(view.getUint16(at, false))) familiar.big++;
  }
  const best = Math.max(familiar.little, familiar.big);
  if (best < MIN_FAMILIAR_SHARE * (view.byteLength / 2)) return null;
  return familiar.little >= familiar.big ? 'utf-16le' : 'utf-16be';
}

/** Printable ASCII, line ends, Latin-1 letters, and the blocks of Chinese characters, their punctuation and wide forms. */
function isFamiliar(code: number): boolean {
  return (
    (code >= 0x20 && code < 0x7f) ||
    (code >= 9 && code <= 13) ||
    (code >= 0xa0 && code <= 0xff) ||
    (code >= 0x2010 && code <= 0x2030) ||
    (code >= 0x3000 && code <= 0x30ff) ||
    (code >= 0x4e00 && code <= 0x9fff) ||
    (code >= 0xff00 && code <= 0xff60)
  );
}

function isControl(code: number): boolean {
  return (
    (code < 0x20 && code !== 9 && code !== 10 && code !== 12 && code !== 13) ||
    code === 0x7f ||
    code === 0xfffd
  );
}

function controlShare(text: string): number {
  const length = Math.min(text.length, PROBE_BYTES);
  let controls = 0;
  for (let at = 0; at < length; at++) if (isControl(text.charCodeAt(at))) controls++;
  return length === 0 ? 0 : controls / length;
}

function controlByteShare(bytes: Uint8Array): number {
  const length = Math.min(bytes.length, PROBE_BYTES);
  let controls = 0;
  for (let at = 0; at < length; at++) if (isControl(bytes[at]!)) controls++;
  return length === 0 ? 0 : controls / length;
}

/**
 * Of the pairs that bytes from 0x81 up begin, the share that GB 2312 knows. Nearly any bytes are formally valid GB 18030; Chinese text
 * hardly leaves the old square, Western European or Japanese text in their own encodings hardly enters it.
 */
function commonChineseShare(bytes: Uint8Array): number {
  let pairs = 0;
  let common = 0;
  for (let at = 0; at < Math.min(bytes.length, PROBE_BYTES) - 1; at++) {
    const lead = bytes[at]!;
    if (lead < 0x81) continue;
    const trail = bytes[++at]!;
    pairs++;
    if (lead >= 0xa1 && lead <= 0xf7 && trail >= 0xa1) common++;
  }
  return pairs === 0 ? 0 : common / pairs;
}
