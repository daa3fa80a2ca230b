import type { Evidence } from './evidence.ts';

/** A named thing found in the documents. */
export interface Entity {
  /** Derived from its key; stable while the same documents and decisions stand. */
  id: string;
  name: string;
  /** UPPER_SNAKE, e.g. `MODEL`; `CONCEPT` when nothing says more. */
  type: string;
  /** Every surface found in the documents, most frequent first; holds `name`. Every mention's text is one of them. */
  aliases: string[];
  /** The sentence that tells best what it is, as written; empty when there is none. */
  description: string;
  /** Importance, 0 or more; larger is more important. Only comparable inside one index. */
  rank: number;
  mentionCount: number;
  /** Position on the map, in layout units; null before the layout ran. */
  x: number | null;
  y: number | null;
  /** The smallest community it belongs to; null when it has no relationships. */
  communityId: string | null;
  /** Why differently written names are one entity. */
  merges: IdentityMerge[];
}

/** Two surfaces that were taken for one entity, and why. */
export interface IdentityMerge {
  left: string;
  right: string;
  /** E.g. `stated-alias`, `glossary`, `same-key`, `folded`, `decision`. */
  reason: string;
  /** The sentence that says so, where one does. */
  evidence: Evidence | null;
}

/** A place where an entity's name stands. Offsets into the document's text. */
export interface Mention {
  entityId: string;
  documentId: string;
  chunkId: string;
  start: number;
  end: number;
}
