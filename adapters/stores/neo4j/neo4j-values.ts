import {
  isDate,
  isDateTime,
  isDuration,
  isLocalDateTime,
  isLocalTime,
  isNode,
  isPath,
  isPoint,
  isRelationship,
  isTime,
  isVector,
  type Node,
  type Relationship,
} from 'neo4j-driver';
import type { GraphNode, GraphRelationship, GraphValue } from '../../../domain/graph-value.ts';

/** What vectors are on the nodes of records: left out where a whole node is shown, given where it is asked for by name. */
export const VECTOR_PROPERTIES = ['embedding', 'embeddingHash'] as const;
const hidden: ReadonlySet<string> = new Set(VECTOR_PROPERTIES);
/** Labels whose nodes bear vectors of ours. */
export const VECTOR_LABELS = ['Chunk', 'Entity', 'Community'] as const;

/** Parameters as the driver must get them: whole numbers as integers, which it would else send as fractions. */
function toParameter(value: unknown): unknown {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? BigInt(value) : value;
  if (Array.isArray(value)) return value.map(toParameter);
  if (value === null || typeof value !== 'object' || Object.getPrototypeOf(value) !== Object.prototype)
    return value;
  return toParameters(value as Record<string, unknown>);
}

/** Every parameter of a query; those that are undefined are left out. */
export function toParameters(params: Record<string, unknown>): Record<string, unknown> {
  const entries = Object.entries(params).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries.map(([key, value]) => [key, toParameter(value)]));
}

/** A value of one of our own queries: integers as numbers. */
export function toPlain(value: unknown): unknown {
  if (typeof value === 'bigint') return Number(value);
  if (Array.isArray(value)) return value.map(toPlain);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, toPlain(item)]));
}

/** A value of a person's query as it goes over the wire. */
export function toGraphValue(value: unknown): GraphValue {
  if (value === null || value === undefined) return null;
  if (typeof value === 'bigint')
    return Number.isSafeInteger(Number(value)) ? Number(value) : value.toString();
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value === 'boolean' || typeof value === 'string') return value;
  if (Array.isArray(value)) return value.map(toGraphValue);
  if (ArrayBuffer.isView(value))
    return Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('base64');
  return fromObject(value as object);
}

function fromObject(value: object): GraphValue {
  if (isNode(value)) return fromNode(value);
  if (isRelationship(value)) return fromRelationship(value);
  if (isPath(value)) {
    return {
      kind: 'path',
      nodes: [value.start, ...value.segments.map(({ end }) => end)].map(fromNode),
      relationships: value.segments.map(({ relationship }) => fromRelationship(relationship)),
    };
  }
  if (isPoint(value)) {
    const { srid, x, y, z } = value;
    return mapValues({ srid, x, y, ...(z === undefined ? {} : { z }) });
  }
  if (isVector(value)) return Array.from<number | bigint, GraphValue>(value.asTypedArray(), toGraphValue);
  return isTemporal(value) ? value.toString() : mapValues(value);
}

function isTemporal(value: object): boolean {
  return [isDate, isDateTime, isLocalDateTime, isTime, isLocalTime, isDuration].some((is) => is(value));
}

function fromNode(node: Node): GraphNode {
  const properties = VECTOR_LABELS.some((label) => node.labels.includes(label))
    ? Object.fromEntries(Object.entries(node.properties).filter(([key]) => !hidden.has(key)))
    : node.properties;
  return { kind: 'node', id: node.elementId, labels: node.labels, properties: mapValues(properties) };
}

function fromRelationship(relationship: Relationship): GraphRelationship {
  return {
    kind: 'relationship',
    id: relationship.elementId,
    type: relationship.type,
    startId: relationship.startNodeElementId,
    endId: relationship.endNodeElementId,
    properties: mapValues(relationship.properties),
  };
}

function mapValues(value: object): { [key: string]: GraphValue } {
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, toGraphValue(item)]));
}
