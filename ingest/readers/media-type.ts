/** Kinds of sources that are read, and the ending and media type each goes by. */
export type SourceFormat = 'text' | 'markdown' | 'json-lines';

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
};

const FORMAT_BY_MEDIA_TYPE: Readonly<Record<string, SourceFormat>> = {
  'text/plain': 'text',
  'text/markdown': 'markdown',
  'text/x-markdown': 'markdown',
  'application/jsonl': 'json-lines',
  'application/x-ndjson': 'json-lines',
  'application/x-jsonlines': 'json-lines',
};

/** What a person may add, as a message about anything else names it. */
export const READABLE_KINDS = 'text (.txt), Markdown (.md) and JSON Lines (.jsonl)';

/** Media type that a document of this format carries; a row of JSON Lines is plain text. */
export const MEDIA_TYPES: Readonly<Record<SourceFormat, string>> = {
  text: 'text/plain',
  markdown: 'text/markdown',
  'json-lines': 'text/plain',
};

/** The ending of a source's name, lower-cased, without the dot; empty when it has none. */
function endingOf(source: string): string {
  const name = source.slice(source.lastIndexOf('/') + 1);
  const dot = name.lastIndexOf('.');
  return dot > 0 ? name.slice(dot + 1).toLowerCase() : '';
}

/**
 * How to read a source: by its ending where that is known, else by the media type its sender gave.
 *
 * @returns null when neither names a kind that is read
 */
export function formatOf(source: string, mediaType?: string): SourceFormat | null {
  const given = FORMAT_BY_MEDIA_TYPE[(mediaType ?? '').split(';', 1)[0]!.trim().toLowerCase()];
  const ending = endingOf(source);
  // Browsers call every unknown file text/plain, and a name without an ending says nothing: the more telling of the two decides.
  if (ending !== '' && FORMAT_BY_ENDING[ending]) return FORMAT_BY_ENDING[ending];
  return given ?? FORMAT_BY_ENDING[ending] ?? null;
}

/** Formats of documents that hold text, but inside a wrapping that is not read yet. */
export function isKnownUnread(source: string): boolean {
  return /^(pdf|docx?|odt|rtf|epub|html?|xhtml|xml|csv|tsv|json|pptx?|xlsx?|ipynb|tex)$/.test(
    endingOf(source),
  );
}
