import type { Evidence } from './evidence.ts';

/** `stated`: a sentence says it. `co-occurrence`: they share sentences. */
export type RelationshipOrigin = 'stated' | 'co-occurrence' | 'imported' | 'manual';

/** A described, weighted link from one entity to another: one a (source, type, target), with all its evidence. */
export interface Relationship {
  id: string;
  sourceId: string;
  targetId: string;
  /** UPPER_SNAKE. `CO_OCCURS_WITH` for co-occurrence, stored once, from the smaller id to the larger. */
  type: string;
  /** The relation in the text's own words; empty when it has none. */
  description: string;
  /** Above 0; strength for clustering and for the order in which relationships are shown. */
  weight: number;
  origin: RelationshipOrigin;
  /** In order of document source, then place; never empty unless origin is imported or manual. */
  evidence: Evidence[];
}
