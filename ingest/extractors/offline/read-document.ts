import type { Chunk } from '../../../domain/chunk.ts';
import type { Document } from '../../../domain/document.ts';
import type { Extraction } from '../../../domain/extraction.ts';
import { stableHash } from '../../ids.ts';
import { readBlocks } from '../../text/read-blocks.ts';
import { simplify } from '../../text/simplify.ts';
import { type Sentence, splitSentences } from '../../text/split-sentences.ts';
import type { TextBlock } from '../../text/text-block.ts';
import type { Glossary } from '../../text/words/glossary.ts';
import { TECHNICAL_WORDS } from '../../text/words/technical-words.ts';
import { cueTerms } from './cue-terms.ts';
import { readChunk } from './read-chunk.ts';
import { userWords } from './tokenise-chinese.ts';

/** A sentence before its words are looked at. */
export interface PlacedSentence {
  sentence: Sentence;
  block: TextBlock;
}

/** What a document's own layout makes known: the terms that its headings, lists and marks point at. */
interface DocumentCues {
  /** Ideograph terms that the tokeniser keeps whole, ascending. */
  words: readonly string[];
  /** Surfaces of headings, list heads and bold words. */
  headTerms: ReadonlySet<string>;
}

/**
 * Reads those chunks of a document whose kept reading no longer holds.
 *
 * @param extractor name and version that goes into each key
 * @returns readings by chunk id; a chunk whose reading still holds is absent
 */
export function readDocument(
  document: Document,
  chunks: readonly Chunk[],
  extractor: string,
  glossary: Glossary,
): Map<string, Extraction> {
  const placed = placeSentences(document);
  const cues = documentCues(placed, glossary);
  const byChunk = assign(placed, chunks);
  const readings = new Map<string, Extraction>();
  chunks.forEach((chunk, index) => {
    const sentences = byChunk[index] ?? [];
    const text = document.text.slice(chunk.start, chunk.end);
    const readable = simplify(text);
    const words = cues.words.filter((word) => readable.includes(word));
    const key = stableHash(
      extractor,
      document.mediaType,
      text,
      JSON.stringify(chunk.headingPath),
      words.join(' '),
      outsideLead(sentences, chunk),
    );
    if (chunk.extraction?.key === key) return;
    const known = { words: userWords(words), headTerms: cues.headTerms };
    readings.set(chunk.id, readChunk(chunk, document.text, sentences, known).finish(extractor, key));
  });
  return readings;
}

function placeSentences(document: Document): PlacedSentence[] {
  return readBlocks(document).flatMap((block) =>
    block.kind === 'code' || block.kind === 'aside'
      ? []
      : splitSentences(block, document.text).map((sentence) => ({ sentence, block })),
  );
}

function documentCues(placed: readonly PlacedSentence[], glossary: Glossary): DocumentCues {
  const words = new Set<string>([
    ...TECHNICAL_WORDS,
    ...glossary.flat().filter((word) => /^[\u3400-\u9fff]{3,8}$/.test(word)),
  ]);
  const headTerms = new Set<string>();
  const quoted = new Map<string, number>();
  for (const { sentence, block } of placed) {
    for (const term of cueTerms(sentence, block)) {
      const count = (quoted.get(term.surface) ?? 0) + 1;
      quoted.set(term.surface, count);
      if (term.cue === 'quoted' && count < 2) continue;
      words.add(term.surface);
      if (term.cue !== 'quoted') headTerms.add(term.surface);
    }
  }
  return { words: [...words].filter((word) => /^[\u3400-\u9fff]{2,8}$/.test(word)).sort(), headTerms };
}

/** Sentences by the chunk they stand in; both ascend. */
function assign(placed: readonly PlacedSentence[], chunks: readonly Chunk[]): PlacedSentence[][] {
  const result: PlacedSentence[][] = chunks.map(() => []);
  let index = 0;
  for (const sentence of placed) {
    while (index < chunks.length && (chunks[index]?.end ?? 0) <= sentence.sentence.from) index += 1;
    const chunk = chunks[index];
    if (chunk && sentence.sentence.from >= chunk.start && sentence.sentence.to <= chunk.end)
      result[index]?.push(sentence);
  }
  return result;
}

/** The line that announces the chunk's first list, when it stands in an earlier chunk. */
function outsideLead(sentences: readonly PlacedSentence[], chunk: Chunk): string {
  const first = sentences.find(({ block }) => block.kind === 'list-item');
  return first?.block.lead && first.block.start >= chunk.start ? first.block.lead : '';
}
