import { groupBy } from '../../algorithms/group-by.ts';
import type { Finding } from '../../domain/community.ts';
import type { Entity } from '../../domain/entity.ts';
import type { Evidence } from '../../domain/evidence.ts';
import type { Relationship } from '../../domain/relationship.ts';
import { compareText } from '../ordering.ts';
import type { CommunityTree } from './community-tree.ts';
import { factInWords } from './fact-in-words.ts';

const MAX_FACTS = 6;
/** Of one thing so many are named in one fact. */
const MAX_TARGETS = 4;
/** Evidence kept for each relationship of a fact. */
const MAX_EVIDENCE = 2;
/** A stated relationship of which both ends lie in one community. */
export interface InnerRelationship {
  relationship: Relationship;
  /** Places of its ends in the list of entities. */
  source: number;
  target: number;
}

/** The stated relationships inside each community, those that tell most of it first. */
export function relationshipsInside(
  entities: readonly Entity[],
  relationships: readonly Relationship[],
  tree: CommunityTree,
): InnerRelationship[][] {
  const placeOf = new Map(entities.map((entity, place) => [entity.id, place]));
  const inside: InnerRelationship[][] = tree.communities.map(() => []);
  const ancestors = (entity: number): number[] => {
    const line: number[] = [];
    for (let at = tree.leaves[entity]!; at >= 0; at = tree.parents[at]!) line.push(at);
    return line;
  };
  for (const relationship of relationships) {
    if (relationship.origin === 'co-occurrence') continue;
    const source = placeOf.get(relationship.sourceId)!;
    const target = placeOf.get(relationship.targetId)!;
    const others = new Set(ancestors(target));
    for (const place of ancestors(source))
      if (others.has(place)) inside[place]!.push({ relationship, source, target });
  }
  const worth = ({ relationship, source, target }: InnerRelationship) =>
    relationship.weight * Math.sqrt(entities[source]!.rank * entities[target]!.rank);
  for (const list of inside)
    list.sort(
      (one, other) => worth(other) - worth(one) || compareText(one.relationship.id, other.relationship.id),
    );
  return inside;
}

/** The strongest relationships in words, those of one type from one source together, with the sentences that state them. */
export function factsOf(
  inner: readonly InnerRelationship[],
  entities: readonly Entity[],
  language: 'zh' | 'en',
): Finding[] {
  const groups = groupBy(
    // That two things are related somehow says little without its sentence.
    inner.filter(({ relationship }) => relationship.type !== 'RELATED_TO'),
    ({ relationship: { sourceId, type } }) => `${sourceId} ${type}`,
  );
  return [...groups.values()].slice(0, MAX_FACTS).map((group) => {
    const told = group.slice(0, MAX_TARGETS);
    const [{ relationship, source }] = told as [InnerRelationship];
    const text = factInWords(
      {
        type: relationship.type,
        words: relationship.description,
        source: entities[source]!.name,
        targets: told.map(({ target }) => entities[target]!.name),
      },
      language,
    );
    return {
      text,
      evidence: told.flatMap((one): Evidence[] => one.relationship.evidence.slice(0, MAX_EVIDENCE)),
    };
  });
}
