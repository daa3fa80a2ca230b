import type { Extraction } from './extraction.ts';

/** The slice of a document that is read at once: whole sentences under one heading. */
export interface Chunk {
  /** Derived from the document's id, the heading path, the chunk's text and its occurrence among equal ones. */
  id: string;
  documentId: string;
  /** 0-based place among the document's chunks. */
  position: number;
  /** `document.text.slice(start, end)` is the chunk's text. */
  start: number;
  end: number;
  /** Estimated tokens of the chunk's text. */
  tokenCount: number;
  /** The headings above the chunk, outermost first; empty when there are none. */
  headingPath: string[];
  /** Sentence boundaries relative to `start`, flat: start, end, start, end, ... ascending, not overlapping. */
  sentences: number[];
  /** What was found in the chunk; null until it has been read. */
  extraction: Extraction | null;
}
