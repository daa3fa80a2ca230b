import type { Session } from 'neo4j-driver';
import type { GraphIndex } from '../domain/graph-index.ts';

const BATCH = 10_000;

/**
 * Writes the same graph as the store does (the same nodes, labels, relationships and properties) the way a person would who has an empty
 * database and one evening: UNWIND of 10,000 rows a transaction, nothing looked up, nothing made whole after a fall.
 *
 * @returns rows sent
 */
export async function writePlainly(session: Session, index: GraphIndex): Promise<number> {
  let sent = 0;
  for (const { query, rows } of statementsOf(index)) {
    for (let at = 0; at < rows.length; at += BATCH) {
      await session.run(query, { rows: rows.slice(at, at + BATCH) });
      sent += Math.min(BATCH, rows.length - at);
    }
  }
  return sent;
}

interface PlainStatement {
  query: string;
  rows: object[];
}

function statementsOf(index: GraphIndex): PlainStatement[] {
  return [
    {
      query: 'UNWIND $rows AS row CREATE (d:Document:__Document__) SET d = row',
      rows: index.documents.map((document) => ({ ...document, length: document.text.length })),
    },
    {
      query: 'UNWIND $rows AS row CREATE (c:Chunk:__Chunk__) SET c = row',
      rows: index.chunks.map((chunk) => ({ ...chunk, extraction: JSON.stringify(chunk.extraction) })),
    },
    {
      query:
        'UNWIND $rows AS row MATCH (c:Chunk {id: row.id}) MATCH (d:Document {id: row.documentId}) CREATE (c)-[:PART_OF]->(d)',
      rows: index.chunks.map(({ id, documentId }) => ({ id, documentId })),
    },
    {
      query:
        'UNWIND $rows AS row MATCH (a:Chunk {id: row.from}) MATCH (b:Chunk {id: row.to}) CREATE (a)-[:NEXT_CHUNK]->(b)',
      rows: index.chunks.flatMap(({ id, documentId }, at) => {
        const next = index.chunks[at + 1];
        return next?.documentId === documentId ? [{ from: id, to: next.id }] : [];
      }),
    },
    ...communityStatements(index),
    ...grouped(index.entities, ({ type }) => type).map(([type, entities]) => ({
      query: `UNWIND $rows AS row CREATE (e:Entity:__Entity__:\`${type}\`) SET e = row`,
      rows: entities.map(({ merges: _, ...entity }) => entity),
    })),
    {
      query:
        'UNWIND $rows AS row MATCH (e:Entity {id: row.id}) MATCH (c:Community {id: row.communityId}) CREATE (e)-[:IN_COMMUNITY]->(c)',
      rows: index.entities.flatMap(({ id, communityId }) =>
        communityId === null ? [] : [{ id, communityId }],
      ),
    },
    ...relationshipStatements(index),
    {
      query:
        'UNWIND $rows AS row MATCH (c:Chunk {id: row.chunkId}) MATCH (e:Entity {id: row.entityId}) ' +
        'CREATE (c)-[:HAS_ENTITY {starts: row.starts, ends: row.ends}]->(e)',
      rows: grouped(index.mentions, ({ chunkId, entityId }) => `${chunkId} ${entityId}`).map(([, group]) => ({
        chunkId: group[0]?.chunkId,
        entityId: group[0]?.entityId,
        starts: group.map(({ start }) => start),
        ends: group.map(({ end }) => end),
      })),
    },
  ];
}

function communityStatements({ communities, reports }: GraphIndex): PlainStatement[] {
  const reportOf = new Map(reports.map((report) => [report.communityId, report]));
  return [
    {
      query: 'UNWIND $rows AS row CREATE (c:Community:__Community__) SET c = row',
      rows: communities.map((community) => {
        const report = reportOf.get(community.id);
        return {
          ...community,
          reportTitle: report?.title,
          summary: report?.summary,
          findings: JSON.stringify(report?.findings),
          rating: report?.rating,
          reportOrigin: report?.origin,
          reportStale: report?.stale,
          reportHash: report?.contentHash,
        };
      }),
    },
    {
      query:
        'UNWIND $rows AS row MATCH (c:Community {id: row.id}) MATCH (p:Community {id: row.parentId}) CREATE (c)-[:PARENT_COMMUNITY]->(p)',
      rows: communities.flatMap(({ id, parentId }) => (parentId === null ? [] : [{ id, parentId }])),
    },
  ];
}

function relationshipStatements({ relationships }: GraphIndex): PlainStatement[] {
  return grouped(relationships, ({ type }) => type).map(([type, group]) => ({
    query:
      'UNWIND $rows AS row MATCH (a:Entity {id: row.sourceId}) MATCH (b:Entity {id: row.targetId}) ' +
      `CREATE (a)-[r:\`${type}\`]->(b) SET r = row.properties`,
    rows: group.map(({ sourceId, targetId, id, description, weight, origin, evidence }) => ({
      sourceId,
      targetId,
      properties: {
        id,
        description,
        weight,
        origin,
        evidenceDocuments: evidence.map(({ documentId }) => documentId),
        evidenceChunks: evidence.map(({ chunkId }) => chunkId),
        evidenceStarts: evidence.map(({ start }) => start),
        evidenceEnds: evidence.map(({ end }) => end),
        evidenceVerified: evidence.map(({ verified }) => verified),
      },
    })),
  }));
}

function grouped<T>(items: readonly T[], keyOf: (item: T) => string): [string, T[]][] {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return [...groups];
}
