import type { Document, DocumentSummary } from '../../../domain/document.ts';
import type { Mention } from '../../../domain/entity.ts';
import type { GraphReader } from '../../../domain/ports/graph-store.ts';
import type { CypherEngine } from '../cypher-engine.ts';
import { extractionStart, toDocument, toDocumentSummary } from './document-properties.ts';
import { toMentions } from './entity-properties.ts';
import { compareKeys, pageOfSorted, readCursor, type SortKey, toPage } from './paging.ts';
import { number, type Properties, text } from './properties.ts';

type DocumentReader = Pick<
  GraphReader,
  'listDocuments' | 'findDocument' | 'documentsReadBy' | 'listMentions'
>;

const SUMMARY =
  'd.id AS id, d.source AS source, d.title AS title, d.language AS language, d.mediaType AS mediaType, d.contentHash AS contentHash, d.length AS length';

/** Documents and where entities are named in them. */
export function createDocumentReader(engine: CypherEngine): DocumentReader {
  return {
    async listDocuments(page) {
      const after = readCursor(page.cursor, ['string', 'string']);
      const [rows = [], count] = await engine.read([
        {
          query:
            `MATCH (d:Document) ${after ? 'WHERE d.source > $source OR (d.source = $source AND d.id > $id) ' : ''}` +
            `RETURN ${SUMMARY} ORDER BY d.source, d.id LIMIT $limit`,
          params: { limit: page.limit + 1, source: after?.[0] ?? '', id: after?.[1] ?? '' },
        },
        { query: 'MATCH (d:Document) RETURN count(d) AS count' },
      ]);
      const key = (document: DocumentSummary): SortKey => [document.source, document.id];
      return toPage(rows.map(toDocumentSummary), number(count?.[0]?.count), page.limit, key);
    },

    async findDocument(id): Promise<Document | null> {
      const [rows] = await engine.read([
        { query: 'MATCH (d:Document {id: $id}) RETURN properties(d) AS node', params: { id } },
      ]);
      const node = rows?.[0]?.node;
      return node ? toDocument(node as Properties) : null;
    },

    async documentsReadBy(extractor) {
      const [rows = []] = await engine.read([
        {
          query:
            'MATCH (c:Chunk) WHERE c.extraction STARTS WITH $start RETURN DISTINCT c.documentId AS documentId',
          params: { start: extractionStart(extractor) },
        },
      ]);
      return new Set(rows.map((row) => text(row.documentId)));
    },

    async listMentions(entityId, page) {
      const after = readCursor(page.cursor, ['string', 'string', 'number', 'number', 'string']);
      const [rows = []] = await engine.read([
        {
          query:
            'MATCH (e:Entity {id: $id})<-[m:HAS_ENTITY]-(c:Chunk)-[:PART_OF]->(d:Document) ' +
            'RETURN e.id AS entityId, d.id AS documentId, d.source AS source, c.id AS chunkId, m.starts AS starts, m.ends AS ends',
          params: { id: entityId },
        },
      ]);
      const sources = new Map(rows.map((row) => [text(row.documentId), text(row.source)]));
      const key = (mention: Mention): SortKey => [
        sources.get(mention.documentId) ?? '',
        mention.documentId,
        mention.start,
        mention.end,
        mention.chunkId,
      ];
      const mentions = rows.flatMap(toMentions).sort((a, b) => compareKeys(key(a), key(b)));
      return pageOfSorted(mentions, page, after, key);
    },
  };
}
