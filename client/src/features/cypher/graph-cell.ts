import type { GraphNode, GraphPath, GraphRelationship, GraphValue } from '../../../../domain/graph-value.ts';
import type { DocumentPlace, Selection } from '../../selection.ts';

/** True for values that the table draws as chips. */
export function isNode(value: GraphValue): value is GraphNode {
  return isTagged(value, 'node');
}
export function isRelationship(value: GraphValue): value is GraphRelationship {
  return isTagged(value, 'relationship');
}
export function isPath(value: GraphValue): value is GraphPath {
  return isTagged(value, 'path');
}

function isTagged(value: GraphValue, kind: string): boolean {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    'kind' in value &&
    value.kind === kind
  );
}

const text = (value: GraphValue | undefined): string | null =>
  typeof value === 'string' && value !== '' ? value : null;

/** How a node or relationship is called in a cell: its own name, else what it is. */
export function graphName(value: GraphNode | GraphRelationship): string {
  if (value.kind === 'relationship') return value.type;
  const { name, title, source, text: words } = value.properties;
  const label = value.labels.find((one) => !one.startsWith('_')) ?? '';
  return text(name) ?? text(title) ?? text(source) ?? text(words)?.slice(0, 60) ?? label;
}

/** What a click on a node or relationship selects, or opens; null when it is nothing that the page can show. */
export function graphTarget(value: GraphNode | GraphRelationship): Selection | DocumentPlace | null {
  const id = text(value.properties.id);
  if (!id) return null;
  if (value.kind === 'relationship')
    return 'origin' in value.properties ? { kind: 'relationship', id } : null;
  if (value.labels.includes('Entity')) return { kind: 'entity', id };
  if (value.labels.includes('Community')) return { kind: 'community', id };
  if (value.labels.includes('Document')) return { documentId: id };
  const { documentId, start, end } = value.properties;
  if (value.labels.includes('Chunk') && typeof documentId === 'string') {
    return typeof start === 'number' && typeof end === 'number' ? { documentId, start, end } : { documentId };
  }
  return null;
}

/** A value in a line of text, as CSV and plain cells show it. */
export function plainText(value: GraphValue): string {
  if (value === null) return '';
  if (typeof value === 'string') return value;
  if (typeof value !== 'object') return String(value);
  if (isNode(value) || isRelationship(value)) return graphName(value);
  if (isPath(value)) return value.nodes.map(graphName).join(' – ');
  return JSON.stringify(value);
}
