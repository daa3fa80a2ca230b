import { createHash } from 'node:crypto';

/** First 16 hex digits of SHA-256 over the parts, unambiguous whatever they contain. */
export function stableHash(...parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 16);
}

/** Id of the document with this source. */
export function documentId(source: string): string {
  return `d-${stableHash(source)}`;
}

/** Id of a chunk; `occurrence` counts equal chunks (same headings, same text) of one document from 0. */
export function chunkId(
  document: string,
  headingPath: readonly string[],
  text: string,
  occurrence: number,
): string {
  return `c-${stableHash(document, JSON.stringify(headingPath), text, String(occurrence))}`;
}

/** Id of the entity with this normalised key. */
export function entityId(key: string): string {
  return `e-${stableHash(key)}`;
}

/** Id of the relationship from one entity to another of one type. */
export function relationshipId(sourceId: string, type: string, targetId: string): string {
  return `r-${stableHash(sourceId, type, targetId)}`;
}

/** Id of a community: its level and its strongest member. */
export function communityId(level: number, strongestMemberId: string): string {
  return `m${level}-${strongestMemberId.slice(2)}`;
}
