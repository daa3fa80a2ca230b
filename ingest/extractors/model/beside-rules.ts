import type { Extraction, Statement, TermCandidate } from '../../../domain/extraction.ts';
import { reasonFor } from '../../../domain/reason.ts';
import { stableHash } from '../../ids.ts';
import { encodeWords } from '../../text/phrase-words.ts';

/** Of a chunk of which a reply told a part. */
export const IN_CIRCLES = {
  code: 'model-output-invalid',
  message:
    'the model told the same again and again, or what is not in the text; what it had told before is kept, with what rules found',
  reason: reasonFor('chunk-told-in-circles', {}),
};

/** A model's reading that is not all there is to tell, with what rules found in the chunk beside it: what both tell stands once, as the model told it. */
export function besideRules(reading: Extraction, rules: Extraction): Extraction {
  return {
    ...reading,
    candidates: withMore(
      withWords(reading.candidates, rules.candidates),
      rules.candidates,
      ({ surface }: TermCandidate) => surface,
    ),
    aliases: withMore(reading.aliases, rules.aliases, ({ left, right }) => JSON.stringify([left, right])),
    statements: withMore(reading.statements, rules.statements, statementKey),
  };
}

const PART = 'part/';

/** True for what `forNow` made. */
export function isForNow(reading: Extraction | null): boolean {
  return reading?.extractor.startsWith(PART) ?? false;
}

/**
 * A part of a reading, for the time being: it is named after what it is, and its key is of its own content, so that it never passes for a whole one.
 *
 * @param rules null when they have not read the chunk
 */
export function forNow(part: Extraction, rules: Extraction | null): Extraction {
  const shown = rules ? besideRules(part, rules) : part;
  return { ...shown, extractor: `${PART}${part.extractor}`, key: stableHash(JSON.stringify(shown)) };
}

/** Where words begin and end is looked for in all of a reading or nowhere: what only the model names is one word. */
function withWords(candidates: readonly TermCandidate[], rules: readonly TermCandidate[]): TermCandidate[] {
  const tokensOf = new Map(rules.map(({ surface, tokens }) => [surface, tokens]));
  return candidates.map((candidate) => {
    const { surface, tokens } = candidate;
    const end = surface.length;
    return {
      ...candidate,
      tokens: tokens ?? tokensOf.get(surface) ?? encodeWords([{ start: 0, end, tag: 'nz' }]),
    };
  });
}

function statementKey({ type, source, target, sentence }: Statement): string {
  return JSON.stringify([type, source.surface, target.surface, sentence.start]);
}

function withMore<Item>(
  first: readonly Item[],
  more: readonly Item[],
  keyOf: (item: Item) => string,
): Item[] {
  const known = new Set(first.map(keyOf));
  return [...first, ...more.filter((item) => !known.has(keyOf(item)))];
}
