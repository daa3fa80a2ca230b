import type { EntityDetailResponse, EntityResponse } from '../../domain/api/entities.ts';
import type { Entity } from '../../domain/entity.ts';
import type { IndexSnapshot } from '../snapshot.ts';
import { presentCommunityName } from './community-name.ts';
import { presentEvidence } from './evidence.ts';

export function presentEntity(entity: Entity): EntityResponse {
  return {
    id: entity.id,
    name: entity.name,
    type: entity.type,
    aliases: entity.aliases,
    description: entity.description,
    rank: entity.rank,
    mentionCount: entity.mentionCount,
    communityId: entity.communityId,
    x: entity.x,
    y: entity.y,
  };
}

/** One entity whole. */
export function presentEntityDetail(entity: Entity, snapshot: IndexSnapshot): EntityDetailResponse {
  return {
    ...presentEntity(entity),
    merges: entity.merges.map(({ left, right, reason, evidence }) => ({
      left,
      right,
      reason,
      evidence: evidence && presentEvidence(evidence, snapshot),
    })),
    communities: snapshot.branchOf(entity.communityId).map(presentCommunityName),
    definition: presentDefinition(entity, snapshot),
  };
}

/** The place of the description among the chunks that name the entity; null when it stands in none of them. */
function presentDefinition(entity: Entity, snapshot: IndexSnapshot): EntityDetailResponse['definition'] {
  if (entity.description === '') return null;
  const looked = new Set<string>();
  for (const { chunkId, documentId } of snapshot.mentionsOf(entity.id)) {
    if (looked.has(chunkId)) continue;
    looked.add(chunkId);
    const chunk = snapshot.chunkById.get(chunkId);
    const document = snapshot.documentById.get(documentId);
    if (!chunk || !document) continue;
    const at = document.text.slice(chunk.start, chunk.end).indexOf(entity.description);
    if (at < 0) continue;
    const start = chunk.start + at;
    const end = start + entity.description.length;
    return presentEvidence({ documentId, chunkId, start, end, verified: true }, snapshot);
  }
  return null;
}
