import { GraphRagError } from '../../../domain/errors.ts';
import type { Extraction } from '../../../domain/extraction.ts';
import type { FactCheck } from '../../../domain/fact-check.ts';
import type { Ontology } from '../../../domain/ontology.ts';
import type { ExtractionOutcome, ExtractionWork, Extractor } from '../../../domain/ports/extractor.ts';
import type { ChatRequest, LanguageModel } from '../../../domain/ports/language-model.ts';
import { FORGETFUL, type Memory, type RememberedReading } from '../../../domain/ports/model-memory.ts';
import { stableHash } from '../../ids.ts';
import { EXTRACTION_PROMPT_VERSION } from '../../prompts/extraction-prompt.ts';
import { forNow, IN_CIRCLES } from './beside-rules.ts';
import { isSilent } from './coverage.ts';
import { extractionRequest } from './extraction-request.ts';
import { namesIn, offlineReadings } from './offline-readings.ts';
import { type ChunkInDocument, type ChunkPack, chunkText } from './pack-chunks.ts';
import { openCalls, planReading, type ReadingPlan } from './plan-reading.ts';
import type { MemberReading } from './read-pack.ts';
import { readPacks } from './read-packs.ts';

export interface ModelExtractorOptions {
  model: LanguageModel;
  /** Reads first, for nothing: tells what the model should have seen, and stands in where it fails. */
  offline: Extractor;
  ontology?: Ontology | null;
  /** Readings that were accepted before, of whatever documents: none of them is asked for. Absent: nothing is remembered. */
  memory?: Memory<RememberedReading>;
  /** Source tokens of one call; absent: as many as a call usually has. */
  packTokens?: number | undefined;
  /** Told what became of the facts of each reading that was kept. */
  onFacts?: (facts: FactCheck) => void;
  /** Told of each chunk in which the model, asked twice, named nothing, though names stand there. */
  onSilence?: (item: ChunkInDocument) => void;
}

/** A call that would be made. */
export interface PlannedCall {
  request: ChatRequest;
  chunks: number;
  /** Different names that the offline reading finds in them, and how often it finds any. */
  names: readonly string[];
  mentions: number;
  /** Source tokens, estimated. */
  tokens: number;
  /** True when its reply is remembered: it costs nothing. */
  isAnswered: boolean;
}

/** What `extract` would begin with; which new readings would be asked for again is not known before. */
export interface PlannedReading {
  calls: PlannedCall[];
  /** Chunks whose readings are remembered, and their source tokens. */
  remembered: { chunks: number; tokens: number };
}

export interface ModelExtractor extends Extractor {
  /** Asks nothing. */
  plan(work: readonly ExtractionWork[], signal?: AbortSignal): Promise<PlannedReading>;
}

/** From so many calls on nobody should have to wait for their replies to see anything. */
const SLOW_CALLS = 4;

/**
 * Reads chunks with a language model, some 2,000 source tokens a call, and checks every name and citation of its replies against the text.
 * Where the model plainly missed names that the offline reading has, the chunks are asked for once more among fewer. What was accepted of a
 * chunk is remembered, and serves wherever the same text stands under the same headings.
 * A chunk that fails keeps the offline reading and is named; of a reply that ran in circles, what it told before is kept with it.
 */
