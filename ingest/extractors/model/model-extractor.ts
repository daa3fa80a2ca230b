import { GraphRagError } from '../../../domain/errors.ts';
import type { Extraction } from '../../../domain/extraction.ts';
import type { ExtractionOutcome, Extractor } from '../../../domain/ports/extractor.ts';
import type { ChatReply, LanguageModel } from '../../../domain/ports/language-model.ts';
import { stableHash } from '../../ids.ts';
import {
  EXTRACTION_PROMPT_VERSION,
  EXTRACTION_SCHEMA,
  extractionPrompt,
  type Ontology,
} from '../../prompts/extraction-prompt.ts';
import { coversNames } from './coverage.ts';
import { type ExtractionReply, readExtractionReply } from './extraction-reply.ts';
import { type ChunkInDocument, type ChunkPack, chunkText, packChunks, toPassage } from './pack-chunks.ts';
import { type FactCheck, toExtraction } from './to-extraction.ts';

export interface ModelExtractorOptions {
  model: LanguageModel;
  /** Reads first, for nothing: tells what the model should have seen, and stands in where it fails. */
  offline: Extractor;
  ontology?: Ontology | null;
  /** Told what became of the facts of each call. */
  onFacts?: (facts: FactCheck) => void;
}

/** Reply tokens for a source token, with room: a runaway is cut, a dense text is not. */
const REPLY_SHARE = 1.5;
const LEAST_REPLY_TOKENS = 1200;

/**
 * Reads chunks with a language model, some 2,000 source tokens a call, and checks every name and citation of its replies against the text.
 * Where the model plainly missed names that the offline reading has, the chunk is asked for once more on its own.
 * A chunk that fails keeps the offline reading and is named.
 */
export function createModelExtractor({
  model,
  offline,
  ontology = null,
  onFacts,
}: ModelExtractorOptions): Extractor {
  const id = `model/${EXTRACTION_PROMPT_VERSION}:${model.name}`;
  const keyOf = (item: ChunkInDocument): string =>
    stableHash(id, JSON.stringify(ontology), JSON.stringify(item.chunk.headingPath), chunkText(item));

  /** One call. @returns each chunk's reading by chunk id */
  async function readPack(pack: ChunkPack, signal?: AbortSignal): Promise<Map<string, Extraction>> {
    const tokens = pack.members.reduce((sum, { chunk }) => sum + chunk.tokenCount, 0);
    const reply = await model.complete(
      {
        messages: extractionPrompt(pack.language, pack.members.map(toPassage), ontology),
        maxTokens: Math.max(LEAST_REPLY_TOKENS, Math.ceil(tokens * REPLY_SHARE)),
        schema: EXTRACTION_SCHEMA,
        purpose: 'extract',
        accept: whatIsWrong,
      },
      signal ? { signal } : {},
    );
    const read = readExtractionReply(reply.value) as ExtractionReply;
    const readings = new Map<string, Extraction>();
    const total: FactCheck = { cited: 0, found: 0, unverified: 0, dropped: 0 };
    for (const member of pack.members) {
      const { extraction, facts } = toExtraction(member, read, { extractor: id, key: keyOf(member) });
      readings.set(member.chunk.id, extraction);
      for (const kind of Object.keys(facts) as (keyof FactCheck)[]) total[kind] += facts[kind];
    }
    onFacts?.(total);
    return readings;
  }

  /** The pack's readings; a chunk whose names were plainly missed is read again alone, and the better reading kept. */
  async function readPackWell(
    pack: ChunkPack,
    known: ReadonlyMap<string, Extraction>,
    signal?: AbortSignal,
  ): Promise<Map<string, Extraction>> {
    const readings = await readPack(pack, signal);
    const missed = pack.members.filter(({ chunk }) => {
      const offlineReading = known.get(chunk.id);
      return offlineReading && !coversNames(readings.get(chunk.id) as Extraction, offlineReading);
    });
    if (pack.members.length === 1) return readings;
    await Promise.all(
      missed.map(async (member) => {
        const alone = { language: pack.language, members: [{ ...member, firstNumber: 1 }] };
        const again = await readPack(alone, signal).catch((error: unknown) => {
          signal?.throwIfAborted();
          if (error instanceof GraphRagError) return null;
          throw error;
        });
        const reading = again?.get(member.chunk.id);
        const before = readings.get(member.chunk.id) as Extraction;
        if (reading && reading.candidates.length > before.candidates.length)
          readings.set(member.chunk.id, reading);
      }),
    );
    return readings;
  }

  return {
    id,
    async extract(work, { signal, onProgress }) {
      const unread = work.flatMap(({ document, chunks }) =>
        chunks
          .map((chunk) => ({ chunk, document }))
          .filter((item) => item.chunk.extraction?.key !== keyOf(item)),
      );
      if (unread.length === 0) return [];
      const known = await offlineReadings(unread, signal);
      let done = 0;
      const outcomes = await Promise.all(
        packChunks(unread).map(async (pack): Promise<ExtractionOutcome[]> => {
          const read = await readPackWell(pack, known, signal).catch((error: unknown) => {
            signal?.throwIfAborted();
            if (error instanceof GraphRagError) return error;
            throw error;
          });
          done += pack.members.length;
          onProgress?.(done, unread.length);
          return pack.members.map(({ chunk }) => outcomeOf(chunk.id, read, known));
        }),
      );
      return outcomes.flat();
    },
  };

  async function offlineReadings(
    items: readonly ChunkInDocument[],
    signal?: AbortSignal,
  ): Promise<Map<string, Extraction>> {
    const documents = new Map(items.map(({ document }) => [document.id, document]));
    const work = [...documents.values()].map((document) => ({
      document,
      chunks: items
        .filter((item) => item.document.id === document.id)
        .map(({ chunk }) => ({ ...chunk, extraction: null })),
    }));
    const outcomes = await offline.extract(work, signal ? { signal } : {});
    return new Map(
      outcomes.flatMap((outcome) =>
        'extraction' in outcome && outcome.extraction ? [[outcome.chunkId, outcome.extraction]] : [],
      ),
    );
  }
}

function outcomeOf(
  chunkId: string,
  read: ReadonlyMap<string, Extraction> | GraphRagError,
  offline: ReadonlyMap<string, Extraction>,
): ExtractionOutcome {
  if (!(read instanceof GraphRagError)) return { chunkId, extraction: read.get(chunkId) as Extraction };
  const { code, message } = read;
  return { chunkId, error: { code, message }, fallback: offline.get(chunkId) ?? null };
}

/** The caller's word on a reply: what cannot be trusted is asked for again, and never remembered. */
function whatIsWrong(reply: ChatReply): string | null {
  const read = readExtractionReply(reply.value);
  if (!read) return 'It is not the JSON object that was asked for, with "entities" and "relationships".';
  if (reply.finish === 'length')
    return 'It was cut off before its end. List only what the sentences name, each thing once.';
  const records = read.entities.length + read.relationships.length + read.malformed;
  if (read.malformed > 0 && read.malformed * 2 > records)
    return 'Most records lack n, t, a, s or f, o, t, d, s.';
  return null;
}
