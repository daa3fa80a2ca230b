import type { Entity } from '../../../domain/entity.ts';
import { GraphRagError } from '../../../domain/errors.ts';
import type { Subgraph } from '../../../domain/ports/graph-store.ts';
import type { CypherEngine } from '../cypher-engine.ts';
import { toEntity, toRelationship } from './entity-properties.ts';
import { compareKeys } from './paging.ts';
import { number, type Properties, text } from './properties.ts';

const MAX_HOPS = 3;

interface Near {
  id: string;
  hops: number;
  rank: number;
}

/** `GraphReader.neighborhood`: breadth first, a query a hop, so that no engine walks all paths. */
export async function readNeighborhood(
  engine: CypherEngine,
  entityId: string,
  hops: number,
  limit: number,
): Promise<Subgraph | null> {
  if (!Number.isInteger(hops) || hops < 0 || hops > MAX_HOPS) {
    throw new GraphRagError('request-invalid', `hops is ${hops}; it must be 0, 1, 2 or ${MAX_HOPS}`);
  }
  const [start] = await engine.read([
    { query: 'MATCH (e:Entity {id: $id}) RETURN e.rank AS rank', params: { id: entityId } },
  ]);
  if (!start?.[0]) return null;
  const near = new Map<string, Near>([[entityId, { id: entityId, hops: 0, rank: number(start[0].rank) }]]);
  let frontier = [entityId];
  for (let hop = 1; hop <= hops && frontier.length > 0; hop++) {
    frontier = await expand(engine, frontier, hop, near);
  }
  const ordered = [...near.values()].sort((a, b) =>
    compareKeys([a.hops, -a.rank, a.id], [b.hops, -b.rank, b.id]),
  );
  const shown = ordered.slice(0, Math.max(1, limit)).map(({ id }) => id);
  const [entities, relationships, relationshipTotal] = await Promise.all([
    readEntities(engine, shown),
    readAmong(engine, shown),
    near.size === shown.length ? null : countAmong(engine, [...near.keys()]),
  ]);
  const total = { entities: near.size, relationships: relationshipTotal ?? relationships.length };
  return { entities, relationships, total };
}

/** Adds what is one relationship further. @returns the ids that are new */
async function expand(
  engine: CypherEngine,
  ids: string[],
  hop: number,
  near: Map<string, Near>,
): Promise<string[]> {
  const found = (from: string) =>
    `UNWIND $ids AS id MATCH (:Entity {id: id})${from}(b:Entity) RETURN DISTINCT b.id AS id, b.rank AS rank`;
  const results = await engine.read([
    { query: found('-->'), params: { ids } },
    { query: found('<--'), params: { ids } },
  ]);
  const added: string[] = [];
  for (const row of results.flat()) {
    const id = text(row.id);
    if (near.has(id)) continue;
    near.set(id, { id, hops: hop, rank: number(row.rank) });
    added.push(id);
  }
  return added;
}

async function readEntities(engine: CypherEngine, ids: readonly string[]): Promise<Entity[]> {
  const [rows = []] = await engine.read([
    {
      query: `UNWIND $ids AS id MATCH (e:Entity {id: id}) RETURN ${engine.dialect.recordOf('e')} AS node`,
      params: { ids },
    },
  ]);
  const byId = new Map(
    rows.map((row) => toEntity(row.node as Properties)).map((entity) => [entity.id, entity]),
  );
  return ids.flatMap((id) => byId.get(id) ?? []);
}

async function readAmong(engine: CypherEngine, ids: readonly string[]): Promise<Subgraph['relationships']> {
  const [ends = []] = await engine.read([
    {
      query:
        'UNWIND $ids AS id MATCH (a:Entity {id: id})-[r]->(b:Entity) WHERE r.id IS NOT NULL AND b.id IN $ids ' +
        'RETURN a.id AS sourceId, b.id AS targetId, type(r) AS type, properties(r) AS properties',
      params: { ids },
    },
  ]);
  return ends.map(toRelationship).sort((a, b) => compareKeys([-a.weight, a.id], [-b.weight, b.id]));
}

async function countAmong(engine: CypherEngine, ids: readonly string[]): Promise<number> {
  const [rows = []] = await engine.read([
    {
      query:
        'UNWIND $ids AS id MATCH (:Entity {id: id})-[r]->(b:Entity) WHERE r.id IS NOT NULL RETURN b.id AS id',
      params: { ids },
    },
  ]);
  const inside = new Set(ids);
  return rows.filter((row) => inside.has(text(row.id))).length;
}
