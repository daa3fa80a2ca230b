/** The one thing that the whole page is about right now: map, answer, table row and highlight all mean this. */
export interface Selection {
  kind: 'entity' | 'community' | 'relationship';
  id: string;
}

/** A place in a document; without `start` the document as a whole. Offsets count UTF-16 code units of its text. */
export interface DocumentPlace {
  documentId: string;
  start?: number;
  end?: number;
}

/** What an answer used, lit on the map. Ids of entities. */
export interface LitEntities {
  seeds: readonly string[];
  walked: readonly string[];
  cited: readonly { entityId: string; number: number }[];
}
