import type { Chunk } from '../../domain/chunk.ts';
import type { Document } from '../../domain/document.ts';
import { chunkId } from '../ids.ts';
import { estimateTokens } from '../text/estimate-tokens.ts';
import { readBlocks } from '../text/read-blocks.ts';
import { splitSentences } from '../text/split-sentences.ts';
import { type Heading, headingTexts, type TextBlock } from '../text/text-block.ts';

/** A chunk is closed before it grows beyond this; only a single longer sentence may. */
const MOST_TOKENS = 300;
/** A chunk that has this much is closed at the end of a block. */
const ENOUGH_TOKENS = 200;

/** What may not be cut: a sentence, or a few lines of code. */
interface Unit {
  start: number;
  end: number;
  tokens: number;
  isSentence: boolean;
  isHeading: boolean;
  heading: Heading | null;
  /** First of its block. */
  opensBlock: boolean;
}

/**
 * Cuts a document into chunks of whole sentences under one heading, about 200 tokens, at most 300 (a longer sentence is
 * a chunk of its own). A heading belongs to the first chunk under it. Chunks ascend and do not overlap; page furniture
 * and front matter are in none. Same document, same chunks and ids.
 */
export function splitChunks(document: Document): Chunk[] {
  const units = readBlocks(document).flatMap((block) => unitsOf(block, document.text));
  const occurrences = new Map<string, number>();
  return groupUnits(units, document.text).map((group, position) =>
    toChunk(document, group, position, occurrences),
  );
}

function unitsOf(block: TextBlock, source: string): Unit[] {
  if (block.kind === 'aside') return [];
  if (block.kind === 'code') return codeUnits(block, source);
  const isHeading = block.kind === 'heading';
  return splitSentences(block, source).map((sentence, index) => ({
    start: sentence.from,
    end: sentence.to,
    tokens: estimateTokens(source.slice(sentence.from, sentence.to)),
    isSentence: true,
    isHeading,
    heading: block.heading,
    opensBlock: index === 0,
  }));
}

/** Code is kept beside its prose, a few lines at a time, without sentences. */
function codeUnits(block: TextBlock, source: string): Unit[] {
  const units: Unit[] = [];
  for (let start = block.start; start < block.end; ) {
    let end = start;
    let tokens = 0;
    while (end < block.end && tokens < ENOUGH_TOKENS / 2) {
      const newline = source.indexOf('\n', end + 1);
      const next = newline === -1 || newline > block.end ? block.end : newline;
      const lineEnd = Math.min(next, end + 2000);
      tokens += estimateTokens(source.slice(end, lineEnd));
      end = lineEnd;
    }
    units.push({
      start,
      end,
      tokens,
      isSentence: false,
      isHeading: false,
      heading: block.heading,
      opensBlock: start === block.start,
    });
    start = end;
  }
  return units;
}

function groupUnits(units: readonly Unit[], source: string): Unit[][] {
  const groups: Unit[][] = [];
  let group: Unit[] = [];
  let tokens = 0;
  for (const unit of units) {
    const last = group.at(-1);
    const more = last ? estimateTokens(source.slice(last.end, unit.end)) : unit.tokens;
    if (last && startsChunk(group, tokens, more, unit)) {
      groups.push(group);
      group = [];
      tokens = 0;
    }
    tokens += group.length > 0 ? more : unit.tokens;
    group.push(unit);
  }
  if (group.length > 0) groups.push(group);
  return groups;
}

/** @param more tokens that the unit would add, with the marks before it */
function startsChunk(group: readonly Unit[], tokens: number, more: number, unit: Unit): boolean {
  if (tokens + more > MOST_TOKENS) return true;
  const onlyHeadings = group.every((member) => member.isHeading);
  if (unit.isHeading) return !onlyHeadings;
  if (onlyHeadings) return false;
  return tokens >= ENOUGH_TOKENS || (unit.opensBlock && tokens >= ENOUGH_TOKENS * 0.9);
}

function toChunk(
  document: Document,
  group: readonly Unit[],
  position: number,
  occurrences: Map<string, number>,
): Chunk {
  const start = group[0]?.start ?? 0;
  const end = group.at(-1)?.end ?? start;
  const text = document.text.slice(start, end);
  const headingPath = headingTexts(group.at(-1)?.heading ?? null);
  const same = JSON.stringify([headingPath, text]);
  const occurrence = occurrences.get(same) ?? 0;
  occurrences.set(same, occurrence + 1);
  return {
    id: chunkId(document.id, headingPath, text, occurrence),
    documentId: document.id,
    position,
    start,
    end,
    tokenCount: estimateTokens(text),
    headingPath,
    sentences: group
      .filter((unit) => unit.isSentence)
      .flatMap((unit) => [unit.start - start, unit.end - start]),
    extraction: null,
  };
}
