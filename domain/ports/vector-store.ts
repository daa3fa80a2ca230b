/** The vector of one text. */
export interface VectorRow {
  /** Of the chunk, entity or report; unique in its model's table. */
  id: string;
  /** Hash of the text that was embedded: another hash means that the vector is out of date. */
  textHash: string;
  vector: Float32Array;
}

/** All vectors of one model, as search reads them: the same object until a change, to be read only. */
export interface VectorTable {
  model: string;
  /** Numbers in each vector; 0 when the table is empty. */
  dimension: number;
  /** Ascending, unique. */
  ids: string[];
  /** One an id. */
  textHashes: string[];
  /** Row after row: the vector of `ids[i]` is `subarray(i * dimension, (i + 1) * dimension)`. */
  vectors: Float32Array;
}

export type VectorIds = Pick<ReadonlySet<string>, 'has' | 'size'>;

/** Where vectors are remembered, a table for each model. */
export interface VectorStore {
  /** An empty table when nothing is kept for the model. What a kill cut off is left out. */
  load(model: string): Promise<VectorTable>;
  /** What has a vector of the model: no copy, so it may change with the next write. It takes far less than loading the table. */
  idsOf(model: string): Promise<VectorIds>;
  /**
   * Adds or replaces rows, then forgets ids. Once it resolves, the change survives a loss of power; a kill before leaves the whole rows of it
   * or none. Safe to call for each batch as it arrives.
   *
   * @throws GraphRagError `store-unavailable` when it cannot be written, `model-output-invalid` when a vector's length is not the table's
   */
  write(model: string, changes: { write: readonly VectorRow[]; delete: readonly string[] }): Promise<void>;
  /**
   * Forgets the rows that are not to be kept, in the tables of all models, also of those that are no longer in use.
   *
   * @returns how many were forgotten
   * @throws GraphRagError `store-unavailable`
   */
  keepOnly(isKept: (id: string, textHash: string) => boolean): Promise<number>;
}
