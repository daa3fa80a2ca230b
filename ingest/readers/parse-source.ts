import type { SourceFile } from '../../domain/ports/index-builder.ts';
import { reasonFor } from '../../domain/reason.ts';
import { addTo, createDocument, type ReadSource } from './create-document.ts';
import { decodeText } from './decode-text.ts';
import { MEDIA_TYPES, type SourceFormat, signatureOf } from './media-type.ts';
import { UnreadableError } from './unreadable-error.ts';
import type { WrittenText } from './written-text.ts';

/** Formats that take a parser. Each parser is loaded when the first file asks for it: most threads never need most of them. */
export type ParsedFormat = Exclude<SourceFormat, 'text' | 'markdown'>;

/**
 * Reads a file that is more than its characters.
 *
 * @throws UnreadableError, or what a parser throws at a damaged file
 */
export async function parseSource(file: SourceFile, format: ParsedFormat): Promise<ReadSource> {
  const { source, bytes } = file;
  switch (format) {
    case 'html': {
      const { readHtml } = await import('./html/read-html.ts');
      return oneDocument(file, readHtml(bytes), format);
    }
    case 'pdf': {
      const { readPdf } = await import('./pdf/read-pdf.ts');
      return oneDocument(file, await readPdf(bytes), format);
    }
    case 'docx': {
      refuseOldOffice(bytes);
      const { readDocx } = await import('./packed/read-docx.ts');
      return oneDocument(file, await readDocx(bytes), format);
    }
    case 'epub': {
      const { readEpub } = await import('./packed/read-epub.ts');
      return oneDocument(file, readEpub(bytes), format);
    }
    case 'json': {
      const { readJson } = await import('./data/read-json.ts');
      return readJson(source, textOf(bytes), file.title);
    }
    case 'json-lines': {
      const { readJsonLines } = await import('./data/read-json-lines.ts');
      return readJsonLines(source, textOf(bytes));
    }
    default: {
      const { readTable } = await import('./data/read-table.ts');
      const mediaType = MEDIA_TYPES[format];
      const delimiter = format === 'tsv' ? { delimiter: '\t' } : {};
      return readTable(source, textOf(bytes), { title: file.title, mediaType, ...delimiter });
    }
  }
}

function oneDocument({ source, title }: SourceFile, written: WrittenText, format: ParsedFormat): ReadSource {
  const result: ReadSource = { documents: [], failed: [] };
  addTo(result, createDocument(source, title ? { ...written, title } : written, MEDIA_TYPES[format]));
  return result;
}

function textOf(bytes: Uint8Array): string {
  const decoded = decodeText(bytes);
  if ('code' in decoded) throw new UnreadableError(decoded.code, decoded.message, decoded.reason);
  if (decoded.text.trim() === '') {
    throw new UnreadableError('empty', 'There is no text in it', reasonFor('source-empty', {}));
  }
  return decoded.text;
}

/** Word locks a document by packing it, encrypted, into an older format; the same format holds the documents of before 2007. */
function refuseOldOffice(bytes: Uint8Array): void {
  if (signatureOf(bytes) !== 'compound') return;
  const isLocked = Buffer.from(bytes).includes(Buffer.from('EncryptedPackage', 'utf16le'));
  if (isLocked)
    throw new UnreadableError(
      'password-protected',
      'The document is locked with a password; save it without one',
      reasonFor('source-locked', {}),
    );
  throw new UnreadableError(
    'unsupported',
    'It is a Word document from before 2007; save it as .docx',
    reasonFor('source-old-word', {}),
  );
}
