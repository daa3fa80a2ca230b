import type { Citation } from '../../../domain/answer.ts';
import { oneLine } from '../../../domain/one-line.ts';
import type { Span } from '../../../domain/span.ts';
import type { IndexSnapshot } from '../../snapshot.ts';
import { withoutCitations } from './citation-reader.ts';

/** What a model is shown under a number and may cite: a sentence of a document, or a finding with the sentence behind it. */
export interface Citable {
  /** On one line, as the model reads it. */
  readonly text: string;
  readonly documentId: string;
  readonly chunkId: string;
  /** Offsets of the sentence into the document's text. */
  readonly start: number;
  readonly end: number;
  /** Title and headings that it stands under. */
  readonly around: string;
}

/** Ids of the entities named in a span, in the order of their first mention. */
function entitiesIn(snapshot: IndexSnapshot, chunkId: string, { start, end }: Span): string[] {
  const mentions = snapshot
    .mentionsIn(chunkId)
    .filter((mention) => mention.start >= start && mention.end <= end);
  return [...new Set(mentions.map(({ entityId }) => entityId))];
}

/** The sentence behind what was cited, word for word, under the number that the answer shows. */
export function citationOf(
  snapshot: IndexSnapshot,
  { documentId, chunkId, start, end }: Citable,
  number: number,
): Citation {
  const document = snapshot.documentById.get(documentId);
  return {
    number,
    documentId,
    source: document?.source ?? '',
    start,
    end,
    quote: document?.text.slice(start, end) ?? '',
    entityIds: entitiesIn(snapshot, chunkId, { start, end }),
  };
}

/** All names of the entities in the sentence, in every language that the documents use. */
export function namesIn(snapshot: IndexSnapshot, { chunkId, start, end }: Citable): string[] {
  return entitiesIn(snapshot, chunkId, { start, end }).flatMap(
    (id) => snapshot.entityById.get(id)?.aliases ?? [],
  );
}

/** A text that no model can take for a numbered line: what looks like a citation stands in parentheses, line ends are spaces. */
export function asOneLine(text: string): string {
  return withoutCitations(oneLine(text));
}
