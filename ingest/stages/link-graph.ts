import { groupBy } from '../../algorithms/group-by.ts';
import type { Document } from '../../domain/document.ts';
import type { Entity } from '../../domain/entity.ts';
import type { Evidence } from '../../domain/evidence.ts';
import type { Relationship } from '../../domain/relationship.ts';
import { relationshipId } from '../ids.ts';
import { byId, compareText, round } from '../ordering.ts';
import type { ResolvedFact, ResolvedGraph } from '../resolved-graph.ts';
import { findCoOccurrences } from './co-occurrence.ts';
import type { IndexedSentence } from './index-sentences.ts';

export interface LinkInput {
  documents: readonly Document[];
  graph: ResolvedGraph;
  /** What `indexSentences` found in the same documents. */
  sentences: readonly IndexedSentence[];
}

export interface LinkedGraph {
  /** Ordered by id; ranks now count relationships as well. */
  entities: Entity[];
  /** Ordered by id. */
  relationships: Relationship[];
}

/** Type of a relationship that no sentence states. */
export const CO_OCCURRENCE_TYPE = 'CO_OCCURS_WITH';
/** Most sentences kept as evidence of one co-occurrence, those with the fewest other names first; its weight counts all of them. */
export const MAX_CO_OCCURRENCE_EVIDENCE = 12;
/** Corpora below this many characters are read in small mode. */
const SMALL_CORPUS = 15_000;
/** A stated relationship weighs this much times its confidence; a co-occurrence its information times the log of its count. */
const STATED_WEIGHT = 1.5;

/**
 * Makes one relationship of all facts that say the same of the same two, joins by co-occurrence what nothing states, and lets an
 * entity's rank grow with its relationships.
 */
export function linkGraph({ documents, graph, sentences }: LinkInput): LinkedGraph {
  const entities = [...graph.entities].sort(byId);
  const inOrder = evidenceOrder(documents);
  const stated = linkFacts(graph.facts, inOrder);

  const placeOf = new Map(entities.map((entity, place) => [entity.id, place]));
  const joined = new Set(stated.map(({ sourceId, targetId }) => pairKey(sourceId, targetId)));
  const pairs = stated.map(
    ({ sourceId, targetId }) => [placeOf.get(sourceId)!, placeOf.get(targetId)!] as const,
  );
  const length = documents.reduce((sum, document) => sum + document.text.length, 0);
  const shared: Relationship[] = [];
  for (const pair of findCoOccurrences(entities, sentences, {
    small: length < SMALL_CORPUS,
    stated: pairs,
  })) {
    const [sourceId, targetId] = [entities[pair.left]!.id, entities[pair.right]!.id];
    if (joined.has(pairKey(sourceId, targetId))) continue;
    shared.push({
      id: relationshipId(sourceId, CO_OCCURRENCE_TYPE, targetId),
      sourceId,
      targetId,
      type: CO_OCCURRENCE_TYPE,
      description: '',
      // Two decimals: every new sentence shifts all information a little, and that alone is no reason to write it all again.
      weight: round(Math.max(0.05, pair.npmi) * Math.log2(1 + pair.count), 2),
      origin: 'co-occurrence',
      evidence: pair.sentences.slice(0, MAX_CO_OCCURRENCE_EVIDENCE).map(toEvidence).sort(inOrder),
    });
  }
  const relationships = [...stated, ...shared].sort(byId);
  return { entities: rankByRelationships(entities, relationships), relationships };
}

function linkFacts(
  facts: readonly ResolvedFact[],
  inOrder: (one: Evidence, other: Evidence) => number,
): Relationship[] {
  const groups = groupBy(
    facts.filter((fact) => fact.sourceId !== fact.targetId),
    (fact) => relationshipId(fact.sourceId, fact.type, fact.targetId),
  );
  return [...groups].map(([id, group]) => {
    const { sourceId, targetId, type } = group[0]!;
    const bySentence = groupBy(
      group,
      ({ evidence }) => `${evidence.documentId} ${evidence.start} ${evidence.end}`,
    );
    const evidence = [...bySentence.values()].map((same) => ({
      ...same[0]!.evidence,
      verified: same.some((fact) => fact.evidence.verified),
    }));
    // Each sentence is one witness, however many patterns found the fact in it; a fact is wrong only if all of them are.
    const confidences = [...bySentence.values()].map((same) =>
      Math.max(...same.map((fact) => fact.confidence)),
    );
    const doubt = confidences
      .sort((one, other) => one - other)
      .reduce((left, confidence) => left * (1 - confidence), 1);
    return {
      id,
      sourceId,
      targetId,
      type,
      description: commonDescription(group),
      weight: round(STATED_WEIGHT * (1 - doubt) * (1 + 0.2 * Math.log2(evidence.length)), 4),
      origin: 'stated' as const,
      evidence: evidence.sort(inOrder),
    };
  });
}

/** The words most facts use, then the most trusted ones; ties by the words themselves. */
function commonDescription(facts: readonly ResolvedFact[]): string {
  const groups = groupBy(
    facts.filter((fact) => fact.description !== ''),
    (fact) => fact.description,
  );
  const strength = (group: readonly ResolvedFact[]) => Math.max(...group.map((fact) => fact.confidence));
  const ranked = [...groups].sort(
    ([one, ones], [other, others]) =>
      others.length - ones.length || strength(others) - strength(ones) || compareText(one, other),
  );
  return ranked[0]?.[0] ?? '';
}

function rankByRelationships(entities: readonly Entity[], relationships: readonly Relationship[]): Entity[] {
  const degree = new Map<string, number>();
  for (const { sourceId, targetId } of relationships)
    for (const id of [sourceId, targetId]) degree.set(id, (degree.get(id) ?? 0) + 1);
  return entities.map((entity) => ({
    ...entity,
    rank: round(entity.rank * (1 + 0.15 * Math.log2(1 + (degree.get(entity.id) ?? 0))), 4),
  }));
}

/** Orders evidence by document source, then place. */
function evidenceOrder(documents: readonly Document[]): (one: Evidence, other: Evidence) => number {
  const sourceOf = new Map(documents.map((document) => [document.id, document.source]));
  return (one, other) =>
    compareText(sourceOf.get(one.documentId) ?? '', sourceOf.get(other.documentId) ?? '') ||
    one.start - other.start ||
    one.end - other.end;
}

function toEvidence({ documentId, chunkId, start, end }: IndexedSentence): Evidence {
  return { documentId, chunkId, start, end, verified: true };
}

function pairKey(one: string, other: string): string {
  return one < other ? `${one} ${other}` : `${other} ${one}`;
}
