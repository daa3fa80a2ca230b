import type { IndexChanges } from '../../../domain/graph-index.ts';
import type { CypherEngine, CypherStatement } from '../cypher-engine.ts';
import { inBatches } from './batches.ts';
import { chunkProperties, decisionProperties, documentProperties } from './document-properties.ts';
import { number, text } from './properties.ts';

/** The document of each chunk that a change names and the graph has already. */
export async function findKnownChunks(
  engine: CypherEngine,
  { chunks, mentions }: IndexChanges,
): Promise<Map<string, string>> {
  const named = new Set([
    ...chunks.write.map(({ id }) => id),
    ...chunks.delete,
    ...mentions.map(({ chunkId }) => chunkId),
  ]);
  if (named.size === 0) return new Map();
  const [rows = []] = await engine.read([
    {
      query: 'UNWIND $ids AS id MATCH (c:Chunk {id: id}) RETURN c.id AS id, c.documentId AS documentId',
      params: { ids: [...named] },
    },
  ]);
  return new Map(rows.map((row) => [text(row.id), text(row.documentId)]));
}

/** Statements that write documents, chunks, their order, and decisions. */
export async function writeDocuments(
  engine: CypherEngine,
  changes: IndexChanges,
  knownChunks: ReadonlyMap<string, string>,
): Promise<CypherStatement[]> {
  const { documents, chunks, decisions } = changes;
  const label = engine.dialect.toolLabels;
  return [
    ...inBatches(
      `UNWIND $rows AS row MERGE (d:Document {id: row.id}) SET d = row${label ? ' SET d:__Document__' : ''}`,
      documents.write.map(documentProperties),
    ),
    ...inBatches(
      `UNWIND $rows AS row MERGE (c:Chunk {id: row.id}) SET c ${engine.dialect.assign} row${label ? ' SET c:__Chunk__' : ''}`,
      chunks.write.map(chunkProperties),
    ),
    ...inBatches(
      'UNWIND $rows AS row MATCH (:Chunk {id: row.id})-[p:PART_OF]->(:Document) DELETE p',
      chunks.write.filter(({ id }) => knownChunks.has(id)).map(({ id }) => ({ id })),
    ),
    ...inBatches(
      'UNWIND $rows AS row MATCH (c:Chunk {id: row.id}) MATCH (d:Document {id: row.documentId}) CREATE (c)-[:PART_OF]->(d)',
      chunks.write.map(({ id, documentId }) => ({ id, documentId })),
    ),
    ...(await writeChunkOrder(engine, changes, knownChunks)),
    ...inBatches(
      'UNWIND $rows AS row MERGE (d:Decision {id: row.id}) SET d = row',
      decisions.write.map(decisionProperties),
    ),
  ];
}

interface PlacedChunk {
  id: string;
  documentId: string;
  position: number;
}

/** NEXT_CHUNK between the chunks of every document that won, lost or changed one. */
async function writeChunkOrder(
  engine: CypherEngine,
  { documents, chunks }: IndexChanges,
  knownChunks: ReadonlyMap<string, string>,
): Promise<CypherStatement[]> {
  if (chunks.write.length === 0 && chunks.delete.length === 0) return [];
  const touched = [...chunks.write.map(({ id }) => id), ...chunks.delete];
  const gone = new Set(documents.delete);
  const ids = new Set([
    ...touched.flatMap((id) => knownChunks.get(id) ?? []),
    ...chunks.write.map((chunk) => chunk.documentId),
  ]);
  const affected = [...ids].filter((id) => !gone.has(id));
  const [rows = []] = await engine.read([
    {
      query:
        'UNWIND $ids AS id MATCH (c:Chunk)-[:PART_OF]->(d:Document {id: id}) RETURN c.id AS id, d.id AS documentId, c.position AS position',
      params: { ids: affected },
    },
  ]);
  const placed = new Map<string, PlacedChunk>();
  for (const row of rows) {
    placed.set(text(row.id), {
      id: text(row.id),
      documentId: text(row.documentId),
      position: number(row.position),
    });
  }
  const knownBefore = new Set(placed.keys());
  for (const id of chunks.delete) placed.delete(id);
  for (const { id, documentId, position } of chunks.write) placed.set(id, { id, documentId, position });
  const ordered = [...placed.values()].sort((a, b) =>
    a.documentId < b.documentId ? -1 : a.documentId > b.documentId ? 1 : a.position - b.position,
  );
  const pairs = ordered.flatMap((chunk, index) => {
    const next = ordered[index + 1];
    return next?.documentId === chunk.documentId ? [{ from: chunk.id, to: next.id }] : [];
  });
  return [
    ...inBatches(
      'UNWIND $rows AS row MATCH (:Chunk {id: row.id})-[n:NEXT_CHUNK]->(:Chunk) DELETE n',
      ordered.filter(({ id }) => knownBefore.has(id)).map(({ id }) => ({ id })),
    ),
    ...inBatches(
      'UNWIND $rows AS row MATCH (a:Chunk {id: row.from}) MATCH (b:Chunk {id: row.to}) CREATE (a)-[:NEXT_CHUNK]->(b)',
      pairs,
    ),
  ];
}
