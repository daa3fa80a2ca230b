import type { PathsResponse } from '../../domain/api/paths.ts';
import type { EntityPath } from '../search/find-paths.ts';
import type { IndexSnapshot } from '../snapshot.ts';
import { presentEntity } from './entity.ts';
import { presentRelationship } from './relationship.ts';

/** A chain of entities with what connects each two, and the sentences that say so. */
export function presentPath(path: EntityPath, snapshot: IndexSnapshot): PathsResponse['paths'][number] {
  return {
    entities: path.entities.map(presentEntity),
    hops: path.hops.map(({ from, to, relationships }) => ({
      fromId: from.id,
      toId: to.id,
      relationships: relationships.map((relationship) => presentRelationship(relationship, snapshot)),
    })),
    cost: path.cost,
  };
}
