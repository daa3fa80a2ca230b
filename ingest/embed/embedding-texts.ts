import type { Chunk } from '../../domain/chunk.ts';
import { type Document, isNamedBySource } from '../../domain/document.ts';
import type { Entity } from '../../domain/entity.ts';
import type { GraphIndex } from '../../domain/graph-index.ts';
import type { PublishedRow } from '../../domain/ports/vector-publisher.ts';
import { stableHash } from '../ids.ts';

/** Another number makes every vector anew: for when texts are put together in another way. */
const FORMAT = '1';
/** Surfaces of an entity that are told beside its name. */
const MOST_ALIASES = 8;
/** An entity that is named once is found by the chunk that names it. */
const FEWEST_MENTIONS = 2;

/** The records that have vectors. */
export type EmbeddableRecords = Pick<GraphIndex, 'documents' | 'chunks' | 'entities' | 'reports'>;

/** What is embedded of one record. */
export interface EmbeddingText {
  /** Of the chunk, the entity, or the community whose report it is. */
  id: string;
  kind: PublishedRow['kind'];
  text: string;
  /** Of the text and of the way in which texts are put together. */
  textHash: string;
}

/**
 * The text of every record that has a vector: chunks with what stands above them, and reports without their findings; where the store has a
 * vector index, for those who query it, also entities that are described and named more than once. Search gains nothing by these:
 * docs/decisions/0011-words-and-vectors.md.
 */
export function embeddingTexts(
  { documents, chunks, entities, reports }: EmbeddableRecords,
  { withEntities }: { withEntities: boolean },
): EmbeddingText[] {
  return [
    ...chunkTexts(documents, chunks),
    ...(withEntities ? entities.filter(hasVector) : []).map((entity) =>
      toEmbed('entity', entity.id, [namesOf(entity), entity.description]),
    ),
    ...reports.map(({ communityId, title, summary }) => toEmbed('community', communityId, [title, summary])),
  ].filter(({ text }) => text !== '');
}

/** What is embedded of chunks. */
export function chunkTexts(documents: readonly Document[], chunks: readonly Chunk[]): EmbeddingText[] {
  const byId = new Map(documents.map((document) => [document.id, document]));
  return chunks.flatMap((chunk) => {
    const document = byId.get(chunk.documentId);
    if (!document) return [];
    const text = document.text.slice(chunk.start, chunk.end);
    const parts = [...(isNamedBySource(document) ? [] : [document.title]), ...chunk.headingPath];
    const above = parts.filter((part, at) => part !== parts[at - 1]);
    // A chunk often begins with the heading that it stands under.
    if (text.startsWith(above.at(-1) ?? '')) above.pop();
    return [toEmbed('chunk', chunk.id, [above.join(' > '), text])];
  });
}

function hasVector({ description, mentionCount }: Entity): boolean {
  return description !== '' && mentionCount >= FEWEST_MENTIONS;
}

function namesOf({ name, aliases }: Entity): string {
  return [name, ...aliases.filter((alias) => alias !== name).slice(0, MOST_ALIASES)].join(' / ');
}

function toEmbed(kind: EmbeddingText['kind'], id: string, parts: readonly string[]): EmbeddingText {
  const text = parts
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .join('\n');
  return { id, kind, text, textHash: stableHash(FORMAT, text) };
}
