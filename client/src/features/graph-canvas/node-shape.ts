/** Shapes that Cytoscape draws and that read at ten pixels. */
export type NodeShape =
  | 'ellipse'
  | 'round-rectangle'
  | 'round-diamond'
  | 'round-hexagon'
  | 'round-triangle'
  | 'round-pentagon'
  | 'round-octagon'
  | 'round-tag';

/** The types that people meet most, by what they are like. Concepts, methods and all that is unknown are round. */
const KNOWN: Readonly<Record<string, NodeShape>> = {
  CONCEPT: 'ellipse',
  PERSON: 'round-triangle',
  ORGANIZATION: 'round-rectangle',
  ORGANISATION: 'round-rectangle',
  COMPANY: 'round-rectangle',
  LOCATION: 'round-pentagon',
  PLACE: 'round-pentagon',
  GEO: 'round-pentagon',
  EVENT: 'round-diamond',
  MODEL: 'round-hexagon',
  ALGORITHM: 'round-diamond',
  METHOD: 'round-diamond',
  DATASET: 'round-octagon',
  TOOL: 'round-rectangle',
  FRAMEWORK: 'round-rectangle',
  SOFTWARE: 'round-rectangle',
  DATABASE: 'round-octagon',
  METRIC: 'round-tag',
  TASK: 'round-pentagon',
  WORK: 'round-tag',
  DOCUMENT: 'round-tag',
};

/** The shape that tells a type: the same everywhere and always. */
export function nodeShape(type: string): NodeShape {
  return KNOWN[type] ?? 'ellipse';
}
