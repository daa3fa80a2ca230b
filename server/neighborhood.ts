import type { Subgraph } from '../domain/ports/graph-store.ts';
import type { IndexSnapshot } from './snapshot.ts';
import { byStrength } from './snapshot-of.ts';

/** Most relationships of one subgraph; the canvas shows at most 1,000. */
const MOST_RELATIONSHIPS = 2000;

/** Which entities each relationship joins, as places in `entitiesByRank`, -1 for one that is not there. */
interface Links {
  readonly placeOf: ReadonlyMap<string, number>;
  /** Parallel to the index's relationships. */
  readonly sources: Int32Array;
  readonly targets: Int32Array;
}

/** Made once a snapshot. */
const linksBySnapshot = new WeakMap<IndexSnapshot, Links>();

/**
 * The entity and what lies within `hops` relationships of it, followed both ways.
 *
 * @param entityId an entity of the snapshot
 * @param limit most entities: nearest first, then highest rank, ties by id
 * @returns relationships among the entities returned, the strongest 2,000, stated before co-occurrence
 */
export function neighborhoodOf(
  snapshot: IndexSnapshot,
  entityId: string,
  hops: number,
  limit: number,
): Subgraph {
  const links = linksOf(snapshot);
  const reached = placesAround(links, entityId, hops);
  const shown = reached.slice(0, limit);
  const among = linksAmong(links, shown);
  return {
    entities: shown.flatMap((place) => snapshot.entitiesByRank[place] ?? []),
    relationships: among
      .flatMap((at) => snapshot.index.relationships[at] ?? [])
      .sort(byStrength)
      .slice(0, MOST_RELATIONSHIPS),
    total: {
      entities: reached.length,
      relationships: shown.length === reached.length ? among.length : linksAmong(links, reached).length,
    },
  };
}

/** Places by distance from the entity, then by rank. */
function placesAround({ placeOf, sources, targets }: Links, entityId: string, hops: number): number[] {
  const start = placeOf.get(entityId);
  if (start === undefined) return [];
  const seen = new Uint8Array(placeOf.size);
  seen[start] = 1;
  const rings = [[start]];
  for (let hop = 1; hop <= hops; hop += 1) {
    const before = seen.slice();
    for (let at = 0; at < sources.length; at += 1) {
      if (before[sources[at]!]) seen[targets[at]!] = 1;
      if (before[targets[at]!]) seen[sources[at]!] = 1;
    }
    rings.push([...seen.keys()].filter((place) => seen[place] && !before[place]));
  }
  return rings.flat();
}

/** The relationships with both ends among the places, by their place in the index. */
function linksAmong({ placeOf, sources, targets }: Links, places: readonly number[]): number[] {
  const inside = new Uint8Array(placeOf.size);
  for (const place of places) inside[place] = 1;
  const among: number[] = [];
  for (let at = 0; at < sources.length; at += 1) {
    if (inside[sources[at]!] && inside[targets[at]!]) among.push(at);
  }
  return among;
}

function linksOf(snapshot: IndexSnapshot): Links {
  const known = linksBySnapshot.get(snapshot);
  if (known) return known;
  const { relationships } = snapshot.index;
  const placeOf = new Map(snapshot.entitiesByRank.map(({ id }, place) => [id, place]));
  const links = {
    placeOf,
    sources: Int32Array.from(relationships, ({ sourceId }) => placeOf.get(sourceId) ?? -1),
    targets: Int32Array.from(relationships, ({ targetId }) => placeOf.get(targetId) ?? -1),
  };
  linksBySnapshot.set(snapshot, links);
  return links;
}
