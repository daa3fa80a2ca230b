import type { Chunk } from '../../../domain/chunk.ts';
import type { Document } from '../../../domain/document.ts';
import type { IndexSnapshot } from '../../snapshot.ts';

/** A chunk as it is searched. Passages are known by their place in the list of all. */
export interface Passage {
  readonly chunk: Chunk;
  readonly document: Document;
  /** `document.text.slice(chunk.start, chunk.end)` */
  readonly text: string;
  /** Title of the document; empty for a row that came without one. */
  readonly title: string;
  /** Headings above the chunk that say more than the title, outermost first. */
  readonly headings: readonly string[];
}

/** One passage a chunk, by document source, then position. */
export function readPassages(snapshot: IndexSnapshot): Passage[] {
  return snapshot.documentsBySource.flatMap((document) => {
    const title = isNamedBySource(document) ? '' : document.title;
    return snapshot.chunksOf(document.id).map((chunk) => ({
      chunk,
      document,
      text: document.text.slice(chunk.start, chunk.end),
      title,
      headings: chunk.headingPath.filter((heading) => heading !== title),
    }));
  });
}

/** A row without a title is named by its file and number, which says nothing about its text. */
function isNamedBySource({ source, title }: Document): boolean {
  return source.includes('#') && source.endsWith(title) && title.includes('#');
}
