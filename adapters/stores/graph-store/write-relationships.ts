import type { IndexChanges } from '../../../domain/graph-index.ts';
import type { Relationship } from '../../../domain/relationship.ts';
import type { CypherEngine, CypherStatement } from '../cypher-engine.ts';
import { quoteName, relationshipTypeName } from '../cypher-names.ts';
import { groupBy, inBatches } from './batches.ts';
import { relationshipProperties } from './entity-properties.ts';
import { text } from './properties.ts';

/** Up to so many ids are looked for by a filter; beyond, all relationships' ends are read at once. */
const MAX_FILTERED_IDS = 200;

interface Place {
  id: string;
  sourceId: string;
  targetId: string;
  type: string;
}

/** Where relationships of these ids stand in the graph now. Engines have no index over the ids of all types together. */
async function findPlaces(engine: CypherEngine, ids: readonly string[]): Promise<Map<string, Place>> {
  if (ids.length === 0) return new Map();
  const filter = ids.length <= MAX_FILTERED_IDS ? 'WHERE r.id IN $ids ' : 'WHERE r.id IS NOT NULL ';
  const [rows = []] = await engine.read([
    {
      query: `MATCH (a:Entity)-[r]->(b:Entity) ${filter}RETURN r.id AS id, a.id AS sourceId, b.id AS targetId, type(r) AS type`,
      params: { ids: ids.length <= MAX_FILTERED_IDS ? ids : [] },
    },
  ]);
  const wanted = new Set(ids);
  const places = new Map<string, Place>();
  for (const row of rows) {
    const place = {
      id: text(row.id),
      sourceId: text(row.sourceId),
      targetId: text(row.targetId),
      type: text(row.type),
    };
    if (wanted.has(place.id)) places.set(place.id, place);
  }
  return places;
}

/** Statements that delete and write relationships. Those that changed an end or their type are made anew. Entities come before. */
export async function writeRelationships(
  engine: CypherEngine,
  { relationships }: IndexChanges,
): Promise<{ deletes: CypherStatement[]; writes: CypherStatement[] }> {
  const places = await findPlaces(engine, [
    ...relationships.delete,
    ...relationships.write.map(({ id }) => id),
  ]);
  const stays = (record: Relationship) => {
    const place = places.get(record.id);
    return (
      place?.sourceId === record.sourceId &&
      place.targetId === record.targetId &&
      place.type === relationshipTypeName(record.type)
    );
  };
  const moved = relationships.write.filter((record) => !stays(record)).map(({ id }) => id);
  const removed = [...relationships.delete, ...moved].flatMap((id) => places.get(id) ?? []);
  return {
    deletes: [...groupBy(removed, ({ type }) => type)].flatMap(([type, rows]) =>
      inBatches(
        `UNWIND $rows AS row MATCH (:Entity {id: row.sourceId})-[r:${quoteName(type)}]->(:Entity {id: row.targetId}) WHERE r.id = row.id DELETE r`,
        rows,
      ),
    ),
    writes: [
      ...writeGroups(
        relationships.write.filter(stays),
        (type) => `MATCH (a)-[r:${type}]->(b) WHERE r.id = row.id`,
      ),
      ...writeGroups(
        relationships.write.filter((record) => !stays(record)),
        (type) => `CREATE (a)-[r:${type}]->(b)`,
      ),
    ],
  };
}

function writeGroups(records: readonly Relationship[], clause: (type: string) => string): CypherStatement[] {
  return [...groupBy(records, ({ type }) => relationshipTypeName(type))].flatMap(([type, rows]) =>
    inBatches(
      `UNWIND $rows AS row MATCH (a:Entity {id: row.sourceId}) MATCH (b:Entity {id: row.targetId}) ` +
        `${clause(quoteName(type))} SET r = row.properties, r.weight = toFloat(row.properties.weight)`,
      rows.map((record) => ({
        id: record.id,
        sourceId: record.sourceId,
        targetId: record.targetId,
        properties: relationshipProperties(record),
      })),
    ),
  );
}
