import type { Chunk } from '../../domain/chunk.ts';
import type { Document } from '../../domain/document.ts';
import type { Entity, Mention } from '../../domain/entity.ts';
import { groupBy } from '../group-by.ts';

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
  /** Place of the entity that the nearest heading names, -1 when none does. */
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
export function indexSentences({ documents, chunks, entities, mentions }: SentenceInput): IndexedSentence[] {
  const placeOf = new Map(entities.map((entity, place) => [entity.id, place]));
  const topicOf = topicsByName(entities);
  const textOf = new Map(documents.map((document) => [document.id, document.text]));
  const byChunk = groupBy(mentions, (mention) => mention.chunkId);
  const indexed: IndexedSentence[] = [];
  for (const chunk of chunks) {
    const named = byChunk.get(chunk.id);
    if (!named) continue;
    const topic = topicOf(chunk.headingPath);
    const text = textOf.get(chunk.documentId) ?? '';
    let next = 0;
    for (let at = 0; at + 1 < chunk.sentences.length; at += 2) {
      const start = chunk.start + chunk.sentences[at]!;
      const end = chunk.start + chunk.sentences[at + 1]!;
      const found: number[] = [];
      for (; next < named.length && named[next]!.start < end; next++) {
        const place = placeOf.get(named[next]!.entityId);
        if (named[next]!.start >= start && place !== undefined && !found.includes(place)) found.push(place);
      }
      if (found.length === 0) continue;
      const isHeading = isHeadingText(text.slice(start, end), chunk.headingPath);
      indexed.push({
        documentId: chunk.documentId,
        chunkId: chunk.id,
        start,
        end,
        entities: found,
        isHeading,
        topic,
      });
    }
  }
  return indexed;
}

function isHeadingText(text: string, headingPath: readonly string[]): boolean {
  const bare = text.replace(/^\s*#+\s*/, '').trim();
  return bare !== text.trim() || headingPath.includes(bare);
}

/** Finds the innermost heading that is an entity's name, as a whole or without what usually stands around it. */
function topicsByName(entities: readonly Entity[]): (headingPath: readonly string[]) => number {
  const places = new Map<string, number>();
  entities.forEach((entity, place) => {
    for (const alias of entity.aliases) {
      const key = nameKey(alias);
      const known = places.get(key);
      if (known === undefined || entities[known]!.rank < entity.rank) places.set(key, place);
    }
  });
  return (headingPath) => {
    for (let depth = headingPath.length - 1; depth >= 0; depth--) {
      const heading = nameKey(headingPath[depth]!);
      const bracket = /^(.*?)\s*[(（]/.exec(heading)?.[1];
      const place =
        places.get(heading) ?? places.get(withoutQuestion(heading)) ?? (bracket && places.get(bracket));
      if (typeof place === 'number') return place;
    }
    return -1;
  };
}

function nameKey(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/^[\s\d.、#)]+/, '')
    .trim();
}

function withoutQuestion(heading: string): string {
  return heading
    .replace(/^(什么是|为什么(要|需要)?|如何|怎么|what (is|are)( an?| the)?|how (do|does|to)|why)\s*/, '')
    .replace(/(是什么|的(原理|概念|定义|特点|优点|缺点|应用).*|[?？])+$/, '')
    .trim();
}
