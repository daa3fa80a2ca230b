import type { Chunk } from '../../../domain/chunk.ts';
import { type Document, isNamedBySource } from '../../../domain/document.ts';
import type { IndexSnapshot } from '../../snapshot.ts';
import type { Steps } from './stepwise.ts';

/** A document without headings and of at most so many tokens is one passage, although it is several chunks. */
const SHORT_DOCUMENT = 600;

/** What is found as one: a chunk, or the chunks of a short document. Passages are known by their place in the list of all. */
export interface Passage {
  readonly document: Document;
  /** By position, at least one, consecutive. */
  readonly chunks: readonly Chunk[];
  /** From the start of the first chunk to the end of the last, in the document's text. */
  readonly start: number;
  readonly end: number;
  /** `document.text.slice(start, end)` */
  readonly text: string;
  readonly tokenCount: number;
  /** Title of the document; empty for a row that came without one. */
  readonly title: string;
  /** Headings above the passage that say more than the title, outermost first. */
  readonly headings: readonly string[];
}

/** The passages of all documents, by document source, then position. */
export function* readPassages(snapshot: IndexSnapshot): Steps<Passage[]> {
  const passages: Passage[] = [];
  for (const document of snapshot.documentsBySource) {
    const chunks = snapshot.chunksOf(document.id);
    const groups = isShort(chunks) ? [chunks] : chunks.map((chunk) => [chunk]);
    for (const group of groups) passages.push(toPassage(document, group));
    yield;
  }
  return passages;
}

function isShort(chunks: readonly Chunk[]): boolean {
  const tokens = chunks.reduce((sum, { tokenCount }) => sum + tokenCount, 0);
  return (
    chunks.length > 1 && tokens <= SHORT_DOCUMENT && chunks.every((chunk) => chunk.headingPath.length === 0)
  );
}

function toPassage(document: Document, chunks: readonly Chunk[]): Passage {
  const title = isNamedBySource(document) ? '' : document.title;
  const start = chunks[0]?.start ?? 0;
  const end = chunks.at(-1)?.end ?? start;
  return {
    document,
    chunks,
    start,
    end,
    text: document.text.slice(start, end),
    tokenCount: chunks.reduce((sum, { tokenCount }) => sum + tokenCount, 0),
    title,
    headings: (chunks[0]?.headingPath ?? []).filter((heading) => heading !== title),
  };
}
