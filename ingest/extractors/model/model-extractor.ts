import { GraphRagError } from '../../../domain/errors.ts';
import type { Extraction } from '../../../domain/extraction.ts';
import type { FactCheck } from '../../../domain/fact-check.ts';
import type { Ontology } from '../../../domain/ontology.ts';
import type { ExtractionOutcome, ExtractionWork, Extractor } from '../../../domain/ports/extractor.ts';
import type { ChatRequest, LanguageModel } from '../../../domain/ports/language-model.ts';
import { stableHash } from '../../ids.ts';
import { compareText } from '../../ordering.ts';
import { EXTRACTION_PROMPT_VERSION } from '../../prompts/extraction-prompt.ts';
import { coversNames } from './coverage.ts';
import { extractionRequest } from './extraction-request.ts';
import { type ChunkInDocument, type ChunkPack, chunkText, packChunks } from './pack-chunks.ts';
import { type MemberReading, type PackReading, readPack } from './read-pack.ts';

export interface ModelExtractorOptions {
  model: LanguageModel;
  /** Reads first, for nothing: tells what the model should have seen, and stands in where it fails. */
  offline: Extractor;
  ontology?: Ontology | null;
  /** Told what became of the facts of each reading that was kept. */
  onFacts?: (facts: FactCheck) => void;
}

/** A call that would be made. */
export interface PlannedCall {
  request: ChatRequest;
  language: ChunkPack['language'];
  chunks: number;
  /** Source tokens, estimated. */
  tokens: number;
}

export interface ModelExtractor extends Extractor {
  /** The calls that `extract` would begin with; what would be asked again is not known before. */
  plan(work: readonly ExtractionWork[]): PlannedCall[];
}

/** Source tokens of a call that asks again: less at once is read better. */
const AGAIN_TOKENS = 500;

/** From so many calls on nobody should have to wait for their replies to see anything. */
const SLOW_CALLS = 4;

/**
 * Reads chunks with a language model, some 2,000 source tokens a call, and checks every name and citation of its replies against the text.
 * Where the model plainly missed names that the offline reading has, the chunks are asked for once more among fewer.
 * A chunk that fails keeps the offline reading and is named.
 */
