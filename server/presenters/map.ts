import type { MapData, MapHeader, MapNamesResponse } from '../../domain/api/map.ts';
import type { Entity } from '../../domain/entity.ts';
import type { RelationshipOrigin } from '../../domain/relationship.ts';
import type { IndexSnapshot } from '../snapshot.ts';

/** Names that come with the map; the rest follows by `/api/map/names`. */
const NAMED_ENTITIES = 300;
const SHOWN_LINKS = 4000;
const MOST_TYPES = 256;
const NO_COMMUNITY = 65_535;
const GRID = 65_535;
/** Share of all entities up to which a size class reaches, best first. */
const SIZE_CLASSES = [0.0015, 0.008, 0.035, 0.12, 0.4, 1];
const ORIGINS: Record<RelationshipOrigin, number> = { stated: 0, 'co-occurrence': 1, imported: 2, manual: 3 };

/** The whole index as one picture (`domain/api/map.ts` tells the layout). */
export function presentMap(snapshot: IndexSnapshot): MapData {
  const entities = snapshot.entitiesByRank;
  const communities = [...snapshot.index.communities].sort((a, b) => a.level - b.level || b.size - a.size);
  const placeOfCommunity = new Map(communities.map(({ id }, at) => [id, at]));
  const types = [...new Set(entities.map(({ type }) => type))].slice(0, MOST_TYPES);
  const placeOfType = new Map(types.map((type, at) => [type, at]));
  const square = squareAround(entities, communities);
  const links = strongestLinks(snapshot);
  const onGrid = (value: number | null, min: number): number => {
    const fraction = value === null ? 0.5 : (value - min) / square.side;
    return Math.round(Math.min(1, Math.max(0, fraction)) * GRID);
  };
  return {
    header: {
      version: snapshot.info.version,
      count: entities.length,
      linkCount: links.origins.length,
      totalLinks: snapshot.index.relationships.length,
      square,
      communities: communities.map(({ id, level, parentId, title, x, y, radius, size }) => ({
        id,
        level,
        parent: parentId === null ? -1 : (placeOfCommunity.get(parentId) ?? -1),
        title,
        x,
        y,
        radius,
        size,
      })),
      types,
      names: entities.slice(0, NAMED_ENTITIES).map(({ name }) => name),
      ids: entities.slice(0, NAMED_ENTITIES).map(({ id }) => id),
    },
    x: Uint16Array.from(entities, ({ x }) => onGrid(x, square.minX)),
    y: Uint16Array.from(entities, ({ y }) => onGrid(y, square.minY)),
    leaf: Uint16Array.from(entities, ({ communityId }) =>
      communityId === null ? NO_COMMUNITY : (placeOfCommunity.get(communityId) ?? NO_COMMUNITY),
    ),
    sizeClass: Uint8Array.from(entities, (_, place) => sizeClassOf(place, entities.length)),
    type: Uint8Array.from(entities, ({ type }) => placeOfType.get(type) ?? MOST_TYPES - 1),
    links: links.pairs,
    linkOrigin: links.origins,
  };
}

/** Names and ids of all entities in the map's order, and the ids of its links. */
export function presentMapNames(snapshot: IndexSnapshot): MapNamesResponse {
  return {
    version: snapshot.info.version,
    ids: snapshot.entitiesByRank.map(({ id }) => id),
    names: snapshot.entitiesByRank.map(({ name }) => name),
    linkIds: strongestLinks(snapshot).ids,
  };
}

/** The smallest square, its sides along the axes, that holds every entity and every community's disc. */
function squareAround(
  entities: readonly Entity[],
  communities: readonly { x: number; y: number; radius: number }[],
): MapHeader['square'] {
  let [minX, minY, maxX, maxY] = [Infinity, Infinity, -Infinity, -Infinity];
  const include = (x: number, y: number, radius: number): void => {
    minX = Math.min(minX, x - radius);
    minY = Math.min(minY, y - radius);
    maxX = Math.max(maxX, x + radius);
    maxY = Math.max(maxY, y + radius);
  };
  for (const { x, y } of entities) if (x !== null && y !== null) include(x, y, 0);
  for (const { x, y, radius } of communities) include(x, y, radius);
  if (minX > maxX) return { minX: -0.5, minY: -0.5, side: 1 };
  const side = Math.max(maxX - minX, maxY - minY) || 1;
  return { minX: (minX + maxX - side) / 2, minY: (minY + maxY - side) / 2, side };
}

function sizeClassOf(place: number, count: number): number {
  return SIZE_CLASSES.findIndex((share) => place < Math.ceil(share * count));
}

function strongestLinks(snapshot: IndexSnapshot): {
  ids: string[];
  pairs: Uint32Array;
  origins: Uint8Array;
} {
  const placeOf = new Map(snapshot.entitiesByRank.map(({ id }, at) => [id, at]));
  const strongest = [...snapshot.index.relationships]
    .sort((a, b) => b.weight - a.weight || (a.id < b.id ? -1 : 1))
    .slice(0, SHOWN_LINKS)
    .flatMap(({ id, sourceId, targetId, origin }) => {
      const [source, target] = [placeOf.get(sourceId), placeOf.get(targetId)];
      return source === undefined || target === undefined ? [] : [{ id, source, target, origin }];
    });
  return {
    ids: strongest.map(({ id }) => id),
    pairs: Uint32Array.from(strongest.flatMap(({ source, target }) => [source, target])),
    origins: Uint8Array.from(strongest, ({ origin }) => ORIGINS[origin]),
  };
}
