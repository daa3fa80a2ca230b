import type { Entity } from '../domain/entity.ts';
import type { Subgraph } from '../domain/ports/graph-store.ts';
import type { Relationship } from '../domain/relationship.ts';
import type { IndexSnapshot } from './snapshot.ts';
import { byStrength, compareIds } from './snapshot-of.ts';

/** Most relationships of one subgraph; the canvas shows at most 1,000. */
const MOST_RELATIONSHIPS = 2000;

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
  const rings = ringsAround(snapshot, entityId, hops);
  const all = rings.flat();
  const entities = all.slice(0, limit);
  const among = [...relationshipsAmong(snapshot, entities)];
  return {
    entities,
    relationships: among.sort(byStrength).slice(0, MOST_RELATIONSHIPS),
    total: {
      entities: all.length,
      relationships: entities.length === all.length ? among.length : countAmong(snapshot, all),
    },
  };
}

/** Entities by distance: ring 0 is the entity itself; each ring by rank. */
function ringsAround(snapshot: IndexSnapshot, entityId: string, hops: number): Entity[][] {
  const seen = new Set([entityId]);
  const rings: Entity[][] = [entitiesOf(snapshot, seen)];
  for (let hop = 1; hop <= hops; hop += 1) {
    const ring = new Set<string>();
    for (const { id } of rings.at(-1) ?? []) {
      for (const { sourceId, targetId } of snapshot.relationshipsOf(id)) {
        const other = sourceId === id ? targetId : sourceId;
        if (!seen.has(other)) ring.add(other);
        seen.add(other);
      }
    }
    rings.push(entitiesOf(snapshot, ring));
  }
  return rings;
}

function entitiesOf(snapshot: IndexSnapshot, ids: Iterable<string>): Entity[] {
  return [...ids]
    .flatMap((id) => snapshot.entityById.get(id) ?? [])
    .sort((a, b) => b.rank - a.rank || compareIds(a.id, b.id));
}

/** Each relationship once: it hangs on both of its ends, and its source's turn counts. */
function* relationshipsAmong(
  snapshot: IndexSnapshot,
  entities: readonly Entity[],
): Generator<Relationship, void> {
  const ids = new Set(entities.map(({ id }) => id));
  for (const id of ids) {
    for (const relationship of snapshot.relationshipsOf(id)) {
      if (relationship.sourceId === id && ids.has(relationship.targetId)) yield relationship;
    }
  }
}

function countAmong(snapshot: IndexSnapshot, entities: readonly Entity[]): number {
  let count = 0;
  for (const _ of relationshipsAmong(snapshot, entities)) count += 1;
  return count;
}
