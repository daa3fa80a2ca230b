export interface EmbedOptions {
  signal?: AbortSignal;
  /** What the texts are: some models want questions marked. `passage` unless told. */
  kind?: 'passage' | 'query';
  /** What the call is for; receipts are kept by it. `embed` unless told. */
  purpose?: string;
  /** Called with each batch as it arrives, in any order: `start` is the place of its first text. Awaited, so that it can be kept at once. */
  onBatch?: (start: number, vectors: readonly Float32Array[]) => void | Promise<void>;
}

/** Turns texts into vectors. A vector belongs to one model and one dimension. */
export interface EmbeddingModel {
  readonly name: string;
  /**
   * @param texts any number; they go out in batches that the server takes. An empty text is `request-invalid`
   * @returns one vector a text, in order, each of the same length and of norm 1
   * @throws GraphRagError `model-unavailable`, `model-output-invalid` (number or length of vectors is wrong), `model-input-too-long`, `budget-spent`
   */
  embed(texts: readonly string[], options?: EmbedOptions): Promise<Float32Array[]>;
}
