import type { Reason } from './reason.ts';

/** A source as it is indexed. Offsets anywhere in Orrery count UTF-16 code units of `text`. */
export interface Document {
  /** Derived from `source` alone: the same source is the same document on every machine. */
  id: string;
  /** The path as seen from the folder that was given, that folder's name in front; `file.jsonl#row` for a row. Unique. */
  source: string;
  title: string;
  /** The language most of the text is written in. */
  language: DocumentLanguage;
  /** IANA media type of what was read, e.g. `text/markdown`. */
  mediaType: string;
  /**
   * Plain text and Markdown: the file's own characters, without byte-order mark, line ends as `\n`, Markdown's marks kept. Of any other
   * kind of file: the Markdown that its reader made of it.
   */
  text: string;
  /** SHA-256 of title, media type and text, in hex. */
  contentHash: string;
  /** Where pages begin in `text`, ascending, for sources that have pages. */
  pages?: number[];
}

/** True when the text of documents of this media type is Markdown: only plain text is not. */
export function isMarkdownText(mediaType: string): boolean {
  return mediaType !== 'text/plain';
}

/** True for a row that came without a title: it is named by its file and number, which says nothing about its text. */
export function isNamedBySource({ source, title }: Pick<Document, 'source' | 'title'>): boolean {
  return source.includes('#') && source.endsWith(title) && title.includes('#');
}

export type DocumentLanguage = 'zh' | 'en' | 'other';

/** A document without its text, as lists show it. */
export type DocumentSummary = Omit<Document, 'text' | 'pages'> & {
  /** Length of the text in UTF-16 code units. */
  length: number;
};

/** Why a source is not in the index. */
export interface UnreadableDocument {
  source: string;
  code: UnreadableCode;
  message: string;
  reason?: Reason;
}

export const UNREADABLE_CODES = [
  'empty',
  'binary',
  'unknown-encoding',
  'too-large',
  'unsupported',
  'malformed',
  'password-protected',
  'no-text',
  'timed-out',
  'duplicate-source',
  'unreadable',
  'extraction-failed',
] as const;
export type UnreadableCode = (typeof UNREADABLE_CODES)[number];
