import { groupBy } from '../../../algorithms/group-by.ts';
import type { MapData, MapNamesResponse } from '../../../domain/api/map.ts';

/** A line of the map read as a list. */
export interface OutlineRow {
  kind: 'community' | 'entity';
  id: string;
  name: string;
  depth: number;
  /** Entities inside, for communities. */
  size: number;
}

const NO_COMMUNITY = 65_535;

/**
 * The map in reading order: regions by size, inside each its children, inside those their entities by rank; last what
 * belongs to none. Entities whose names are not here yet are left out.
 *
 * @param open ids of the communities that are unfolded
 */
export function outlineRows(
  { header, leaf }: MapData,
  names: MapNamesResponse | null,
  open: ReadonlySet<string>,
): OutlineRow[] {
  const { communities } = header;
  const entityNames = names && names.version === header.version ? names.names : header.names;
  const entityIds = names && names.version === header.version ? names.ids : header.ids;
  const children = groupBy(communities.keys(), (index) => communities[index]?.parent ?? -1);
  const members = groupBy(entityIds.keys(), (index) => leaf[index] ?? NO_COMMUNITY);
  const rows: OutlineRow[] = [];
  const addEntities = (community: number, depth: number) => {
    for (const index of members.get(community) ?? []) {
      const id = entityIds[index];
      const name = entityNames[index];
      if (id !== undefined && name !== undefined) rows.push({ kind: 'entity', id, name, depth, size: 0 });
    }
  };
  const addCommunities = (parent: number, depth: number) => {
    const sorted = (children.get(parent) ?? []).toSorted(
      (left, right) => (communities[right]?.size ?? 0) - (communities[left]?.size ?? 0),
    );
    for (const index of sorted) {
      const community = communities[index];
      if (!community) continue;
      const { id, title, size } = community;
      rows.push({ kind: 'community', id, name: title, depth, size });
      if (!open.has(id)) continue;
      addCommunities(index, depth + 1);
      addEntities(index, depth + 1);
    }
  };
  addCommunities(-1, 0);
  addEntities(NO_COMMUNITY, 0);
  return rows;
}
