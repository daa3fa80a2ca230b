/** Characters that a page draws in one go. Points, from the page's upper left corner down. */
export interface PdfRun {
  text: string;
  x0: number;
  x1: number;
  /** Its baseline. */
  y: number;
  /** Height of its font. */
  size: number;
  /** White space was drawn behind it. */
  spaceAfter: boolean;
  /** Its letters are all of one width, as code is set. */
  isMono: boolean;
}

/** Runs of one baseline without a wide gap between them: a line of a column, or a cell. */
export interface PdfSegment {
  text: string;
  x0: number;
  x1: number;
  y: number;
  size: number;
  /** True when all of it is in letters of one width. */
  isMono: boolean;
}

/** A part of a line that stands apart. */
export interface PdfCell {
  text: string;
  x0: number;
  x1: number;
}

/** A line as it is read. */
export interface PdfLine extends PdfSegment {
  /** Counted from 0. */
  page: number;
  /** What stands apart on it, from the left; more than one in rows of tables. */
  cells: readonly PdfCell[];
}

/** What one page holds, as drawn. */
export interface PdfPage {
  height: number;
  runs: PdfRun[];
}