export function createModelExtractor({
  model,
  offline,
  ontology = null,
  memory = FORGETFUL,
  packTokens,
  onFacts,
  onSilence,
}: ModelExtractorOptions): ModelExtractor {
  const words = ontology ? `+${stableHash(JSON.stringify(ontology)).slice(0, 8)}` : '';
  const id = `model/${EXTRACTION_PROMPT_VERSION}${words}:${model.name}`;
  const keyOf = (item: ChunkInDocument): string =>
    stableHash(id, JSON.stringify(item.chunk.headingPath), chunkText(item));
  /** Looked up once for each pack of a plan. */
  const answered = new WeakMap<ChunkPack, Promise<boolean>>();
  const isAnswered = (pack: ChunkPack): Promise<boolean> => {
    const known =
      answered.get(pack) ??
      (async () => (await model.remembers?.(extractionRequest(pack, ontology))) ?? false)();
    answered.set(pack, known);
    return known;
  };

  /** A run plans its work before it does it. */
  const plans = new WeakMap<readonly ExtractionWork[], Promise<ReadingPlan>>();
  const planOf = (work: readonly ExtractionWork[]): Promise<ReadingPlan> => {
    const plan = plans.get(work) ?? planReading(work, { keyOf, memory, isAnswered, packTokens });
    plans.set(work, plan);
    return plan;
  };
  /** Offline readings by chunk id: each is made once a run. */
  const found = new Map<string, Extraction>();
  const readOffline = async (items: readonly ChunkInDocument[], signal?: AbortSignal): Promise<void> => {
    const missing = items.filter(({ chunk }) => !found.has(chunk.id));
    for (const [id, reading] of await offlineReadings(offline, missing, signal)) found.set(id, reading);
  };

  return {
    id,
    async standIn(work, { signal }) {
      const plan = await planOf(work);
      if (openCalls(plan).length < SLOW_CALLS) return new Map();
      const { unread, remembered } = plan;
      const isSettled = ({ chunk }: ChunkInDocument) => remembered.get(chunk.id)?.isSettled;
      await readOffline(
        unread.filter((item) => !isSettled(item)),
        signal,
      );
      const unknown = unread.filter(({ chunk }) => chunk.extraction === null);
      return new Map(
        unknown.flatMap((item) => {
          const { id } = item.chunk;
          const reading = isSettled(item) ? remembered.get(id)?.extraction : found.get(id);
          return reading ? [[id, reading] as const] : [];
        }),
      );
    },
    async plan(work, signal) {
      const plan = await planOf(work);
      const isSettled = ({ chunk }: ChunkInDocument) => plan.remembered.get(chunk.id)?.isSettled ?? false;
      const packs = openCalls(plan);
      await readOffline(
        packs.flatMap(({ members }) => members),
        signal,
      );
      const calls = await Promise.all(
        packs.map(async (pack): Promise<PlannedCall> => {
          const members = pack.members.filter((member) => !isSettled(member));
          return {
            request: extractionRequest(pack, ontology),
            chunks: members.length,
            ...namesIn(pack.members.flatMap(({ chunk }) => found.get(chunk.id) ?? [])),
            tokens: tokensOf(members),
            isAnswered: await isAnswered(pack),
          };
        }),
      );
      const known = plan.unread.filter(isSettled);
      return { calls, remembered: { chunks: known.length, tokens: tokensOf(known) } };
    },
    async extract(work, { signal, onProgress }) {
      const { silent, unread, remembered, packs } = await planOf(work);
      const open = unread.filter(({ chunk }) => !remembered.has(chunk.id));
      await readOffline(open, signal);
      const identify = (item: ChunkInDocument) => ({ extractor: id, key: keyOf(item) });
      const reader = { model, ontology, identify, memory, remembered, offline: found, signal };
      let done = 0;
      const readings = await readPacks(packs, reader, ({ members }) => {
        done += members.length;
        onProgress?.(done, unread.length);
      });
      const members = packs.flatMap((pack) => pack.members);
      const outcomes = members.map(({ chunk, document }): ExtractionOutcome => {
        const reading = readings.get(chunk.id) as MemberReading | GraphRagError;
        if (!(reading instanceof GraphRagError)) {
          onFacts?.(reading.facts);
          if (isSilent(reading.extraction, found.get(chunk.id))) onSilence?.({ chunk, document });
        }
        const isRemembered = remembered.get(chunk.id)?.isSettled ?? false;
        const outcome = outcomeOf(chunk.id, reading, found.get(chunk.id) ?? null);
        return { ...outcome, ...(isRemembered ? { isRemembered } : {}) };
      });
      const nothing = { candidates: [], aliases: [], statements: [] };
      return [
        ...outcomes,
        ...silent.map((item) => ({ chunkId: item.chunk.id, extraction: { ...identify(item), ...nothing } })),
      ];
    },
  };
}

function tokensOf(items: readonly ChunkInDocument[]): number {
  return items.reduce((sum, { chunk }) => sum + chunk.tokenCount, 0);
}

function outcomeOf(
  chunkId: string,
  reading: MemberReading | GraphRagError,
  offline: Extraction | null,
): ExtractionOutcome {
  if (reading instanceof GraphRagError) {
    const { code, message, reason } = reading;
    return { chunkId, error: { code, message, reason }, fallback: offline };
  }
  if (!reading.isPart) return { chunkId, extraction: reading.extraction };
  const fallback = forNow(reading.extraction, offline);
  return { chunkId, error: IN_CIRCLES, fallback };
}
