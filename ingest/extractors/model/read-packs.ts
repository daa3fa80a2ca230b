import { GraphRagError } from '../../../domain/errors.ts';
import { type ChunkPack, packChunks } from './pack-chunks.ts';
import type { PackReading } from './read-pack.ts';
import { readWell, type WellReader } from './read-well.ts';

/**
 * Reads all packs, at once. Of what was told in part each passage is asked for once more alone, less at once being read better: but only where most
 * packs were read whole, because a model that runs in circles as a rule would go on to do so, for a price that nobody was told.
 *
 * @param onRead told of each pack that is done
 * @throws the signal's own error when cancelled
 */
export async function readPacks(
  packs: readonly ChunkPack[],
  reader: WellReader,
  onRead: (pack: ChunkPack) => void,
): Promise<PackReading> {
  const readings: PackReading = new Map();
  const inPart: ChunkPack[] = [];
  await Promise.all(
    packs.map(async (pack) => {
      const outcomes = await readWell(pack, reader);
      if ([...outcomes.values()].some(isPart)) inPart.push(pack);
      for (const [chunkId, outcome] of outcomes) readings.set(chunkId, outcome);
      onRead(pack);
    }),
  );
  if (inPart.length * 2 >= packs.length) return readings;
  const alone = inPart
    .filter(({ members }) => members.length > 1)
    .flatMap(({ members }) => members.filter(({ chunk }) => isPart(readings.get(chunk.id))))
    .flatMap((member) => packChunks([member]));
  await Promise.all(
    alone.map(async (pack) => {
      for (const [chunkId, outcome] of await readWell(pack, reader))
        if (!(outcome instanceof GraphRagError)) readings.set(chunkId, outcome);
    }),
  );
  return readings;
}

function isPart(outcome: ReturnType<PackReading['get']>): boolean {
  return outcome !== undefined && !(outcome instanceof GraphRagError) && outcome.isPart === true;
}
