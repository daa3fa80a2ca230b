import type { VectorRow } from './vector-store.ts';

/** A vector with the kind of record it tells of. */
export interface PublishedRow extends VectorRow {
  kind: 'chunk' | 'entity' | 'community';
}

/**
 * Where vectors stand beside the records they tell of, so that those who query the graph themselves find what is near a vector.
 * A copy: search reads the VectorStore.
 */
export interface VectorPublisher {
  /** The text hash of each vector of this model that is there, by record id; empty when there are none, or another model's. */
  published(model: string): Promise<Map<string, string>>;
  /**
   * Puts vectors on their records, where these are there, takes away those of another model, and makes the indexes over them. Cut off in
   * the middle, whole rows are there or are not: `published` tells which.
   *
   * @param rows all of one length
   * @throws GraphRagError `store-unavailable`, `config-invalid` when this server cannot index vectors of this length
   */
  publish(model: string, rows: readonly PublishedRow[], options?: { signal?: AbortSignal }): Promise<void>;
  /**
   * Takes away the vectors that are not to be kept, of whatever model: a record that is written again keeps its vector, though its text may be another.
   *
   * @throws GraphRagError `store-unavailable`
   */
  keepOnly(isKept: (id: string, textHash: string) => boolean): Promise<void>;
}
