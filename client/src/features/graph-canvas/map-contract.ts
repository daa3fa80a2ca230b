import type { RelationshipOrigin } from '../../../../domain/relationship.ts';

/** The one thing that the whole page is about right now. */
export interface Selection {
  kind: 'entity' | 'community' | 'relationship';
  id: string;
}

/** What an answer used, lit on the map. Ids of entities; ids that are not on the map are passed over. */
export interface Lit {
  /** Where the answer started: they pulse once. */
  seeds: readonly string[];
  /** What the walk went through, in its order: it lights outward from the seeds. */
  walked: readonly string[];
  /** What was cited, with the number that stands in the answer. */
  cited: readonly { entityId: string; number: number }[];
}

/** Nothing is lit. */
export const NOTHING_LIT: Lit = { seeds: [], walked: [], cited: [] };

/** Where the map looks: its middle in layout units, and its zoom as a multiple of the one at which everything fits. */
export interface CameraState {
  x: number;
  y: number;
  zoom: number;
}

/** A link of the selected entity, fetched by the caller. */
export interface FocusLink {
  id: string;
  sourceId: string;
  targetId: string;
  origin: RelationshipOrigin;
  type: string;
}

/** What the map shows now, out of what there is. */
export interface MapCounts {
  /** Entities that can be touched as nodes, in view. */
  nodesShown: number;
  /** Entities in view, as node or as star. */
  entitiesInView: number;
  entitiesTotal: number;
  linksShown: number;
  /** Relationships in the index. */
  linksTotal: number;
}

/** Texts that the map speaks, translated by the caller. */
export interface MapLabels {
  /** Name of the map for readers, e.g. "Map of your documents". */
  map: string;
  /** How to use it by keyboard. */
  help: string;
  /** Name of the list of what is shown. */
  list: string;
  /** A type as people say it, e.g. `MODEL` to "model". */
  typeName: (type: string) => string;
  /** A community in the list, e.g. "Region Transformers, 42 entities". */
  region: (title: string, size: number) => string;
}

/** What the caller may ask of the map. */
export interface MapHandle {
  /** Flies to the thing and opens it enough to be read. Waits for the map and its names when they are still on their way. */
  flyTo(selection: Selection): void;
  /** Flies back to the whole map. */
  fit(): void;
  /** Zooms around the middle; above 1 goes nearer. */
  zoomBy(factor: number): void;
}