export function createModelExtractor({
  model,
  offline,
  ontology = null,
  onFacts,
}: ModelExtractorOptions): ModelExtractor {
  const words = ontology ? `+${stableHash(JSON.stringify(ontology)).slice(0, 8)}` : '';
  const id = `model/${EXTRACTION_PROMPT_VERSION}${words}:${model.name}`;
  const keyOf = (item: ChunkInDocument): string =>
    stableHash(id, JSON.stringify(item.chunk.headingPath), chunkText(item));
  // By source, whatever came first: the same chunks make the same calls, whose replies are remembered.
  const unreadOf = (work: readonly ExtractionWork[]): ChunkInDocument[] =>
    [...work]
      .sort((one, other) => compareText(one.document.source, other.document.source))
      .flatMap(({ document, chunks }) =>
        chunks
          .map((chunk) => ({ chunk, document }))
          .filter((item) => item.chunk.extraction?.key !== keyOf(item)),
      );
  const read = (pack: ChunkPack, signal?: AbortSignal): Promise<PackReading> =>
    readPack(pack, { model, ontology, identify: (item) => ({ extractor: id, key: keyOf(item) }), signal });

  /** The pack's readings; chunks whose names were plainly missed are read again, and the better reading kept. */
  async function readWell(
    pack: ChunkPack,
    known: ReadonlyMap<string, Extraction>,
    signal?: AbortSignal,
  ): Promise<PackReading> {
    const readings = await read(pack, signal);
    const missed = pack.members.filter(({ chunk }) => {
      const reading = readings.get(chunk.id);
      const offlineReading = known.get(chunk.id);
      if (!reading || reading instanceof GraphRagError || !offlineReading) return false;
      return !coversNames(reading.extraction, offlineReading);
    });
    const packs = packChunks(missed, AGAIN_TOKENS);
    // The same question would bring the same answer.
    const news = packs.filter(({ members }) => members.length < pack.members.length);
    for (const again of await Promise.all(news.map((one) => read(one, signal)))) {
      for (const [chunkId, reading] of again) {
        const before = readings.get(chunkId) as MemberReading;
        if (reading instanceof GraphRagError) continue;
        if (reading.extraction.candidates.length > before.extraction.candidates.length)
          readings.set(chunkId, reading);
      }
    }
    return readings;
  }

  let standIns: ReadonlyMap<string, Extraction> | null = null;

  return {
    id,
    async standIn(work, { signal }) {
      const unread = unreadOf(work).filter(hasSentences);
      if (packChunks(unread).length < SLOW_CALLS) return new Map();
      standIns = await offlineReadings(offline, unread, signal);
      const unknown = unread.filter(({ chunk }) => chunk.extraction === null);
      return new Map(
        unknown.flatMap(({ chunk: { id } }) => {
          const reading = standIns?.get(id);
          return reading ? [[id, reading] as const] : [];
        }),
      );
    },
    plan: (work) =>
      packChunks(unreadOf(work).filter(hasSentences)).map((pack) => ({
        request: extractionRequest(pack, ontology),
        language: pack.language,
        chunks: pack.members.length,
        tokens: pack.members.reduce((sum, { chunk }) => sum + chunk.tokenCount, 0),
      })),
    async extract(work, { signal, onProgress }) {
      const all = unreadOf(work);
      const unread = all.filter(hasSentences);
      const silent = all.filter((item) => !hasSentences(item));
      const known = standIns ?? (await offlineReadings(offline, unread, signal));
      standIns = null;
      let done = 0;
      const outcomes = await Promise.all(
        packChunks(unread).map(async (pack): Promise<ExtractionOutcome[]> => {
          const readings = await readWell(pack, known, signal);
          done += pack.members.length;
          onProgress?.(done, unread.length);
          return pack.members.map(({ chunk }) => {
            const reading = readings.get(chunk.id) as MemberReading | GraphRagError;
            if (!(reading instanceof GraphRagError)) onFacts?.(reading.facts);
            return outcomeOf(chunk.id, reading, known);
          });
        }),
      );
      const nothing = { candidates: [], aliases: [], statements: [] };
      return [
        ...outcomes.flat(),
        ...silent.map((item) => ({
          chunkId: item.chunk.id,
          extraction: { extractor: id, key: keyOf(item), ...nothing },
        })),
      ];
    },
  };
}

/** A chunk of code alone has none, and nothing to show to a model. */
function hasSentences({ chunk }: ChunkInDocument): boolean {
  return chunk.sentences.length > 0;
}

async function offlineReadings(
  offline: Extractor,
  items: readonly ChunkInDocument[],
  signal?: AbortSignal,
): Promise<Map<string, Extraction>> {
  const work = new Map<
    string,
    { document: ChunkInDocument['document']; chunks: ChunkInDocument['chunk'][] }
  >();
  for (const { document, chunk } of items) {
    const one = work.get(document.id) ?? { document, chunks: [] };
    one.chunks.push({ ...chunk, extraction: null });
    work.set(document.id, one);
  }
  if (work.size === 0) return new Map();
  const outcomes = await offline.extract([...work.values()], signal ? { signal } : {});
  return new Map(
    outcomes.flatMap((outcome) =>
      'extraction' in outcome ? [[outcome.chunkId, outcome.extraction] as const] : [],
    ),
  );
}

function outcomeOf(
  chunkId: string,
  reading: MemberReading | GraphRagError,
  offline: ReadonlyMap<string, Extraction>,
): ExtractionOutcome {
  if (!(reading instanceof GraphRagError)) return { chunkId, extraction: reading.extraction };
  const { code, message } = reading;
  return { chunkId, error: { code, message }, fallback: offline.get(chunkId) ?? null };
}
