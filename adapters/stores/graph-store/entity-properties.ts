import type { Entity, Mention } from '../../../domain/entity.ts';
import type { Evidence } from '../../../domain/evidence.ts';
import type { Relationship } from '../../../domain/relationship.ts';
import { relationshipTypeName } from '../cypher-names.ts';
import {
  finite,
  number,
  numbers,
  optionalNumber,
  optionalText,
  type Properties,
  parsed,
  text,
  texts,
} from './properties.ts';

/** An entity as properties of its node, each named even when it is absent; why names were united as JSON, absent when none were. */
export function entityProperties(entity: Entity): Properties {
  const { merges, rank, x, y, ...rest } = entity;
  return {
    ...rest,
    rank: finite(rank, `rank of entity "${entity.id}"`),
    x: x === null ? null : finite(x, `x of entity "${entity.id}"`),
    y: y === null ? null : finite(y, `y of entity "${entity.id}"`),
    merges: merges.length === 0 ? null : JSON.stringify(merges),
  };
}

export function toEntity(node: Properties): Entity {
  return {
    id: text(node.id),
    name: text(node.name),
    type: text(node.type),
    aliases: texts(node.aliases),
    description: text(node.description),
    rank: number(node.rank),
    mentionCount: number(node.mentionCount),
    x: optionalNumber(node.x),
    y: optionalNumber(node.y),
    communityId: optionalText(node.communityId),
    merges: parsed(node.merges, []),
  };
}

/** Where one entity stands in one chunk: a HAS_ENTITY relationship with two lists of equal length. */
export interface MentionGroup {
  chunkId: string;
  entityId: string;
  starts: number[];
  ends: number[];
}

/** The mentions of a chunk, one group an entity, places in the order given. */
export function groupMentions(chunkId: string, mentions: readonly Mention[]): MentionGroup[] {
  const groups = new Map<string, MentionGroup>();
  for (const { entityId, start, end } of mentions) {
    const group = groups.get(entityId) ?? { chunkId, entityId, starts: [], ends: [] };
    group.starts.push(start);
    group.ends.push(end);
    groups.set(entityId, group);
  }
  return [...groups.values()];
}

/** The mentions of one HAS_ENTITY relationship. */
export function toMentions(row: Properties): Mention[] {
  const ends = numbers(row.ends);
  return numbers(row.starts).map((start, index) => ({
    entityId: text(row.entityId),
    documentId: text(row.documentId),
    chunkId: text(row.chunkId),
    start,
    end: ends[index] ?? start,
  }));
}

/** A relationship as its own properties; its evidence as lists of equal length, one place an item. */
export function relationshipProperties(relationship: Relationship): Properties {
  const { id, type, description, weight, origin, evidence } = relationship;
  return {
    id,
    description,
    weight: finite(weight, `weight of relationship "${id}"`),
    origin,
    evidenceDocuments: evidence.map((item) => item.documentId),
    evidenceChunks: evidence.map((item) => item.chunkId),
    evidenceStarts: evidence.map((item) => item.start),
    evidenceEnds: evidence.map((item) => item.end),
    evidenceVerified: evidence.map((item) => item.verified),
    // Only where the type's own name could not stand in the graph.
    typeText: relationshipTypeName(type) === type ? null : type,
  };
}

/** @param row `sourceId`, `targetId`, `type` and `properties` of a relationship between entities */
export function toRelationship(row: Properties): Relationship {
  const properties = row.properties as Properties;
  return {
    id: text(properties.id),
    sourceId: text(row.sourceId),
    targetId: text(row.targetId),
    type: optionalText(properties.typeText) ?? text(row.type),
    description: text(properties.description),
    weight: number(properties.weight),
    origin: text(properties.origin) as Relationship['origin'],
    evidence: toEvidence(properties),
  };
}

function toEvidence(properties: Properties): Evidence[] {
  const chunks = texts(properties.evidenceChunks);
  const starts = numbers(properties.evidenceStarts);
  const ends = numbers(properties.evidenceEnds);
  const verified = Array.isArray(properties.evidenceVerified) ? properties.evidenceVerified : [];
  return texts(properties.evidenceDocuments).map((documentId, index) => ({
    documentId,
    chunkId: chunks[index] ?? '',
    start: starts[index] ?? 0,
    end: ends[index] ?? 0,
    verified: verified[index] === true,
  }));
}
