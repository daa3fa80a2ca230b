import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Chunk } from '../../domain/chunk.ts';
import type { Document } from '../../domain/document.ts';
import type { GraphIndex } from '../../domain/graph-index.ts';
import { costOf, type ModelPrice } from '../../domain/model-price.ts';
import type { TokenCounter } from '../../domain/ports/token-counter.ts';
import type { VectorTable } from '../../domain/ports/vector-store.ts';
import type { StageEstimate } from '../../domain/stage-estimate.ts';
import { chunkTexts, type EmbeddingText, embeddingTexts } from './embedding-texts.ts';

/** As the adapters send them. */
const TEXTS_A_CALL = 64;
const TOKENS_A_CALL = 16_000;
/**
 * Tokens of what comes of a token of new chunks. Reports: 0.43 to 0.45 of notes, 0.13 of a novel, 0.95 of passages that have little to do with each
 * other. Entities: 0.37 to 0.47, 0.14 of a novel.
 */
const SHARE_OF_REPORTS = 0.45;
const SHARE_OF_ENTITIES = 0.4;
/** Texts that are counted before other work has a turn. */
const TEXTS_A_TURN = 64;

export interface EmbeddingPricing {
  counter: TokenCounter;
  price: ModelPrice | null;
}

/** What embedding these texts takes. */
export async function estimateTexts(
  texts: readonly EmbeddingText[],
  { counter, price }: EmbeddingPricing,
  signal?: AbortSignal,
): Promise<StageEstimate> {
  const tokens = await countTexts(texts, counter, signal);
  return toStage(texts.length, tokens, price);
}

/**
 * What embedding takes in a run that is still to come: chunks to the token, and what is missing of the graph as it is; of the entities and reports
 * that new chunks will bring only what they usually are. Null when every vector is there.
 *
 * @param run the index as it is, the documents and chunks as they will be, and whether entities have vectors
 */
export async function estimateEmbedding(
  run: {
    present: GraphIndex;
    documents: readonly Document[];
    chunks: readonly Chunk[];
    withEntities: boolean;
  },
  known: Pick<VectorTable, 'ids' | 'textHashes'>,
  { counter, price }: EmbeddingPricing,
  signal?: AbortSignal,
): Promise<StageEstimate | null> {
  const hashes = new Map(known.ids.map((id, at) => [id, known.textHashes[at]]));
  const isMissing = ({ id, textHash }: EmbeddingText): boolean => hashes.get(id) !== textHash;
  const present = new Set(run.present.chunks.map(({ id }) => id));
  const chunks = chunkTexts(run.documents, run.chunks).filter(isMissing);
  const fresh = chunks.filter(({ id }) => !present.has(id));
  const graph = embeddingTexts({ ...run.present, chunks: [] }, run).filter(isMissing);
  if (chunks.length + graph.length === 0) return null;
  const freshTokens = await countTexts(fresh, counter, signal);
  const otherTexts = [...chunks.filter(({ id }) => present.has(id)), ...graph];
  const otherTokens = await countTexts(otherTexts, counter, signal);
  const share = 1 + SHARE_OF_REPORTS + (run.withEntities ? SHARE_OF_ENTITIES : 0);
  const stage = toStage(fresh.length * share + otherTexts.length, freshTokens * share + otherTokens, price);
  return fresh.length > 0 ? { ...stage, isRough: true } : stage;
}

async function countTexts(
  texts: readonly EmbeddingText[],
  counter: TokenCounter,
  signal: AbortSignal | undefined,
): Promise<number> {
  let tokens = 0;
  for (const [index, { text }] of texts.entries()) {
    if (index % TEXTS_A_TURN === 0) {
      await nextTurn();
      signal?.throwIfAborted();
    }
    tokens += counter.count(text);
  }
  return tokens;
}

function toStage(texts: number, tokens: number, price: ModelPrice | null): StageEstimate {
  const inputTokens = Math.round(tokens);
  const calls = Math.max(Math.ceil(texts / TEXTS_A_CALL), Math.ceil(tokens / TOKENS_A_CALL));
  return {
    purpose: 'embed',
    calls,
    inputTokens,
    outputTokens: 0,
    cost: costOf({ inputTokens, outputTokens: 0 }, price),
  };
}
