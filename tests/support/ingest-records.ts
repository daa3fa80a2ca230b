import type { Chunk } from '../../domain/chunk.ts';
import type { Document } from '../../domain/document.ts';
import type { Entity, Mention } from '../../domain/entity.ts';
import { chunkId, entityId } from '../../ingest/ids.ts';
import { createDocument } from '../../ingest/readers/create-document.ts';
import type { ResolvedFact, ResolvedGraph } from '../../ingest/resolved-graph.ts';

/** A small corpus as the stages after resolution see it. */
export interface ResolvedCorpus {
  documents: Document[];
  chunks: Chunk[];
  graph: ResolvedGraph;
  /** The id of the entity of this name. */
  id(name: string): string;
}

export interface StatedFact {
  source: string;
  type: string;
  target: string;
  /** Part of the sentence that states it. */
  quote: string;
  confidence?: number;
  description?: string;
}

/**
 * Documents of one chunk each, a line a sentence, `# ` before a heading; every occurrence of a name is a mention.
 *
 * @param texts by source
 * @param names names of the entities
 */
export function aResolvedCorpus(
  texts: Record<string, string>,
  names: readonly string[],
  facts: readonly StatedFact[] = [],
): ResolvedCorpus {
  const documents = Object.entries(texts)
    .map(([source, text]) => createDocument(source, { text }, 'text/markdown') as Document)
    .sort((one, other) => (one.id < other.id ? -1 : 1));
  const chunks = documents.map(oneChunk);
  const id = (name: string): string => entityId(name.toLowerCase());
  const mentions = chunks.flatMap((chunk, at) => mentionsIn(chunk, documents[at]!.text, names, id));
  const entities = names
    .map((name) =>
      anEntity({
        id: id(name),
        name,
        mentionCount: mentions.filter((mention) => mention.entityId === id(name)).length,
      }),
    )
    .sort((one, other) => (one.id < other.id ? -1 : 1));
  return {
    documents,
    chunks,
    id,
    graph: { entities, mentions, facts: facts.map((fact) => resolveFact(fact, documents, chunks, id)) },
  };
}

/** An entity of which only what matters is said. */
export function anEntity(entity: Partial<Entity> & { name: string }): Entity {
  return {
    id: entityId(entity.name.toLowerCase()),
    type: 'CONCEPT',
    aliases: [entity.name],
    description: '',
    rank: 1 + (entity.mentionCount ?? 0),
    mentionCount: 0,
    x: null,
    y: null,
    communityId: null,
    merges: [],
    ...entity,
  };
}

function oneChunk(document: Document): Chunk {
  const sentences: number[] = [];
  const headingPath: string[] = [];
  for (const { index, 0: line } of document.text.matchAll(/[^\n]+/g)) {
    sentences.push(index, index + line.length);
    if (line.startsWith('# ')) headingPath.push(line.slice(2));
  }
  const id = chunkId(document.id, headingPath, document.text, 0);
  return {
    id,
    documentId: document.id,
    position: 0,
    start: 0,
    end: document.text.length,
    tokenCount: document.text.length,
    headingPath,
    sentences,
    extraction: { extractor: 'test/1', key: id, candidates: [], aliases: [], statements: [] },
  };
}

function mentionsIn(
  chunk: Chunk,
  text: string,
  names: readonly string[],
  id: (name: string) => string,
): Mention[] {
  const found = names.flatMap((name) =>
    [...text.matchAll(new RegExp(`${name}`, 'g'))].map(({ index }) => ({
      entityId: id(name),
      documentId: chunk.documentId,
      chunkId: chunk.id,
      start: index,
      end: index + name.length,
    })),
  );
  return found.sort((one, other) => one.start - other.start || one.end - other.end);
}

function resolveFact(
  { source, type, target, quote, confidence = 0.8, description = '' }: StatedFact,
  documents: readonly Document[],
  chunks: readonly Chunk[],
  id: (name: string) => string,
): ResolvedFact {
  const at = documents.findIndex(({ text }) => text.includes(quote));
  const { text, id: documentId } = documents[at]!;
  const place = text.indexOf(quote);
  const start = text.lastIndexOf('\n', place) + 1;
  const lineEnd = text.indexOf('\n', place);
  return {
    sourceId: id(source),
    targetId: id(target),
    type,
    description,
    confidence,
    pattern: 'test',
    evidence: {
      documentId,
      chunkId: chunks[at]!.id,
      start,
      end: lineEnd < 0 ? text.length : lineEnd,
      verified: true,
    },
  };
}
