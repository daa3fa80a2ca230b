import type { ExtractionWork } from '../../../domain/ports/extractor.ts';
import type { Memory, RememberedReading } from '../../../domain/ports/model-memory.ts';
import { compareText } from '../../ordering.ts';
import { isForNow } from './beside-rules.ts';
import { type ChunkInDocument, type ChunkPack, numberThrough, packChunks } from './pack-chunks.ts';
import { callsAgain } from './read-well.ts';
import { recallReadings } from './recall-readings.ts';

/** Chunks that have no reading of an extractor, and how they come to one. */
export interface ReadingPlan {
  /** Without sentences: there is nothing to ask. */
  silent: ChunkInDocument[];
  /** All others. */
  unread: ChunkInDocument[];
  /** What is remembered of them, by chunk id. */
  remembered: ReadonlyMap<string, RememberedReading>;
  /** Every unread chunk is in one. */
  packs: ChunkPack[];
}

export interface PlanSources {
  /** What a chunk's reading is remembered by. */
  keyOf: (item: ChunkInDocument) => string;
  memory: Memory<RememberedReading>;
  /** Of a pack: the reply to its call is remembered. */
  isAnswered: (pack: ChunkPack) => Promise<boolean>;
  /** Source tokens of one call; absent: as many as a call usually has. */
  packTokens?: number | undefined;
}

/** What is to be read of the work, and what need not be. Nothing is asked. */
export async function planReading(
  work: readonly ExtractionWork[],
  { keyOf, memory, isAnswered, packTokens }: PlanSources,
): Promise<ReadingPlan> {
  // By source, whatever came first: the same chunks make the same calls, whose replies are remembered.
  const all = [...work]
    .sort((one, other) => compareText(one.document.source, other.document.source))
    .flatMap(({ document, chunks }) => chunks.map((chunk) => ({ chunk, document })))
    .filter((item) => item.chunk.extraction?.key !== keyOf(item));
  const unread = all.filter(hasSentences);
  const remembered = await recallReadings(unread, memory, keyOf);
  const pack = (items: readonly ChunkInDocument[]) => packChunks(items, packTokens);
  const isRemembered = ({ chunk }: ChunkInDocument) => remembered.has(chunk.id);
  const packs = await planPacks(unread, { pack, isRemembered, isAnswered });
  return { silent: all.filter((item) => !hasSentences(item)), unread, remembered, packs };
}

/** The calls to begin with: packs in which something is open, and what is to be asked again of the others. */
export function openCalls({ packs, remembered }: Pick<ReadingPlan, 'packs' | 'remembered'>): ChunkPack[] {
  const isOpen = ({ chunk }: ChunkInDocument): boolean => !remembered.has(chunk.id);
  return packs.flatMap((pack) => (pack.members.some(isOpen) ? [pack] : callsAgain(pack, remembered)));
}

/**
 * The calls that read the chunks. They are packed as if nothing were remembered, so that a run that goes on makes the very calls of the one
 * that was cut off, whose replies are known. A pack of which a part is remembered, and whose own reply is not, is taken apart: what is
 * open of all of them is packed anew. A chunk of which only a part is known, because the model ran in circles over a whole pack, has a call for itself.
 *
 * @param how.isRemembered of a chunk: its reading is
 * @param how.isAnswered of a pack: the reply to its call is remembered
 * @returns packs of chunks that are all open, that are all remembered, or whose reply is
 */
async function planPacks(
  chunks: readonly ChunkInDocument[],
  {
    pack,
    isRemembered,
    isAnswered,
  }: {
    pack: (items: readonly ChunkInDocument[]) => ChunkPack[];
    isRemembered: (item: ChunkInDocument) => boolean;
    isAnswered: (pack: ChunkPack) => Promise<boolean>;
  },
): Promise<ChunkPack[]> {
  const planned: ChunkPack[] = [];
  const open: ChunkInDocument[] = [];
  const parts = chunks.filter(({ chunk }) => isForNow(chunk.extraction));
  const others = chunks.filter(({ chunk }) => !isForNow(chunk.extraction));
  for (const one of [...pack(others), ...parts.flatMap((part) => pack([part]))]) {
    const known = one.members.filter(isRemembered);
    const isWhole = known.length === 0 || known.length === one.members.length || (await isAnswered(one));
    if (isWhole) planned.push(one);
    else {
      planned.push({ ...one, members: numberThrough(known) });
      open.push(...one.members.filter((member) => !isRemembered(member)));
    }
  }
  return [...planned, ...pack(open)];
}

/** A chunk of code alone has none, and nothing to show to a model. */
function hasSentences({ chunk }: ChunkInDocument): boolean {
  return chunk.sentences.length > 0;
}
