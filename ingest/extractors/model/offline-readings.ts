import { groupBy } from '../../../algorithms/group-by.ts';
import type { Extraction } from '../../../domain/extraction.ts';
import type { ExtractionWork, Extractor } from '../../../domain/ports/extractor.ts';
import type { ChunkInDocument } from './pack-chunks.ts';

/** What the offline extractor finds in each of the chunks, by chunk id. */
export async function offlineReadings(
  offline: Extractor,
  items: readonly ChunkInDocument[],
  signal?: AbortSignal,
): Promise<Map<string, Extraction>> {
  if (items.length === 0) return new Map();
  const byDocument = groupBy(items, ({ document }) => document.id);
  const work = [...byDocument.values()].map(
    (some): ExtractionWork => ({
      document: some[0]!.document,
      chunks: some.map(({ chunk }) => ({ ...chunk, extraction: null })),
    }),
  );
  const outcomes = await offline.extract(work, signal ? { signal } : {});
  return new Map(
    outcomes.flatMap((outcome) =>
      'extraction' in outcome ? [[outcome.chunkId, outcome.extraction] as const] : [],
    ),
  );
}

/** What the readings name: the different names, and how often any of them is named. */
export function namesIn(readings: readonly Extraction[]): { names: string[]; mentions: number } {
  const names = new Map<string, string>();
  let mentions = 0;
  for (const { candidates } of readings) {
    for (const { surface, starts } of candidates) {
      names.set(surface.toLowerCase(), surface);
      mentions += starts.length;
    }
  }
  return { names: [...names.values()], mentions };
}
