import { groupBy } from '../../algorithms/group-by.ts';
import type { Chunk } from '../../domain/chunk.ts';
import type { Document } from '../../domain/document.ts';
import { compareText } from '../ordering.ts';

/** A chunk with the document it is in. */
interface SampledChunk {
  chunk: Chunk;
  document: Document;
}

/**
 * Chunks that stand for all of them: one of every document before a second of any, from places spread over each document and, where not every
 * document has room, over the list of documents. Nothing is drawn: the same documents give the same sample, in whatever order they come.
 *
 * @param mostTokens of the sample; chunks without a sentence and chunks larger than that are never in it
 * @returns by source, then by place in the document
 */
export function sampleChunks(
  documents: readonly Document[],
  chunks: readonly Chunk[],
  mostTokens: number,
): SampledChunk[] {
  const usable = chunks.filter(
    ({ sentences, tokenCount }) => sentences.length > 0 && tokenCount <= mostTokens,
  );
  const byDocument = groupBy(usable, ({ documentId }) => documentId);
  const sources = documents
    .flatMap((document) => {
      const own = byDocument.get(document.id) ?? [];
      return own.length > 0 ? [{ document, chunks: spread(own) }] : [];
    })
    .sort((one, other) => compareText(one.document.source, other.document.source));
  const sample: SampledChunk[] = [];
  let left = mostTokens;
  for (const { document, chunk } of inRounds(spread(sources))) {
    if (chunk.tokenCount > left) continue;
    sample.push({ chunk, document });
    left -= chunk.tokenCount;
  }
  return sample.sort(
    (one, other) =>
      compareText(one.document.source, other.document.source) || one.chunk.position - other.chunk.position,
  );
}

/** The first chunk of each, then the second of each, and so on. */
function* inRounds(
  sources: readonly { document: Document; chunks: readonly Chunk[] }[],
): Generator<SampledChunk> {
  const longest = sources.reduce((most, { chunks }) => Math.max(most, chunks.length), 0);
  for (let round = 0; round < longest; round++) {
    for (const { document, chunks } of sources) {
      const chunk = chunks[round];
      if (chunk) yield { document, chunk };
    }
  }
}

/**
 * The items in an order of which every beginning is spread over all of them: middle, quarters, eighths, ...
 *
 * @see J. G. van der Corput, "Verteilungsfunktionen", 1935
 */
function spread<T>(items: readonly T[]): T[] {
  const order = new Set<number>();
  for (let step = 1; order.size < items.length; step++)
    order.add(Math.floor(radicalInverse(step) * items.length));
  return [...order].map((index) => items[index] as T);
}

/** The binary digits of `value`, mirrored behind the point: 1/2, 1/4, 3/4, 1/8, ... */
function radicalInverse(value: number): number {
  let result = 0;
  let weight = 0.5;
  for (let rest = value; rest > 0; rest = Math.floor(rest / 2)) {
    result += (rest % 2) * weight;
    weight /= 2;
  }
  return result;
}
