/** What a reader makes of a file that is no text by itself: the text of its document. */
export interface WrittenText {
  /** Markdown, for every format but plain text; line ends are `\n`. */
  text: string;
  /** The title the file gives itself; absent when it has none. */
  title?: string;
  /** Where each page begins in `text`, ascending; absent for files without pages. */
  pages?: number[];
}
