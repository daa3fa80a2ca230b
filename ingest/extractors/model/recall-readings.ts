import type { Chunk } from '../../../domain/chunk.ts';
import type { Extraction } from '../../../domain/extraction.ts';
import type { Memory, RememberedReading } from '../../../domain/ports/model-memory.ts';
import type { ChunkInDocument } from './pack-chunks.ts';

/** What is remembered of each of the chunks, by chunk id; those of which nothing is are absent. */
export async function recallReadings(
  items: readonly ChunkInDocument[],
  memory: Memory<RememberedReading>,
  keyOf: (item: ChunkInDocument) => string,
): Promise<Map<string, RememberedReading>> {
  const keys = items.map(keyOf);
  const found = await memory.find(keys);
  const recalled = new Map<string, RememberedReading>();
  items.forEach(({ chunk }, at) => {
    const kept = found.get(keys[at] as string);
    if (kept && fits(kept.extraction, chunk)) recalled.set(chunk.id, kept);
  });
  return recalled;
}

/** Equal text has equal places; but where its sentences end may depend on the document around it. */
function fits({ aliases, statements }: Extraction, { sentences }: Chunk): boolean {
  const ends = new Map<number, number>();
  for (let at = 0; at < sentences.length; at += 2) ends.set(sentences[at]!, sentences[at + 1]!);
  return [...aliases, ...statements].every(({ sentence }) => ends.get(sentence.start) === sentence.end);
}
