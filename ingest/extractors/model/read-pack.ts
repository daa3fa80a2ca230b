import type { GraphRagError } from '../../../domain/errors.ts';
import type { Extraction } from '../../../domain/extraction.ts';
import type { FactCheck } from '../../../domain/fact-check.ts';
import type { Ontology } from '../../../domain/ontology.ts';
import type { LanguageModel } from '../../../domain/ports/language-model.ts';
import { askInHalves } from '../../halve.ts';
import { withCitationsMoved } from './cited-elsewhere.ts';
import { type ExtractionReply, readExtractionReply } from './extraction-reply.ts';
import { extractionRequest } from './extraction-request.ts';
import { withOwnNames } from './own-names.ts';
import { type ChunkInDocument, type ChunkPack, numberThrough } from './pack-chunks.ts';
import { toExtraction } from './to-extraction.ts';
import { withinOntology } from './within-ontology.ts';

/** What was found in one chunk. */
export interface MemberReading {
  extraction: Extraction;
  facts: FactCheck;
  /** Set when the reply ran in circles: there may be more to tell, and nothing of it is remembered. */
  isPart?: true;
}

/** Every chunk of a pack, by its id: what was found in it, or why it could not be read. */
export type PackReading = Map<string, MemberReading | GraphRagError>;

export interface PackReader {
  model: LanguageModel;
  ontology: Ontology | null;
  identify: (item: ChunkInDocument) => Pick<Extraction, 'extractor' | 'key'>;
  /** Handed, by chunk id, what each reply that was taken told; waited for. */
  onRead?: ((readings: ReadonlyMap<string, MemberReading>) => Promise<void>) | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Reads a pack in one call, or in halves where that fails.
 *
 * @throws the signal's own error when cancelled; what else fails is told by chunk
 */
export async function readPack({ language, members }: ChunkPack, reader: PackReader): Promise<PackReading> {
  const ask = async (some: readonly ChunkInDocument[]): Promise<MemberReading[]> => {
    const half = { language, members: numberThrough(some) };
    const readings = await askOnce(half, reader);
    return half.members.map(({ chunk }) => readings.get(chunk.id) as MemberReading);
  };
  const outcomes = await askInHalves(members, ask, reader.signal);
  return new Map(
    members.map(({ chunk }, at) => [chunk.id, outcomes[at] as MemberReading | GraphRagError] as const),
  );
}

async function askOnce(
  pack: ChunkPack,
  { model, ontology, identify, onRead, signal }: PackReader,
): Promise<Map<string, MemberReading>> {
  const reply = await model.complete(extractionRequest(pack, ontology), signal ? { signal } : {});
  const isPart = reply.finish === 'circles';
  const told = withOwnNames(readExtractionReply(reply.value) as ExtractionReply, isPart);
  const read = withCitationsMoved(pack, withinOntology(told, ontology));
  const readings = new Map<string, MemberReading>();
  for (const member of pack.members) {
    const reading = toExtraction(member, read, identify(member));
    readings.set(member.chunk.id, isPart ? { ...reading, isPart } : reading);
  }
  countStrays(pack, read, readings);
  await onRead?.(readings);
  return readings;
}

/** Facts that cite a sentence which is in no chunk of the call are dropped, and counted with the first one. */
function countStrays(
  { members }: ChunkPack,
  read: ExtractionReply,
  readings: ReadonlyMap<string, MemberReading>,
): void {
  const last = members.at(-1);
  const first = readings.get(members[0]?.chunk.id ?? '');
  if (!last || !first) return;
  const end = last.firstNumber + last.chunk.sentences.length / 2;
  const strays = read.relationships.filter(({ s }) => s < 1 || s >= end).length;
  first.facts.dropped += strays;
}
