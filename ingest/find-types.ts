import type { Chunk } from '../domain/chunk.ts';
import type { Document } from '../domain/document.ts';
import { GraphRagError } from '../domain/errors.ts';
import { costOf, type ModelPrice } from '../domain/model-price.ts';
import { type FoundTypes, type Ontology, ontologyOf } from '../domain/ontology.ts';
import type { ChatRequest, LanguageModel } from '../domain/ports/language-model.ts';
import type { TokenCounter } from '../domain/ports/token-counter.ts';
import { reasonFor } from '../domain/reason.ts';
import type { EstimateCorrection, StageEstimate } from '../domain/stage-estimate.ts';
import { type ChunkPack, halvesOf, packChunks, toPassage } from './extractors/model/pack-chunks.ts';
import { mergeTypes, NO_TYPES, readTypesReply, type TypesInPack } from './extractors/model/types-reply.ts';
import { TYPES_SCHEMA, typesPrompt } from './prompts/types-prompt.ts';
import { sampleChunks } from './stages/sample-chunks.ts';

/** What is shown of the documents, in all. */
const SAMPLE_TOKENS = 4000;
const MOST_REPLY_TOKENS = 2500;
/** Some 25 types of both kinds, each with its example: what a reply usually takes, before anything is known of the model. */
const USUAL_REPLY_TOKENS = 650;

export interface EstimateTypesOptions {
  counter: TokenCounter;
  price: ModelPrice | null;
  correction: EstimateCorrection;
}

/** Passages that stand for the documents, as the calls will show them. */
export function sampleFor(documents: readonly Document[], chunks: readonly Chunk[]): ChunkPack[] {
  return packChunks(sampleChunks(documents, chunks, SAMPLE_TOKENS));
}

/**
 * Asks a model which types of entities and relationships the sample shows: one call after the other, each told what was found before it, so
 * that one thing gets one name. The same sample asks the same questions, whose replies are remembered.
 *
 * @throws GraphRagError as `LanguageModel.complete`; `request-invalid` when there is nothing to look at; the signal's own error when cancelled
 */
export async function findTypes(
  sample: readonly ChunkPack[],
  model: LanguageModel,
  signal?: AbortSignal,
): Promise<FoundTypes> {
  if (sample.length === 0)
    throw new GraphRagError('request-invalid', 'No types can be found: the documents hold no sentence', {
      reason: reasonFor('no-types-in-text', {}),
      hint: 'Give documents that have text, or the types yourself.',
    });
  let found: FoundTypes = { ...NO_TYPES, sample: sizeOf(sample) };
  const waiting = [...sample];
  for (let pack = waiting.shift(); pack; pack = waiting.shift()) {
    const request = typesRequest(pack, ontologyOf(found));
    try {
      const reply = await model.complete(request, signal ? { signal } : {});
      found = mergeTypes(found, readTypesReply(reply.value, pack) as TypesInPack);
    } catch (error) {
      const isTooLong = error instanceof GraphRagError && error.code === 'model-input-too-long';
      if (!isTooLong || pack.members.length === 1) throw error;
      waiting.unshift(...halvesOf(pack));
    }
  }
  return found;
}

/** What `findTypes` will take, from the very prompts that would be sent. */
export function estimateTypes(
  sample: readonly ChunkPack[],
  { counter, price, correction }: EstimateTypesOptions,
): StageEstimate {
  const prompts = sample.map((pack) => counter.countPrompt(typesRequest(pack, ontologyOf(NO_TYPES))));
  const inputTokens = Math.round(prompts.reduce((sum, tokens) => sum + tokens, 0) * correction.input);
  const outputTokens = sample.length * USUAL_REPLY_TOKENS;
  const cost = sample.length === 0 ? 0 : costOf({ inputTokens, outputTokens }, price);
  return { purpose: 'types', calls: sample.length, inputTokens, outputTokens, cost };
}

function typesRequest(pack: ChunkPack, known: Ontology): ChatRequest {
  return {
    messages: typesPrompt(pack.language, pack.members.map(toPassage), known),
    maxTokens: MOST_REPLY_TOKENS,
    schema: TYPES_SCHEMA,
    purpose: 'types',
    accept({ value, finish }) {
      const read = readTypesReply(value, pack);
      if (!read) return 'It is not the JSON object that was asked for, with "entities" and "relationships".';
      if (finish === 'length') return 'It was cut off before its end. List at most 20 types of each kind.';
      if (read.entityTypes.length === 0)
        return 'No type of entity has an example n that stands in the sentence s. Copy examples exactly.';
      return null;
    },
  };
}

function sizeOf(sample: readonly ChunkPack[]): FoundTypes['sample'] {
  const members = sample.flatMap((pack) => pack.members);
  return {
    documents: new Set(members.map(({ document }) => document.id)).size,
    chunks: members.length,
    tokens: members.reduce((sum, { chunk }) => sum + chunk.tokenCount, 0),
  };
}
