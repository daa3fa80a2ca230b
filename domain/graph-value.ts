/** A value that Cypher returned, as it goes over the wire. Integers beyond 2^53 are strings; dates are ISO strings. */
export type GraphValue =
  | null
  | boolean
  | number
  | string
  | GraphValue[]
  | GraphNode
  | GraphRelationship
  | GraphPath
  | { [key: string]: GraphValue };

export interface GraphNode {
  kind: 'node';
  id: string;
  labels: string[];
  properties: { [key: string]: GraphValue };
}

export interface GraphRelationship {
  kind: 'relationship';
  id: string;
  type: string;
  startId: string;
  endId: string;
  properties: { [key: string]: GraphValue };
}

export interface GraphPath {
  kind: 'path';
  nodes: GraphNode[];
  relationships: GraphRelationship[];
}
