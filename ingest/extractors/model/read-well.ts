import { GraphRagError } from '../../../domain/errors.ts';
import type { Extraction } from '../../../domain/extraction.ts';
import type { Memory, RememberedReading } from '../../../domain/ports/model-memory.ts';
import { besideRules } from './beside-rules.ts';
import { coversNames, isNextToNothing } from './coverage.ts';
import { type ChunkPack, packChunks, SMALL_PACK_TOKENS } from './pack-chunks.ts';
import { type MemberReading, type PackReader, type PackReading, readPack } from './read-pack.ts';

export interface WellReader extends Omit<PackReader, 'onRead'> {
  memory: Memory<RememberedReading>;
  /** By chunk id: readings that are remembered, and those of the offline extractor. */
  remembered: ReadonlyMap<string, RememberedReading>;
  offline: ReadonlyMap<string, Extraction>;
}

/** The calls that ask once more for chunks of a pack whose names are known to have been missed. */
export function callsAgain(
  { members }: ChunkPack,
  readings: ReadonlyMap<string, Pick<RememberedReading, 'isSettled'>>,
): ChunkPack[] {
  const missed = members.filter(({ chunk }) => readings.get(chunk.id)?.isSettled === false);
  return packChunks(missed, SMALL_PACK_TOKENS);
}

/**
 * The pack's readings; chunks whose names were plainly missed are read again, and the better reading kept, beside what rules found where it
 * is next to nothing even then. What is remembered is not read, and each whole reading is remembered as soon as it was accepted.
 */
export async function readWell(pack: ChunkPack, reader: WellReader): Promise<PackReading> {
  const { remembered, memory, offline } = reader;
  const isOpen = pack.members.some(({ chunk }) => !remembered.has(chunk.id));
  const readings: PackReading = new Map();
  const states = new Map<string, MemberReading & RememberedReading>();
  const settle = (chunkId: string, reading: MemberReading, isSettled: boolean): void => {
    readings.set(chunkId, reading);
    states.set(chunkId, { ...reading, isSettled });
  };
  const finish = (chunkId: string, reading: MemberReading): void => {
    const rules = offline.get(chunkId);
    // Of a few types there may well be none; rules look for no types.
    const isHeld = (reader.ontology?.entityTypes.length ?? 0) > 0;
    const isMissing = rules && !isHeld && !reading.isPart && isNextToNothing(reading.extraction, rules);
    settle(
      chunkId,
      isMissing ? { ...reading, extraction: besideRules(reading.extraction, rules) } : reading,
      true,
    );
  };
  const keep = (chunkIds: Iterable<string>): Promise<void> =>
    memory.keep(
      new Map(
        [...chunkIds].flatMap((id) => {
          const state = states.get(id);
          return state && !state.isPart ? [[state.extraction.key, state] as const] : [];
        }),
      ),
    );
  const onRead = async (news: ReadonlyMap<string, MemberReading>): Promise<void> => {
    const unknown = [...news].filter(([chunkId]) => !remembered.has(chunkId));
    for (const [chunkId, reading] of unknown) {
      const names = offline.get(chunkId);
      // Whether what was told in part is asked for again is seen when all is read.
      const isSettled = reading.isPart || !names || coversNames(reading.extraction, names);
      settle(chunkId, reading, isSettled);
    }
    await keep(unknown.map(([chunkId]) => chunkId));
  };

  if (isOpen) {
    for (const [chunkId, outcome] of await readPack(pack, { ...reader, onRead }))
      if (outcome instanceof GraphRagError) readings.set(chunkId, outcome);
  }
  for (const { chunk } of pack.members) {
    const known = remembered.get(chunk.id);
    if (known) settle(chunk.id, known, known.isSettled);
  }
  // The same question would bring the same answer.
  const news = callsAgain(pack, states).filter(
    ({ members }) => !isOpen || members.length < pack.members.length,
  );
  const asked = new Set(news.flatMap(({ members }) => members.map(({ chunk }) => chunk.id)));
  const final = [...states].filter(([chunkId, { isSettled }]) => !isSettled && !asked.has(chunkId));
  for (const [chunkId, state] of final) finish(chunkId, state);
  await keep(final.map(([chunkId]) => chunkId));
  await Promise.all(
    news.map(async (again) => {
      for (const [chunkId, reading] of await readPack(again, reader)) {
        const before = states.get(chunkId) as MemberReading;
        const isBetter =
          !(reading instanceof GraphRagError) &&
          reading.extraction.candidates.length > before.extraction.candidates.length;
        finish(chunkId, isBetter ? reading : before);
      }
      await keep(again.members.map(({ chunk }) => chunk.id));
    }),
  );
  return readings;
}
