import type { Chunk } from '../domain/chunk.ts';
import type { Document } from '../domain/document.ts';
import type { Extractor } from '../domain/ports/extractor.ts';

const OFFLINE = 'offline';

/**
 * Who reads which document. What was given is read by the first of the extractors, the one that was asked for. What is there already stays
 * as it was read: `offline/2` is a newer `offline/1` and reads its documents again, but a model, which costs money, is asked only about what
 * was given.
 *
 * @param present chunks of the present index
 * @param given documents of the request
 * @returns null for a document whose readings are kept as they are
 */
export function chooseExtractor(
  present: readonly Chunk[],
  given: readonly Document[],
  extractors: readonly Extractor[],
): (document: Document) => Extractor | null {
  const givenIds = new Set(given.map(({ id }) => id));
  const offline = extractors.find(({ id }) => familyOf(id) === OFFLINE);
  const readByModel = new Set<string>();
  // A chunk that a model failed to read has the offline reading for the time being: one of the model's makes the document the model's.
  for (const chunk of present) if (isReadByModel(chunk)) readByModel.add(chunk.documentId);
  return ({ id }) => {
    if (givenIds.has(id)) return extractors[0] ?? null;
    return readByModel.has(id) ? null : (offline ?? null);
  };
}

/** True when the chunk has its reading from a model. */
export function isReadByModel({ extraction }: Chunk): boolean {
  return extraction !== null && familyOf(extraction.extractor) !== OFFLINE;
}

function familyOf(extractorId: string): string {
  return extractorId.split('/', 1)[0]!;
}
