import type { MentionResponse } from '../../domain/api/entities.ts';
import type { Chunk } from '../../domain/chunk.ts';
import type { Mention } from '../../domain/entity.ts';
import type { Span } from '../../domain/span.ts';
import type { IndexSnapshot } from '../snapshot.ts';

/** A mention with the sentence it stands in. */
export function presentMention(mention: Mention, snapshot: IndexSnapshot): MentionResponse {
  const document = snapshot.documentById.get(mention.documentId);
  const chunk = snapshot.chunkById.get(mention.chunkId);
  const { start, end } = chunk ? sentenceAround(mention, chunk) : mention;
  return {
    entityId: mention.entityId,
    documentId: mention.documentId,
    chunkId: mention.chunkId,
    start: mention.start,
    end: mention.end,
    source: document?.source ?? '',
    title: document?.title ?? '',
    sentence: { start, end, text: document?.text.slice(start, end) ?? '' },
  };
}

/**
 * The sentences of `chunk` that `span` touches, as one span of the document's text. A span outside every sentence (a
 * heading, a table's frame) is its own sentence.
 */
export function sentenceAround(span: Span, chunk: Chunk): Span {
  let { start, end } = span;
  for (let at = 0; at + 1 < chunk.sentences.length; at += 2) {
    const sentenceStart = chunk.start + (chunk.sentences[at] ?? 0);
    const sentenceEnd = chunk.start + (chunk.sentences[at + 1] ?? 0);
    if (sentenceEnd <= span.start || sentenceStart >= span.end) continue;
    start = Math.min(start, sentenceStart);
    end = Math.max(end, sentenceEnd);
  }
  return { start, end };
}
