import type { GraphIndex } from '../../../domain/graph-index.ts';
import type { CypherEngine, CypherRow, CypherStatement } from '../cypher-engine.ts';
import { toCommunity, toReport } from './community-properties.ts';
import { toChunk, toDecision, toDocument } from './document-properties.ts';
import { toEntity, toMentions, toRelationship } from './entity-properties.ts';
import type { Properties } from './properties.ts';

const CHUNK_PROPERTIES =
  'c.id AS id, c.documentId AS documentId, c.position AS position, c.start AS start, c.end AS end, ' +
  'c.tokenCount AS tokenCount, c.headingPath AS headingPath, c.sentences AS sentences';

function statements({ dialect }: CypherEngine, extractions: boolean): CypherStatement[] {
  return [
    { query: 'MATCH (d:Document) RETURN properties(d) AS node' },
    {
      query: `MATCH (c:Chunk) RETURN ${CHUNK_PROPERTIES}${extractions ? ', c.extraction AS extraction' : ''}`,
    },
    { query: `MATCH (e:Entity) RETURN ${dialect.recordOf('e')} AS node` },
    {
      query:
        'MATCH (c:Chunk)-[m:HAS_ENTITY]->(e:Entity) RETURN e.id AS entityId, c.documentId AS documentId, c.id AS chunkId, ' +
        'm.starts AS starts, m.ends AS ends',
    },
    {
      query:
        'MATCH (a:Entity)-[r]->(b:Entity) WHERE r.id IS NOT NULL RETURN a.id AS sourceId, b.id AS targetId, type(r) AS type, properties(r) AS properties',
    },
    { query: `MATCH (c:Community) RETURN ${dialect.recordOf('c')} AS node` },
    { query: 'MATCH (d:Decision) RETURN properties(d) AS node' },
  ];
}

/** `GraphReader.loadIndex` on any engine: the index of one version, in the order that `GraphIndex` documents. */
export async function loadIndex(
  engine: CypherEngine,
  options: { extractions?: boolean } = {},
): Promise<GraphIndex> {
  return toIndex(await engine.read(statements(engine, options.extractions ?? true)));
}

function toIndex([
  documents = [],
  chunks = [],
  entities = [],
  mentions = [],
  relationships = [],
  communities = [],
  decisions = [],
]: CypherRow[][]): GraphIndex {
  const communityNodes = nodes(communities);
  return {
    documents: nodes(documents).map(toDocument).sort(byId),
    chunks: chunks
      .map(toChunk)
      .sort((a, b) => compare(a.documentId, b.documentId) || a.position - b.position || byId(a, b)),
    entities: nodes(entities).map(toEntity).sort(byId),
    mentions: mentions
      .flatMap(toMentions)
      .sort(
        (a, b) =>
          compare(a.documentId, b.documentId) ||
          a.start - b.start ||
          a.end - b.end ||
          compare(a.entityId, b.entityId),
      ),
    relationships: relationships.map(toRelationship).sort(byId),
    communities: communityNodes.map(toCommunity).sort(byId),
    reports: communityNodes
      .flatMap((node) => toReport(node) ?? [])
      .sort((a, b) => compare(a.communityId, b.communityId)),
    decisions: nodes(decisions).map(toDecision).sort(byId),
  };
}

function nodes(rows: readonly CypherRow[]): Properties[] {
  return rows.map((row) => row.node as Properties);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function byId(a: { id: string }, b: { id: string }): number {
  return compare(a.id, b.id);
}
