import type { Entity } from '../../../domain/entity.ts';
import type { GraphReader } from '../../../domain/ports/graph-store.ts';
import type { Relationship } from '../../../domain/relationship.ts';
import type { CypherEngine, CypherRow } from '../cypher-engine.ts';
import { toEntity, toRelationship } from './entity-properties.ts';
import { compareKeys, pageOfSorted, readCursor, type SortKey, toPage } from './paging.ts';
import { number, type Properties, text } from './properties.ts';

type EntityReader = Pick<
  GraphReader,
  'findEntity' | 'listEntities' | 'listRelationships' | 'findRelationship'
>;

const RELATIONSHIP = 'a.id AS sourceId, b.id AS targetId, type(r) AS type, properties(r) AS properties';

/** Entities and their relationships. */
export function createEntityReader(engine: CypherEngine): EntityReader {
  return {
    async findEntity(id) {
      const [rows] = await engine.read([
        {
          query: `MATCH (e:Entity {id: $id}) RETURN ${engine.dialect.recordOf('e')} AS node`,
          params: { id },
        },
      ]);
      const node = rows?.[0]?.node;
      return node ? toEntity(node as Properties) : null;
    },

    async listEntities({ query, type }, page) {
      const after = readCursor(page.cursor, ['number', 'string']);
      const filters = [
        ...(query
          ? [
              '(toLower(e.name) CONTAINS toLower($query) OR any(alias IN e.aliases WHERE toLower(alias) CONTAINS toLower($query)))',
            ]
          : []), // prettier-ignore
        ...(type === undefined ? [] : ['e.type = $type']),
      ];
      const place = after ? ['(e.rank < $rank OR (e.rank = $rank AND e.id > $id))'] : [];
      const params = { query, type, rank: after?.[0] ?? 0, id: after?.[1] ?? '', limit: page.limit + 1 };
      const [rows = [], count] = await engine.read([
        {
          query: `MATCH (e:Entity)${where([...filters, ...place])} RETURN ${engine.dialect.recordOf('e')} AS node ORDER BY e.rank DESC, e.id LIMIT $limit`,
          params,
        },
        { query: `MATCH (e:Entity)${where(filters)} RETURN count(e) AS count`, params },
      ]);
      const entities = rows.map((row) => toEntity(row.node as Properties));
      return toPage(entities, number(count?.[0]?.count), page.limit, rankKey);
    },

    async listRelationships(entityId, page) {
      const after = readCursor(page.cursor, ['number', 'number', 'string']);
      const places = await findPlaces(engine, entityId);
      const slice = pageOfSorted(places, page, after, placeKey);
      const byId = await relationshipsByIds(
        engine,
        entityId,
        slice.items.map(({ id }) => id),
      );
      return { ...slice, items: slice.items.flatMap(({ id }) => byId.get(id) ?? []) };
    },

    async findRelationship(id) {
      const [rows] = await engine.read([
        { query: `MATCH (a:Entity)-[r]->(b:Entity) WHERE r.id = $id RETURN ${RELATIONSHIP}`, params: { id } },
      ]);
      const [row] = rows ?? [];
      return row ? toRelationship(row) : null;
    },
  };
}

function where(conditions: readonly string[]): string {
  return conditions.length === 0 ? '' : ` WHERE ${conditions.join(' AND ')}`;
}

/** Order of entities in lists: by rank, descending, ties by id. */
function rankKey(entity: Entity): SortKey {
  return [entity.rank, entity.id];
}

interface Place {
  id: string;
  origin: string;
  weight: number;
}

/** Stated before co-occurrence, then by weight, descending, ties by id; negated so that it ascends. */
function placeKey({ id, origin, weight }: Place): SortKey {
  return [origin === 'co-occurrence' ? 1 : 0, -weight, id];
}

const SLIM = 'r.id AS id, r.origin AS origin, r.weight AS weight';

/** All relationships of an entity with only what orders them, each once, in order. */
async function findPlaces(engine: CypherEngine, entityId: string): Promise<Place[]> {
  const params = { id: entityId };
  const [out = [], into = []] = await engine.read([
    { query: `MATCH (:Entity {id: $id})-[r]->(:Entity) WHERE r.id IS NOT NULL RETURN ${SLIM}`, params },
    {
      query: `MATCH (:Entity {id: $id})<-[r]-(b:Entity) WHERE r.id IS NOT NULL AND b.id <> $id RETURN ${SLIM}`,
      params,
    },
  ]);
  const place = (row: CypherRow): Place => ({
    id: text(row.id),
    origin: text(row.origin),
    weight: number(row.weight),
  });
  return [...out, ...into].map(place).sort((a, b) => compareKeys(placeKey(a), placeKey(b)));
}

async function relationshipsByIds(
  engine: CypherEngine,
  entityId: string,
  ids: readonly string[],
): Promise<Map<string, Relationship>> {
  const params = { id: entityId, ids };
  const results = await engine.read([
    { query: `MATCH (a:Entity {id: $id})-[r]->(b:Entity) WHERE r.id IN $ids RETURN ${RELATIONSHIP}`, params },
    { query: `MATCH (b:Entity {id: $id})<-[r]-(a:Entity) WHERE r.id IN $ids RETURN ${RELATIONSHIP}`, params },
  ]);
  return new Map(results.flat().map((row) => [text((row.properties as Properties).id), toRelationship(row)]));
}
