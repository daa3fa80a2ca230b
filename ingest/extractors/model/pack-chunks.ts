import type { Chunk } from '../../../domain/chunk.ts';
import type { Document } from '../../../domain/document.ts';
import type { NumberedPassage } from '../../prompts/extraction-prompt.ts';

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
export const PACK_TOKENS = 2000;

/**
 * Packs chunks into calls of at most `PACK_TOKENS` source tokens, in order, those of short documents together; each language apart.
 * The same chunks give the same calls, so that what was asked once is remembered.
 */
export function packChunks(chunks: readonly ChunkInDocument[]): ChunkPack[] {
  const packs: ChunkPack[] = [];
  const open = new Map<string, { pack: ChunkPack; tokens: number; nextNumber: number }>();
  for (const { chunk, document } of chunks) {
    const language = document.language === 'zh' ? 'zh' : 'en';
    let current = open.get(language);
    if (!current || current.tokens + chunk.tokenCount > PACK_TOKENS) {
      current = { pack: { language, members: [] }, tokens: 0, nextNumber: 1 };
      packs.push(current.pack);
      open.set(language, current);
    }
    current.pack.members.push({ chunk, document, firstNumber: current.nextNumber });
    current.tokens += chunk.tokenCount;
    current.nextNumber += chunk.sentences.length / 2;
  }
  return packs;
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
