import type { IndexChanges } from '../../../domain/graph-index.ts';
import type { CypherEngine, CypherStatement } from '../cypher-engine.ts';
import { inBatches } from './batches.ts';
import { communityProperties, reportProperties } from './community-properties.ts';

/** Statements that write communities and the hierarchy; a report on the same node stays as it is. */
export function writeCommunities(engine: CypherEngine, { communities }: IndexChanges): CypherStatement[] {
  const children = communities.write.flatMap(({ id, parentId }) =>
    parentId === null ? [] : [{ id, parentId }],
  );
  return [
    ...inBatches(
      `UNWIND $rows AS row MERGE (c:Community {id: row.id})${engine.dialect.toolLabels ? ' SET c:__Community__' : ''} ` +
        'SET c.level = row.level, c.parentId = row.parentId, c.title = row.title, c.size = row.size, ' +
        'c.x = toFloat(row.x), c.y = toFloat(row.y), c.radius = toFloat(row.radius)',
      communities.write.map(communityProperties),
    ),
    ...inBatches(
      'UNWIND $rows AS row MATCH (:Community {id: row.id})-[p:PARENT_COMMUNITY]->(:Community) DELETE p',
      communities.write.map(({ id }) => ({ id })),
    ),
    ...inBatches(
      'UNWIND $rows AS row MATCH (c:Community {id: row.id}) MATCH (p:Community {id: row.parentId}) CREATE (c)-[:PARENT_COMMUNITY]->(p)',
      children,
    ),
  ];
}

/** Statements that write reports onto their communities, which come before. */
export function writeReports({ reports }: IndexChanges): CypherStatement[] {
  return inBatches(
    'UNWIND $rows AS row MATCH (c:Community {id: row.communityId}) ' +
      'SET c.reportTitle = row.title, c.summary = row.summary, c.findings = row.findings, c.rating = toFloat(row.rating), ' +
      'c.reportOrigin = row.origin, c.reportStale = row.stale, c.reportHash = row.contentHash',
    reports.write.map(reportProperties),
  );
}

/** Statements that take reports off communities. */
export function deleteReports({ reports }: IndexChanges): CypherStatement[] {
  return inBatches(
    'UNWIND $rows AS row MATCH (c:Community {id: row.id}) REMOVE c.reportTitle, c.summary, c.findings, c.rating, ' +
      'c.reportOrigin, c.reportStale, c.reportHash',
    reports.delete.map((id) => ({ id })),
  );
}
