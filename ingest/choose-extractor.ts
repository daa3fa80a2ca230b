import type { Chunk } from '../domain/chunk.ts';
import type { Document } from '../domain/document.ts';
import type { Extractor } from '../domain/ports/extractor.ts';

/**
 * Who reads which document: what was given is read by the first of the extractors, the one that was asked for; what is there already
 * stays with the one that read it. `offline/2` is a newer `offline/1` and reads its documents again.
 *
 * @param present chunks of the present index
 * @param given documents of the request
 * @returns null for a document whose extractor is not at hand now: its readings, which may have cost money, are kept
 */
export function chooseExtractor(
  present: readonly Chunk[],
  given: readonly Document[],
  extractors: readonly Extractor[],
): (document: Document) => Extractor | null {
  const givenIds = new Set(given.map(({ id }) => id));
  const families = new Map(extractors.map((extractor) => [familyOf(extractor.id), extractor]));
  const readBy = new Map<string, string>();
  for (const { documentId, extraction } of present)
    if (extraction && !readBy.has(documentId)) readBy.set(documentId, familyOf(extraction.extractor));
  return ({ id }) => {
    const family = readBy.get(id);
    if (givenIds.has(id) || family === undefined) return extractors[0] ?? null;
    return families.get(family) ?? null;
  };
}

function familyOf(extractorId: string): string {
  return extractorId.split('/', 1)[0]!;
}
