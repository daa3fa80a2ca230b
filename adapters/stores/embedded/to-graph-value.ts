import type { GraphNode, GraphRelationship, GraphValue } from '../../../domain/graph-value.ts';

/** A value of the engine as it goes over the wire. Nodes and relationships are known by the engine's own fields. */
export function toGraphValue(value: unknown): GraphValue {
  if (value === null || value === undefined) return null;
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value === 'bigint') return value.toString();
  if (typeof value === 'boolean' || typeof value === 'string') return value;
  if (value instanceof Date) return value.toISOString().replace(/Z$/, '');
  if (value instanceof Float32Array) return Array.from(value);
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
  if (Array.isArray(value)) return value.map(toGraphValue);
  return toStructure(value as Record<string, unknown>);
}

function toStructure(value: Record<string, unknown>): GraphValue {
  if (isNode(value)) return toNode(value);
  if (isRelationship(value)) return toRelationship(value);
  const { nodes, edges } = value;
  if (Object.keys(value).length === 2 && isListOf(nodes, isNode) && isListOf(edges, isRelationship)) {
    return { kind: 'path', nodes: nodes.map(toNode), relationships: edges.map(toRelationship) };
  }
  return mapValues(value, []);
}

interface EngineNode extends Record<string, unknown> {
  _id: number;
  _labels: string[];
}

interface EngineRelationship extends Record<string, unknown> {
  _id: number;
  _source: number;
  _target: number;
  _type: string;
}

function isNode(value: Record<string, unknown>): value is EngineNode {
  return typeof value._id === 'number' && Array.isArray(value._labels);
}

function isRelationship(value: Record<string, unknown>): value is EngineRelationship {
  return (
    typeof value._id === 'number' && typeof value._source === 'number' && typeof value._type === 'string'
  );
}

function isListOf<T extends Record<string, unknown>>(
  value: unknown,
  is: (item: Record<string, unknown>) => item is T,
): value is T[] {
  return Array.isArray(value) && value.every((item) => item !== null && typeof item === 'object' && is(item));
}

function toNode(node: EngineNode): GraphNode {
  return {
    kind: 'node',
    id: `n:${node._id}`,
    labels: node._labels,
    properties: mapValues(node, ['_id', '_labels']),
  };
}

function toRelationship(relationship: EngineRelationship): GraphRelationship {
  return {
    kind: 'relationship',
    id: `e:${relationship._id}`,
    type: relationship._type,
    startId: `n:${relationship._source}`,
    endId: `n:${relationship._target}`,
    properties: mapValues(relationship, ['_id', '_source', '_target', '_type']),
  };
}

function mapValues(
  value: Record<string, unknown>,
  without: readonly string[],
): { [key: string]: GraphValue } {
  const entries = Object.entries(value).filter(([key]) => !without.includes(key));
  return Object.fromEntries(entries.map(([key, item]) => [key, toGraphValue(item)]));
}
