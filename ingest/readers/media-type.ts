/** Kinds of sources that are read. */
export type SourceFormat =
  | 'text'
  | 'markdown'
  | 'json-lines'
  | 'json'
  | 'csv'
  | 'tsv'
  | 'html'
  | 'pdf'
  | 'docx'
  | 'epub';

/** Media type that a document of each format carries; rows that are documents of their own are `text/plain`. */
export const MEDIA_TYPES: Readonly<Record<SourceFormat, string>> = {
  text: 'text/plain',
  markdown: 'text/markdown',
  'json-lines': 'application/jsonl',
  json: 'application/json',
  csv: 'text/csv',
  tsv: 'text/tab-separated-values',
  html: 'text/html',
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  epub: 'application/epub+zip',
};

const FORMAT_BY_ENDING: Readonly<Record<string, SourceFormat>> = {
  '': 'text',
  txt: 'text',
  text: 'text',
  log: 'text',
  rst: 'text',
  org: 'text',
  adoc: 'text',
  md: 'markdown',
  markdown: 'markdown',
  mdown: 'markdown',
  mkd: 'markdown',
  mdx: 'markdown',
  jsonl: 'json-lines',
  ndjson: 'json-lines',
  json: 'json',
  csv: 'csv',
  tsv: 'tsv',
  tab: 'tsv',
  html: 'html',
  htm: 'html',
  xhtml: 'html',
  pdf: 'pdf',
  docx: 'docx',
  docm: 'docx',
  epub: 'epub',
};

const FORMAT_BY_MEDIA_TYPE: Readonly<Record<string, SourceFormat>> = {
  ...Object.fromEntries(
    Object.entries(MEDIA_TYPES).map(([format, mediaType]) => [mediaType, format as SourceFormat]),
  ),
  'text/x-markdown': 'markdown',
  'application/x-ndjson': 'json-lines',
  'application/x-jsonlines': 'json-lines',
  'application/xhtml+xml': 'html',
};

/** What a person may add, as a message about anything else names it. */
export const READABLE_KINDS =
  'text (.txt), Markdown (.md), PDF, Word (.docx), web pages (.html), books (.epub), tables (.csv, .tsv), JSON and JSON Lines (.jsonl)';

/** The ending of a source's name, lower-cased, without the dot; empty when it has none. */
function endingOf(source: string): string {
  const name = source.slice(source.lastIndexOf('/') + 1);
  const dot = name.lastIndexOf('.');
  return dot > 0 ? name.slice(dot + 1).toLowerCase() : '';
}

/**
 * How to read a source: by its ending where that is known, else by the media type its sender gave. Text that was sent as such is no
 * PDF, Word document or book, whatever its name ends on.
 *
 * @returns null when neither names a kind that is read
 */
export function formatOf(source: string, mediaType?: string): SourceFormat | null {
  const given = FORMAT_BY_MEDIA_TYPE[(mediaType ?? '').split(';', 1)[0]!.trim().toLowerCase()];
  const ending = endingOf(source);
  const named = FORMAT_BY_ENDING[ending];
  // Browsers call every unknown file text/plain, and a name without an ending says nothing: the more telling of the two decides.
  if (ending !== '' && named && !(given && isBinary(named) && !isBinary(given))) return named;
  return given ?? named ?? null;
}

/** True for formats whose files are no text. */
export function isBinary(format: SourceFormat): format is 'pdf' | 'docx' | 'epub' {
  return format === 'pdf' || format === 'docx' || format === 'epub';
}

/** True for formats that take a parser, and with it time: everything but text as it is, and rows of it. */
export function isParsed(format: SourceFormat): boolean {
  return format !== 'text' && format !== 'markdown' && format !== 'json-lines';
}

/** Formats of documents that hold text, but inside a wrapping that is not read yet. */
export function isKnownUnread(source: string): boolean {
  return /^(doc|odt|rtf|xml|pptx?|xlsx?|ods|odp|pages|ipynb|tex|mobi|azw3?|djvu|mhtml?)$/.test(
    endingOf(source),
  );
}

/** What the bytes are by the signature they begin with, whatever their name says; null for text and everything else. */
export function signatureOf(bytes: Uint8Array): 'pdf' | 'zip' | 'compound' | null {
  const start = new TextDecoder('latin1').decode(bytes.subarray(0, 1024));
  if (start.startsWith('PK\u0003\u0004')) return 'zip';
  if (start.startsWith('\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1')) return 'compound';
  return start.trimStart().startsWith('%PDF-') ? 'pdf' : null;
}
