import type { RelationshipResponse } from '../../../../domain/api/entities.ts';
import type { RelationshipOrigin } from '../../../../domain/relationship.ts';

/** Relationships of one entity that say the same: one type, one direction. */
export interface RelationshipGroup {
  key: string;
  type: string;
  /** `both` where direction means nothing (co-occurrence). */
  direction: 'outgoing' | 'incoming' | 'both';
  origin: RelationshipOrigin;
  items: { relationship: RelationshipResponse; otherId: string; otherName: string }[];
}

/** Groups by type, direction and origin: what is stated first, then by size; inside a group the given order stays. */
export function groupRelationships(
  entityId: string,
  relationships: readonly RelationshipResponse[],
): RelationshipGroup[] {
  const groups = new Map<string, RelationshipGroup>();
  for (const relationship of relationships) {
    const { type, origin } = relationship;
    const isSource = relationship.sourceId === entityId;
    const direction = origin === 'co-occurrence' ? 'both' : isSource ? 'outgoing' : 'incoming';
    const key = `${origin} ${direction} ${type}`;
    let group = groups.get(key);
    if (!group) {
      group = { key, type, direction, origin, items: [] };
      groups.set(key, group);
    }
    group.items.push({
      relationship,
      otherId: isSource ? relationship.targetId : relationship.sourceId,
      otherName: isSource ? relationship.targetName : relationship.sourceName,
    });
  }
  const weakness = (group: RelationshipGroup) => (group.origin === 'co-occurrence' ? 1 : 0);
  return [...groups.values()].toSorted(
    (left, right) => weakness(left) - weakness(right) || right.items.length - left.items.length,
  );
}
