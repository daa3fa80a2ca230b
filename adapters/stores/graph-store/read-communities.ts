import type { Community } from '../../../domain/community.ts';
import type { Entity } from '../../../domain/entity.ts';
import type { GraphReader } from '../../../domain/ports/graph-store.ts';
import type { CypherEngine } from '../cypher-engine.ts';
import { toCommunity, toReport } from './community-properties.ts';
import { toEntity } from './entity-properties.ts';
import { compareKeys, pageOfSorted, readCursor, type SortKey } from './paging.ts';
import { number, type Properties, text } from './properties.ts';

type CommunityReader = Pick<GraphReader, 'listCommunities' | 'findCommunity' | 'listMembers'>;

/** Communities, their reports and members. */
export function createCommunityReader(engine: CypherEngine): CommunityReader {
  return {
    async listCommunities({ level, parentId }, page) {
      const after = readCursor(page.cursor, ['number', 'string']);
      const conditions = [
        ...(level === undefined ? [] : ['c.level = $level']),
        ...(parentId === undefined
          ? []
          : [parentId === null ? 'c.parentId IS NULL' : 'c.parentId = $parentId']),
      ];
      const filter = conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')} `;
      const [rows = []] = await engine.read([
        {
          query: `MATCH (c:Community) ${filter}RETURN ${engine.dialect.recordOf('c')} AS node`,
          params: { level, parentId },
        },
      ]);
      return pageOfSorted(
        sortBySize(rows.map((row) => toCommunity(row.node as Properties))),
        page,
        after,
        sizeKey,
      );
    },

    async findCommunity(id) {
      const [rows, children = []] = await engine.read([
        {
          query: `MATCH (c:Community {id: $id}) RETURN ${engine.dialect.recordOf('c')} AS node`,
          params: { id },
        },
        {
          query: `MATCH (c:Community)-[:PARENT_COMMUNITY]->(:Community {id: $id}) RETURN ${engine.dialect.recordOf('c')} AS node`,
          params: { id },
        },
      ]);
      const node = rows?.[0]?.node as Properties | undefined;
      if (!node) return null;
      return {
        community: toCommunity(node),
        report: toReport(node),
        children: sortBySize(children.map((row) => toCommunity(row.node as Properties))),
      };
    },

    async listMembers(communityId, page) {
      const after = readCursor(page.cursor, ['number', 'string']);
      const inside = await findDescendants(engine, communityId);
      if (inside === null) return null;
      const [slim = []] = await engine.read([
        {
          query:
            'UNWIND $ids AS id MATCH (:Community {id: id})<-[:IN_COMMUNITY]-(e:Entity) RETURN e.id AS id, e.rank AS rank',
          params: { ids: inside },
        },
      ]);
      const places = slim
        .map((row) => ({ id: text(row.id), rank: number(row.rank) }))
        .sort((a, b) => compareKeys(memberKey(a), memberKey(b)));
      const slice = pageOfSorted(places, page, after, memberKey);
      const byId = await readByIds(
        engine,
        slice.items.map(({ id }) => id),
      );
      return { ...slice, items: slice.items.flatMap(({ id }) => byId.get(id) ?? []) };
    },
  };
}

function sizeKey(community: Community): SortKey {
  return [-community.size, community.id];
}

function sortBySize(communities: Community[]): Community[] {
  return communities.sort((a, b) => compareKeys(sizeKey(a), sizeKey(b)));
}

function memberKey({ id, rank }: { id: string; rank: number }): SortKey {
  return [-rank, id];
}

/** The community and all below it; null when there is none of this id. */
async function findDescendants(engine: CypherEngine, id: string): Promise<string[] | null> {
  const [start] = await engine.read([
    { query: 'MATCH (c:Community {id: $id}) RETURN c.id AS id', params: { id } },
  ]);
  if (!start?.[0]) return null;
  const found = new Set([id]);
  let frontier = [id];
  while (frontier.length > 0) {
    const [rows = []] = await engine.read([
      {
        query:
          'UNWIND $ids AS id MATCH (:Community {id: id})<-[:PARENT_COMMUNITY]-(c:Community) RETURN c.id AS id',
        params: { ids: frontier },
      },
    ]);
    frontier = rows.map((row) => text(row.id)).filter((child) => !found.has(child));
    for (const child of frontier) found.add(child);
  }
  return [...found];
}

async function readByIds(engine: CypherEngine, ids: readonly string[]): Promise<Map<string, Entity>> {
  const [rows = []] = await engine.read([
    {
      query: `UNWIND $ids AS id MATCH (e:Entity {id: id}) RETURN ${engine.dialect.recordOf('e')} AS node`,
      params: { ids },
    },
  ]);
  return new Map(rows.map((row) => toEntity(row.node as Properties)).map((entity) => [entity.id, entity]));
}
