/** Turns texts into vectors. A vector belongs to one model and one dimension. */
export interface EmbeddingModel {
  readonly name: string;
  /** @returns one vector a text, in order. @throws GraphRagError `model-unavailable` */
  embed(texts: readonly string[], options?: { signal?: AbortSignal }): Promise<Float32Array[]>;
}
