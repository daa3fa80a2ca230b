import { groupBy } from '../../algorithms/group-by.ts';
import type { Chunk } from '../../domain/chunk.ts';
import type { Document } from '../../domain/document.ts';
import type { Entity, Mention } from '../../domain/entity.ts';

/** A sentence with the entities that are named in it: what co-occurrence and reports are made from. */
export interface IndexedSentence {
  documentId: string;
  chunkId: string;
  /** Offsets into the document's text. */
  start: number;
  end: number;
  /** Places in the list of entities, each once, in the order in which they are named. */
  entities: number[];
  /** True when it is a heading. */
  isHeading: boolean;
  /** Place of the entity that the nearest heading names, this one included, or else the document's title; -1 when none does. */
  topic: number;
}

export interface SentenceInput {
  documents: readonly Document[];
  /** Ordered by document, then position. */
  chunks: readonly Chunk[];
  entities: readonly Entity[];
  /** Ordered by document, then start. */
  mentions: readonly Mention[];
}

/** Every sentence in which an entity is named, in the order of the chunks, then of their text. */
export function indexSentences(input: SentenceInput): IndexedSentence[] {
  const placeOf = new Map(input.entities.map((entity, place) => [entity.id, place]));
  const textOf = new Map(input.documents.map((document) => [document.id, document.text]));
  const byChunk = groupBy(input.mentions, (mention) => mention.chunkId);
  const indexed: { sentence: IndexedSentence; chunk: Chunk; text: string }[] = [];
  for (const chunk of input.chunks) {
    const named = byChunk.get(chunk.id);
    if (!named) continue;
    const text = textOf.get(chunk.documentId) ?? '';
    for (const { start, end, entities } of namedSentences(chunk, named, placeOf)) {
      const { documentId, id: chunkId } = chunk;
      const isHeading = isHeadingText(text.slice(start, end), chunk.headingPath);
      const sentence = { documentId, chunkId, start, end, entities, isHeading, topic: -1 };
      indexed.push({ sentence, chunk, text: text.slice(start, end) });
    }
  }
  const headingTopic = headingTopics(indexed, input.entities);
  const titleTopic = titleTopics(input.documents, input.entities);
  return indexed.map(({ sentence, chunk }) => ({
    ...sentence,
    topic: headingTopic(chunk) ?? titleTopic.get(chunk.documentId) ?? -1,
  }));
}

/** The sentences of a chunk that name an entity, with the places of the entities, each once. */
function* namedSentences(chunk: Chunk, named: readonly Mention[], placeOf: ReadonlyMap<string, number>) {
  let next = 0;
  for (let at = 0; at + 1 < chunk.sentences.length; at += 2) {
    const start = chunk.start + chunk.sentences[at]!;
    const end = chunk.start + chunk.sentences[at + 1]!;
    const entities: number[] = [];
    for (; next < named.length && named[next]!.start < end; next++) {
      const place = placeOf.get(named[next]!.entityId);
      if (named[next]!.start >= start && place !== undefined && !entities.includes(place))
        entities.push(place);
    }
    if (entities.length > 0) yield { start, end, entities };
  }
}

function isHeadingText(text: string, headingPath: readonly string[]): boolean {
  const bare = bareHeading(text);
  return bare !== text.trim() || headingPath.includes(bare);
}

function bareHeading(text: string): string {
  return text.replace(/^\s*#+\s*/, '').trim();
}

/** Finds the innermost heading above a chunk that names an entity; of several in one heading the highest in rank. */
function headingTopics(
  indexed: readonly { sentence: IndexedSentence; chunk: Chunk; text: string }[],
  entities: readonly Entity[],
): (chunk: Chunk) => number | undefined {
  const topics = new Map<string, number>();
  const keyOf = (documentId: string, heading: string) => `${documentId} ${heading}`;
  for (const { sentence, text } of indexed) {
    if (!sentence.isHeading) continue;
    const best = sentence.entities.reduce((one, other) =>
      entities[other]!.rank > entities[one]!.rank ? other : one,
    );
    topics.set(keyOf(sentence.documentId, bareHeading(text)), best);
  }
  return ({ documentId, headingPath }) => {
    for (const heading of [...headingPath].reverse()) {
      const topic = topics.get(keyOf(documentId, heading));
      if (topic !== undefined) return topic;
    }
    return undefined;
  };
}

/** For each document that is called like an entity, as rows of JSON Lines often are, the place of that entity. */
function titleTopics(documents: readonly Document[], entities: readonly Entity[]): Map<string, number> {
  const places = new Map<string, number>();
  entities.forEach(({ aliases, rank }, place) => {
    for (const alias of aliases) {
      const known = places.get(alias.toLowerCase());
      if (known === undefined || entities[known]!.rank < rank) places.set(alias.toLowerCase(), place);
    }
  });
  const topics = new Map<string, number>();
  for (const { id, title } of documents) {
    const name = title.toLowerCase();
    const place = places.get(name) ?? places.get(name.replace(/\s*[（(].*$/, ''));
    if (place !== undefined) topics.set(id, place);
  }
  return topics;
}
