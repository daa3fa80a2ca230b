import type { RelationshipResponse, SubgraphResponse } from '../../domain/api/entities.ts';
import type { Subgraph } from '../../domain/ports/graph-store.ts';
import type { Relationship } from '../../domain/relationship.ts';
import type { IndexSnapshot } from '../snapshot.ts';
import { presentEntity } from './entity.ts';
import { presentEvidence } from './evidence.ts';

/** A relationship with the names of its ends and the sentences that state it. */
export function presentRelationship(
  relationship: Relationship,
  snapshot: IndexSnapshot,
): RelationshipResponse {
  return {
    ...presentLink(relationship, snapshot),
    evidence: relationship.evidence.map((evidence) => presentEvidence(evidence, snapshot)),
  };
}

export function presentSubgraph(subgraph: Subgraph, snapshot: IndexSnapshot): SubgraphResponse {
  return {
    entities: subgraph.entities.map(presentEntity),
    relationships: subgraph.relationships.map((relationship) => ({
      ...presentLink(relationship, snapshot),
      evidenceCount: relationship.evidence.length,
    })),
    total: { entities: subgraph.total.entities, relationships: subgraph.total.relationships },
  };
}

function presentLink(
  relationship: Relationship,
  snapshot: IndexSnapshot,
): Omit<RelationshipResponse, 'evidence'> {
  return {
    id: relationship.id,
    sourceId: relationship.sourceId,
    targetId: relationship.targetId,
    sourceName: snapshot.entityById.get(relationship.sourceId)?.name ?? relationship.sourceId,
    targetName: snapshot.entityById.get(relationship.targetId)?.name ?? relationship.targetId,
    type: relationship.type,
    description: relationship.description,
    weight: relationship.weight,
    origin: relationship.origin,
  };
}
