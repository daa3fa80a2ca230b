import type { MapData, MapNamesResponse } from '../../../../domain/api/map.ts';

/** Names and ids of the map's entities: of the best at once, of all when they have come. */
export interface EntityIndex {
  nameOf(entity: number): string;
  /** '' while it is not known. */
  idOf(entity: number): string;
  /** -1 for what is not on the map, or not known yet. */
  indexOf(id: string): number;
  /** True once every entity has its name. */
  complete: boolean;
}

/** Names that belong to another version of the index are passed over. */
export function createEntityIndex(map: MapData, names: MapNamesResponse | null): EntityIndex {
  const all =
    names && names.version === map.header.version && names.ids.length === map.header.count ? names : null;
  const ids = all?.ids ?? map.header.ids;
  const titles = all?.names ?? map.header.names;
  const places = new Map(ids.map((id, entity) => [id, entity]));
  return {
    nameOf: (entity) => titles[entity] ?? '',
    idOf: (entity) => ids[entity] ?? '',
    indexOf: (id) => places.get(id) ?? -1,
    complete: all !== null || ids.length === map.header.count,
  };
}
