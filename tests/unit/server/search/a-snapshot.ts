import type { Chunk } from '../../../../domain/chunk.ts';
import type { Document } from '../../../../domain/document.ts';
import type { Entity, Mention } from '../../../../domain/entity.ts';
import { documentId } from '../../../../ingest/ids.ts';
import { splitChunks } from '../../../../ingest/stages/split-chunks.ts';
import type { IndexSnapshot } from '../../../../server/snapshot.ts';
import { snapshotOf } from '../../../../server/snapshot-of.ts';

/**
 * A snapshot of Markdown texts, split as ingest does; every occurrence of a name is a mention of its entity.
 *
 * @param texts by source
 * @param names the names of each entity; the first is its own, and its id after `e-`
 */
export function aSnapshot(
  texts: Record<string, string>,
  names: readonly (readonly string[])[] = [],
): IndexSnapshot {
  const documents = Object.entries(texts).map(([source, text]) => {
    const title = /^(?:# )?(.+)/.exec(text)?.[1] ?? source;
    return aDocument(source, title, text, source.endsWith('.txt') ? 'text/plain' : 'text/markdown');
  });
  return snapshotOfDocuments(documents, names);
}

/** The same of rows as they come from a JSONL file. */
export function aSnapshotOfRows(
  rows: readonly { id: string; title: string; text: string }[],
  names: readonly (readonly string[])[] = [],
): IndexSnapshot {
  const documents = rows.map(({ id, title, text }) =>
    aDocument(`rows.jsonl#${id}`, title, text, 'application/jsonl'),
  );
  return snapshotOfDocuments(documents, names);
}

function aDocument(source: string, title: string, text: string, mediaType: string): Document {
  return { id: documentId(source), source, title, language: 'other', mediaType, text, contentHash: '' };
}

function snapshotOfDocuments(documents: Document[], names: readonly (readonly string[])[]): IndexSnapshot {
  const chunks = documents.flatMap(splitChunks);
  const entities = names.map(([name = '', ...others]) => anEntity(name, [name, ...others]));
  const mentions = chunks.flatMap((chunk) => mentionsIn(chunk, documents, entities));
  const counts = { documents: documents.length, chunks: chunks.length, entities: entities.length };
  return snapshotOf(
    { version: 1, ...counts, relationships: 0, communities: 0, reports: 0 },
    { documents, chunks, entities, mentions, relationships: [], communities: [], reports: [], decisions: [] },
  );
}

function anEntity(name: string, aliases: string[]): Entity {
  return {
    id: `e-${name}`,
    name,
    type: 'CONCEPT',
    aliases,
    description: '',
    rank: 1,
    mentionCount: 1,
    x: null,
    y: null,
    communityId: null,
    merges: [],
  };
}

function mentionsIn(chunk: Chunk, documents: readonly Document[], entities: readonly Entity[]): Mention[] {
  const text = documents.find(({ id }) => id === chunk.documentId)?.text ?? '';
  const found: Mention[] = [];
  for (const { id, aliases } of entities) {
    for (const alias of aliases) {
      for (let at = text.indexOf(alias, chunk.start); at >= 0; at = text.indexOf(alias, at + 1)) {
        if (at + alias.length > chunk.end) break;
        const place = { start: at, end: at + alias.length };
        found.push({ entityId: id, documentId: chunk.documentId, chunkId: chunk.id, ...place });
      }
    }
  }
  return found.sort((a, b) => a.start - b.start);
}
