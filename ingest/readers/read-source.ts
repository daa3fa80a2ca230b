import type { UnreadableCode } from '../../domain/document.ts';
import type { SourceFile } from '../../domain/ports/index-builder.ts';
import { addTo, createDocument, type ReadSource } from './create-document.ts';
import { decodeText } from './decode-text.ts';
import { formatOf, isKnownUnread, READABLE_KINDS } from './media-type.ts';
import { readJsonLines } from './read-json-lines.ts';

/** Most bytes of one file. */
export const MAX_FILE_BYTES = 20 * 1024 * 1024;

/** Turns one source into documents: one for a file, one a row for JSON Lines. What cannot be read says why; nothing is thrown. */
export function readSource(file: SourceFile): ReadSource {
  const { source, bytes } = file;
  const fail = (code: UnreadableCode, message: string): ReadSource => ({
    documents: [],
    failed: [{ source, code, message }],
  });
  if (bytes.length === 0) return fail('empty', 'The file is empty');
  if (bytes.length > MAX_FILE_BYTES) return fail('too-large', tooLargeMessage(bytes.length));

  const format = formatOf(source, file.mediaType);
  if (!format && isKnownUnread(source)) return fail('unsupported', unsupportedMessage());
  const decoded = decodeText(bytes);
  if ('code' in decoded) return fail(decoded.code, decoded.message);
  if (!format) return fail('unsupported', unsupportedMessage());
  if (decoded.text.trim() === '') return fail('empty', 'There is no text in it');

  if (format === 'json-lines') return readJsonLines(source, decoded.text);
  const result: ReadSource = { documents: [], failed: [] };
  addTo(result, createDocument(source, decoded.text, format, file.title));
  return result;
}

/** Says how large a file is and how large it may be. */
export function tooLargeMessage(bytes: number): string {
  const megabytes = (bytes / (1024 * 1024)).toFixed(1);
  return `The file has ${megabytes} MB; at most ${MAX_FILE_BYTES / (1024 * 1024)} MB are read. Split it`;
}

function unsupportedMessage(): string {
  return `Only ${READABLE_KINDS} are read`;
}
