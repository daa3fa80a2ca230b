import type { Span } from '../../domain/span.ts';

/** What a run of lines is in its document. */
export type BlockKind = 'heading' | 'paragraph' | 'list-item' | 'table-row' | 'code' | 'aside';

/** Words that the author set apart, as offsets into the block's clean text. */
export interface TextMark extends Span {
  kind: 'bold' | 'emphasis' | 'code' | 'link';
}

/** A heading as the blocks below it see it. */
export interface Heading {
  /** Without marks and numbering. */
  text: string;
  /** 1 and more; list heads that open a deeper list count from 10. */
  level: number;
  parent: Heading | null;
  /** The heading before it on the same level under the same parent. */
  previous: Heading | null;
}

/**
 * A heading, paragraph, list item or table row, once as it stands in the document and once without marks.
 * `code` is what is not prose (fenced code, formulae); `aside` is page furniture (buttons, share lines): neither has
 * clean text, and neither is read for names.
 */
export interface TextBlock {
  kind: BlockKind;
  /** Where the content stands in the document: without list marker and `#`, with inline marks. */
  start: number;
  end: number;
  /** Where the block's own lines begin and end, markers included. */
  lineStart: number;
  lineEnd: number;
  /** The content without marks, addresses and tags; empty for `code` and `aside`. */
  text: string;
  /** For each character of `text`, its offset in the document. Ascending. */
  offsets: number[];
  marks: TextMark[];
  /** Offsets into `text` where a line ended that no wrapped sentence crosses. Ascending. */
  breaks: number[];
  /** The nearest heading above, null before the first. For a heading: itself. */
  heading: Heading | null;
  /** The line that announces this list or paragraph ("Its parts are:"), null when none does. */
  lead: string | null;
}

/** The texts of the headings above, outermost first. */
export function headingTexts(heading: Heading | null): string[] {
  const texts: string[] = [];
  for (let current = heading; current; current = current.parent) texts.unshift(current.text);
  return texts;
}
