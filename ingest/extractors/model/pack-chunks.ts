import type { Chunk } from '../../../domain/chunk.ts';
import type { Document } from '../../../domain/document.ts';
import type { NumberedPassage } from '../../prompts/numbered-text.ts';

/** A chunk with the document it is in. */
export interface ChunkInDocument {
  chunk: Chunk;
  document: Document;
}

/** Chunks that are read in one call; their sentences are numbered through, from 1. */
export interface ChunkPack {
  language: 'zh' | 'en';
  members: PackedChunk[];
}

export interface PackedChunk extends ChunkInDocument {
  /** Number in the call of the chunk's first sentence. */
  firstNumber: number;
}

/** Source tokens of one call. */
const PACK_TOKENS = 2000;
/** Of one call that asks again, and of each to a model that runs in circles: less at once is read better. */
export const SMALL_PACK_TOKENS = 500;

/**
 * Packs chunks into calls of at most `mostTokens` source tokens, in order, those of short documents together; each language apart.
 * The same chunks give the same calls, so that what was asked once is remembered.
 */
export function packChunks(chunks: readonly ChunkInDocument[], mostTokens = PACK_TOKENS): ChunkPack[] {
  const packs: { language: ChunkPack['language']; items: ChunkInDocument[] }[] = [];
  const open = new Map<string, { items: ChunkInDocument[]; tokens: number }>();
  for (const item of chunks) {
    const language = item.document.language === 'zh' ? 'zh' : 'en';
    let current = open.get(language);
    if (!current || current.tokens + item.chunk.tokenCount > mostTokens) {
      current = { items: [], tokens: 0 };
      packs.push({ language, items: current.items });
      open.set(language, current);
    }
    current.items.push(item);
    current.tokens += item.chunk.tokenCount;
  }
  return packs.map(({ language, items }) => ({ language, members: numberThrough(items) }));
}

/** The chunks as one call shows them. */
export function numberThrough(items: readonly ChunkInDocument[]): PackedChunk[] {
  let next = 1;
  return items.map(({ chunk, document }) => {
    const firstNumber = next;
    next += chunk.sentences.length / 2;
    return { chunk, document, firstNumber };
  });
}

/** The chunk's text. */
export function chunkText({ chunk, document }: ChunkInDocument): string {
  return document.text.slice(chunk.start, chunk.end);
}

/** What the model is shown of a packed chunk. */
export function toPassage(member: PackedChunk): NumberedPassage {
  const text = chunkText(member);
  const { sentences, headingPath } = member.chunk;
  const numbered: { number: number; text: string }[] = [];
  for (let at = 0; at < sentences.length; at += 2) {
    numbered.push({
      number: member.firstNumber + at / 2,
      text: text.slice(sentences[at], sentences[at + 1]),
    });
  }
  return { headingPath, sentences: numbered };
}

/** The pack in two, the first half the larger one; each is numbered from 1. */
export function halvesOf({ language, members }: ChunkPack): ChunkPack[] {
  const middle = Math.ceil(members.length / 2);
  return [members.slice(0, middle), members.slice(middle)].map((half) => ({
    language,
    members: numberThrough(half),
  }));
}
