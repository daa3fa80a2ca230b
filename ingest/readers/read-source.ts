import type { SourceFile } from '../../domain/ports/index-builder.ts';
import { type Reason, reasonFor } from '../../domain/reason.ts';
import { addTo, createDocument, type ReadSource } from './create-document.ts';
import { decodeText, normalizeText } from './decode-text.ts';
import {
  formatOf,
  isBinary,
  isKnownUnread,
  READABLE_KINDS,
  type SourceFormat,
  signatureOf,
} from './media-type.ts';
import { parseSource } from './parse-source.ts';
import { UnreadableError } from './unreadable-error.ts';

const MEGABYTE = 1024 * 1024;
/** Most bytes of one file of text; it may hold many documents. */
export const MAX_FILE_BYTES = 20 * MEGABYTE;
/** Most bytes, in UTF-8, of the text that a reader may make of any file: the embedded store holds texts of less than 16 MB. */
export const MAX_TEXT_BYTES = 15 * MEGABYTE;
/** Most bytes of one PDF, Word document or book: most of it is pictures. */
const MAX_BINARY_BYTES = 60 * MEGABYTE;

/**
 * Turns one source into documents: one for a file, one a row for lists of documents. What cannot be read says why; nothing is thrown.
 * Takes seconds for large files of some formats, and blocks its thread meanwhile.
 */
export async function readSource(file: SourceFile): Promise<ReadSource> {
  const { source } = file;
  try {
    return limited(await readFormat(file));
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    if (!(error instanceof UnreadableError))
      return { documents: [], failed: [{ source, code: 'malformed', message }] };
    const { code, reason } = error;
    return { documents: [], failed: [{ source, code, message, reason }] };
  }
}

/** @throws UnreadableError, or what a parser throws at a damaged file */
async function readFormat(file: SourceFile): Promise<ReadSource> {
  const { source, bytes, title } = file;
  if (file.asRead) return takeAsRead(file);
  if (bytes.length === 0) {
    throw new UnreadableError('empty', 'The file is empty', reasonFor('source-empty', {}));
  }
  const tooLarge = tooLargeFile(source, bytes.length, file.mediaType);
  if (tooLarge) throw new UnreadableError('too-large', tooLarge.message, tooLarge.reason);

  const format = formatOf(source, file.mediaType);
  if (!format && isKnownUnread(source)) throw unsupported();
  if (format) refuseDisguised(bytes, format);
  if (format && format !== 'text' && format !== 'markdown') return parseSource(file, format);

  const decoded = decodeText(bytes);
  if ('code' in decoded) throw new UnreadableError(decoded.code, decoded.message, decoded.reason);
  if (!format) throw unsupported();
  return oneDocument(
    source,
    { text: decoded.text, ...(title ? { title } : {}) },
    format === 'text' ? 'text/plain' : 'text/markdown',
  );
}

/** Says how large a file is and how large it may be; null when it is not too large. */
export function tooLargeFile(
  source: string,
  bytes: number,
  mediaType?: string,
): { message: string; reason: Reason } | null {
  const format = formatOf(source, mediaType);
  const most = format && isBinary(format) ? MAX_BINARY_BYTES : MAX_FILE_BYTES;
  if (bytes <= most) return null;
  const size = (bytes / MEGABYTE).toFixed(1);
  return {
    message: `The file has ${size} MB; at most ${most / MEGABYTE} MB are read. Split it`,
    reason: reasonFor('source-too-large', { size, most: most / MEGABYTE }),
  };
}

function oneDocument(...[source, written, mediaType]: Parameters<typeof createDocument>): ReadSource {
  const result: ReadSource = { documents: [], failed: [] };
  addTo(result, createDocument(source, written, mediaType));
  return result;
}

/** The text of a document that was read before. */
function takeAsRead({ source, bytes, title, mediaType, asRead }: SourceFile): ReadSource {
  // Text that a reader made is normal already, and offsets hold; anyone else's becomes so.
  const text = normalizeText(new TextDecoder().decode(bytes));
  const pages = asRead?.pages ? { pages: [...asRead.pages] } : {};
  return oneDocument(source, { text, ...(title ? { title } : {}), ...pages }, mediaType ?? 'text/plain');
}

/** A file that is something else than its name says is not read as what it says. */
function refuseDisguised(bytes: Uint8Array, format: SourceFormat): void {
  const signature = signatureOf(bytes);
  const expected: Record<'pdf' | 'docx' | 'epub', (string | null)[]> = {
    pdf: ['pdf', null],
    docx: ['zip', 'compound'],
    epub: ['zip'],
  };
  const isFitting = isBinary(format) ? expected[format].includes(signature) : signature === null;
  if (isFitting) return;
  const name = {
    pdf: ['a PDF', 'source-is-pdf'],
    zip: ['a packed file (ZIP, .docx, .epub or the like)', 'source-is-packed'],
    compound: ['an old Office file', 'source-is-old-office'],
  } as const;
  const other = [`no ${format === 'docx' ? 'Word document' : 'book'}`, 'source-is-other'] as const;
  const [what, code] = signature ? name[signature] : other;
  throw new UnreadableError('malformed', `It is ${what}, whatever its name says`, reasonFor(code, {}));
}

/** A small file can unfold to a text that is too large. */
function limited(result: ReadSource): ReadSource {
  const kept: ReadSource = { documents: [], failed: result.failed };
  for (const document of result.documents) {
    const bytes = Buffer.byteLength(document.text);
    if (bytes <= MAX_TEXT_BYTES) kept.documents.push(document);
    else {
      const size = (bytes / MEGABYTE).toFixed(1);
      const most = MAX_TEXT_BYTES / MEGABYTE;
      const message = `Its text has ${size} MB; at most ${most} MB of one document are read. Split it`;
      const reason = reasonFor('source-text-too-large', { size, most });
      kept.failed.push({ source: document.source, code: 'too-large', message, reason });
    }
  }
  return kept;
}

function unsupported(): UnreadableError {
  return new UnreadableError(
    'unsupported',
    `Only ${READABLE_KINDS} are read`,
    reasonFor('source-unsupported', {}),
  );
}
