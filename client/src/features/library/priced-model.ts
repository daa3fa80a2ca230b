/** A model that would be asked about what is added, so that its price is told first. */
export interface PricedModel {
  name: string;
  /** False of one that only makes vectors: rules read then. */
  reads: boolean;
}

/** The model that reads, else the one that makes vectors; null when none is configured. */
export function pricedModel(chat: string | null, embedding: string | null): PricedModel | null {
  if (chat !== null) return { name: chat, reads: true };
  return embedding === null ? null : { name: embedding, reads: false };
}
