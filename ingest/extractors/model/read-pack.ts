import { GraphRagError } from '../../../domain/errors.ts';
import type { Extraction } from '../../../domain/extraction.ts';
import type { FactCheck } from '../../../domain/fact-check.ts';
import type { Ontology } from '../../../domain/ontology.ts';
import type { LanguageModel } from '../../../domain/ports/language-model.ts';
import { type ExtractionReply, readExtractionReply } from './extraction-reply.ts';
import { extractionRequest } from './extraction-request.ts';
import { type ChunkInDocument, type ChunkPack, halvesOf } from './pack-chunks.ts';
import { toExtraction } from './to-extraction.ts';
import { withinOntology } from './within-ontology.ts';

/** What was found in one chunk. */
export interface MemberReading {
  extraction: Extraction;
  facts: FactCheck;
}

/** Every chunk of a pack, by its id: what was found in it, or why it could not be read. */
export type PackReading = Map<string, MemberReading | GraphRagError>;

export interface PackReader {
  model: LanguageModel;
  ontology: Ontology | null;
  identify: (item: ChunkInDocument) => Pick<Extraction, 'extractor' | 'key'>;
  signal?: AbortSignal | undefined;
}

/**
 * Reads a pack in one call. One that is too long for the model is halved until it fits; one whose reply cannot be used is halved once, so
 * that a single odd chunk does not take all of them with it, and a model that never answers well does not cost more than double.
 *
 * @throws the signal's own error when cancelled; what else fails is told by chunk
 */
export async function readPack(pack: ChunkPack, reader: PackReader, mayHalve = true): Promise<PackReading> {
  try {
    return await askOnce(pack, reader);
  } catch (error) {
    reader.signal?.throwIfAborted();
    if (!(error instanceof GraphRagError)) throw error;
    const isTooLong = error.code === 'model-input-too-long';
    const isHalved = isTooLong || (error.code === 'model-output-invalid' && mayHalve);
    if (pack.members.length === 1 || !isHalved)
      return new Map(pack.members.map(({ chunk }) => [chunk.id, error] as const));
    const halves = halvesOf(pack).map((half) => readPack(half, reader, mayHalve && isTooLong));
    return new Map((await Promise.all(halves)).flatMap((readings) => [...readings]));
  }
}

async function askOnce(
  pack: ChunkPack,
  { model, ontology, identify, signal }: PackReader,
): Promise<PackReading> {
  const reply = await model.complete(extractionRequest(pack, ontology), signal ? { signal } : {});
  const read = withinOntology(readExtractionReply(reply.value) as ExtractionReply, ontology);
  const readings: PackReading = new Map();
  for (const member of pack.members)
    readings.set(member.chunk.id, toExtraction(member, read, identify(member)));
  countStrays(pack, read, readings);
  return readings;
}

/** Facts that cite a sentence which is in no chunk of the call are dropped, and counted with the first one. */
function countStrays({ members }: ChunkPack, read: ExtractionReply, readings: PackReading): void {
  const last = members.at(-1);
  const first = readings.get(members[0]?.chunk.id ?? '');
  if (!last || !first || first instanceof GraphRagError) return;
  const end = last.firstNumber + last.chunk.sentences.length / 2;
  const strays = read.relationships.filter(({ s }) => s < 1 || s >= end).length;
  first.facts.dropped += strays;
}
