import type { IndexChanges } from '../../../domain/graph-index.ts';
import type { CypherEngine, CypherStatement } from '../cypher-engine.ts';
import { labelName, quoteName } from '../cypher-names.ts';
import { groupBy, inBatches } from './batches.ts';
import { entityProperties, groupMentions } from './entity-properties.ts';
import { text } from './properties.ts';

/** Statements that write entities with the label of their type, and their place in the hierarchy. Communities come before. */
export async function writeEntities(
  engine: CypherEngine,
  { entities }: IndexChanges,
): Promise<CypherStatement[]> {
  if (entities.write.length === 0) return [];
  const toolLabel = engine.dialect.toolLabels ? ':__Entity__' : '';
  const known = await knownLabels(
    engine,
    entities.write.map(({ id }) => id),
  );
  const retyped = entities.write.flatMap(({ id, type }) => {
    const label = known.get(id);
    return label === undefined || label === labelName(type) ? [] : [{ id, label }];
  });
  const members = entities.write.flatMap(({ id, communityId }) =>
    communityId === null ? [] : [{ id, communityId }],
  );
  return [
    ...[...groupBy(retyped, ({ label }) => label)].flatMap(([label, rows]) =>
      inBatches(`UNWIND $rows AS row MATCH (e:Entity {id: row.id}) REMOVE e:${quoteName(label)}`, rows),
    ),
    ...[...groupBy(entities.write, ({ type }) => labelName(type))].flatMap(([label, rows]) =>
      inBatches(
        `UNWIND $rows AS row MERGE (e:Entity {id: row.id}) SET e ${engine.dialect.assign} row SET e:${quoteName(label)}${toolLabel}, ` +
          'e.rank = toFloat(row.rank), e.x = toFloat(row.x), e.y = toFloat(row.y)',
        rows.map(entityProperties),
      ),
    ),
    ...inBatches(
      'UNWIND $rows AS row MATCH (:Entity {id: row.id})-[i:IN_COMMUNITY]->(:Community) DELETE i',
      [...known.keys()].map((id) => ({ id })),
    ),
    ...inBatches(
      'UNWIND $rows AS row MATCH (e:Entity {id: row.id}) MATCH (c:Community {id: row.communityId}) CREATE (e)-[:IN_COMMUNITY]->(c)',
      members,
    ),
  ];
}

/** The type's label of each of these entities that the graph has already. */
async function knownLabels(engine: CypherEngine, ids: string[]): Promise<Map<string, string>> {
  const [rows = []] = await engine.read([
    {
      query: 'UNWIND $ids AS id MATCH (e:Entity {id: id}) RETURN e.id AS id, e.type AS type',
      params: { ids },
    },
  ]);
  return new Map(rows.map((row) => [text(row.id), labelName(text(row.type))]));
}

/** Statements that replace all mentions of each chunk named. Chunks and entities come before. */
export function writeMentions(
  { mentions }: IndexChanges,
  knownChunks: ReadonlyMap<string, string>,
): CypherStatement[] {
  return [
    ...inBatches(
      'UNWIND $rows AS row MATCH (:Chunk {id: row.id})-[m:HAS_ENTITY]->(:Entity) DELETE m',
      mentions.flatMap(({ chunkId }) => (knownChunks.has(chunkId) ? [{ id: chunkId }] : [])),
    ),
    ...inBatches(
      'UNWIND $rows AS row MATCH (c:Chunk {id: row.chunkId}) MATCH (e:Entity {id: row.entityId}) ' +
        'CREATE (c)-[m:HAS_ENTITY]->(e) SET m.starts = row.starts, m.ends = row.ends',
      mentions.flatMap((change) => groupMentions(change.chunkId, change.mentions)),
    ),
  ];
}
