import type { Document } from '../../domain/document.ts';
import type { Entity } from '../../domain/entity.ts';
import type { IndexedSentence } from './index-sentences.ts';
import { plainSentence } from './plain-sentence.ts';

/** A sentence as a report may quote it. */
export interface Quotable {
  sentence: IndexedSentence;
  /** Without Markdown's marks. */
  text: string;
  /** Place of the entity of which it says what it is: the first one named in it; -1 when it is no definition. */
  defines: number;
  /** What its wording is worth, before anyone asks what it is about; 0 for what no report should quote. */
  quality: number;
}

/** What stands behind a name, and a bracket perhaps, where the sentence says what it is. */
const IS_DEFINED =
  /^\s*(?:[（(][^（）()]*[）)])?\s*(?:是一|是指|是让|是把|是用|指的是|指|即|，?简称|：|:|是.{2,60}的|(?:is|are) (?:an?|one of)\b|is the \w+ (?:of|that|which|in which|to)\b|refers? to\b|means\b|stands for\b|is defined as\b)/i;
const DEPENDENT_OPENING =
  /^(它|他们|它们|这|那|其|此|前者|后者|两者|因此|所以|但|而且|并且|然而|不过|另外|此外|例如|比如|it|its|this|that|these|those|they|he|she|however|but|so|thus|therefore|and|also|for example|in addition)(?![A-Za-z])/i;
const CHATTY = /^(以下|让我们|我们|你|下面|接下来|大家|we|you|let|let's|here|note that)(?![A-Za-z])/i;

/** Judges every sentence once; those with the same words as an earlier one are worth nothing. */
export function quotableSentences(
  sentences: readonly IndexedSentence[],
  documents: readonly Document[],
  entities: readonly Entity[],
): Quotable[] {
  const textOf = new Map(documents.map((document) => [document.id, document.text]));
  const seen = new Set<string>();
  return sentences.map((sentence) => {
    const text = plainSentence((textOf.get(sentence.documentId) ?? '').slice(sentence.start, sentence.end));
    const first = sentence.entities[0]!;
    const defines = isDefinition(text, entities[first]!) ? first : -1;
    const isRepeated = seen.has(text);
    seen.add(text);
    const quality = sentence.isHeading || isRepeated ? 0 : wordingOf(text);
    return { sentence, text, defines, quality };
  });
}

/** True when the sentence begins with one of the entity's names and goes on to say what it is. */
function isDefinition(text: string, { aliases }: Entity): boolean {
  const bare = text.replace(/^(the|an?)\s+/i, '');
  const begins = (alias: string) => bare.slice(0, alias.length).toLowerCase() === alias.toLowerCase();
  return aliases.some((alias) => begins(alias) && IS_DEFINED.test(bare.slice(alias.length)));
}

function wordingOf(text: string): number {
  if (text.length < 8 || text.length > 300 || /[?？:：]$/.test(text) || CHATTY.test(text)) return 0;
  const fits = text.length >= 14 && text.length <= 240 ? 1 : 0.3;
  // A row of a table, or half a sentence.
  const isPart = text.includes(' · ') || /[；;,，]$/.test(text) ? 0.5 : 1;
  return (fits * isPart * (DEPENDENT_OPENING.test(text) ? 0.55 : 1)) / Math.max(40, text.length) ** 0.35;
}

/**
 * The sentences that together tell most of a community: greedily, each member counting less the more often it was told of already,
 * and sentences about the community rather than about others first.
 *
 * @param weightOf what telling of a member is worth; undefined for entities outside
 * @returns at most `limit`: definitions first, of what matters most before others, then in the order of the documents
 */
export function chooseSentences(
  candidates: readonly Quotable[],
  weightOf: (place: number) => number | undefined,
  limit: number,
): Quotable[] {
  const told = new Map<number, number>();
  const chosen: Quotable[] = [];
  const left = new Set(candidates.filter((candidate) => candidate.quality > 0));
  while (chosen.length < limit) {
    let best: Quotable | null = null;
    let bestGain = 0;
    for (const candidate of left) {
      const gain = gainOf(candidate, weightOf, told);
      if (gain > bestGain) [best, bestGain] = [candidate, gain];
    }
    if (!best) break;
    left.delete(best);
    if (chosen.some((other) => isAlike(other.text, best.text))) continue;
    chosen.push(best);
    for (const place of best.sentence.entities) told.set(place, (told.get(place) ?? 0) + 1);
  }
  const order = new Map(candidates.map((candidate, place) => [candidate, place]));
  const worth = ({ defines }: Quotable) => weightOf(defines) ?? 0;
  return chosen.sort((one, other) => worth(other) - worth(one) || order.get(one)! - order.get(other)!);
}

function gainOf(
  { sentence, defines, quality }: Quotable,
  weightOf: (place: number) => number | undefined,
  told: ReadonlyMap<number, number>,
): number {
  let gain = 0;
  let inside = 0;
  for (const place of sentence.entities) {
    const weight = weightOf(place);
    if (weight === undefined) continue;
    inside++;
    // To say what a member is counts for as much again as to name it.
    gain += weight * 0.45 ** (told.get(place) ?? 0) * (place === defines ? 2.5 : 1);
  }
  return gain * (0.5 + (0.5 * inside) / sentence.entities.length) * quality;
}

/** More than half of the pairs of neighbouring characters in common. */
function isAlike(one: string, other: string): boolean {
  const [left, right] = [pairsOf(one), pairsOf(other)];
  let common = 0;
  for (const pair of left) if (right.has(pair)) common++;
  return common > 0.5 * Math.sqrt(left.size * right.size);
}

function pairsOf(text: string): Set<string> {
  const pairs = new Set<string>();
  // Latin text shares many pairs of letters by chance; whole words tell more.
  if (/^[\x20-\x7e]*$/.test(text))
    return new Set(
      text
        .toLowerCase()
        .split(/\W+/)
        .filter((word) => word.length > 2),
    );
  for (let at = 0; at + 1 < text.length; at++) pairs.add(text.slice(at, at + 2));
  return pairs;
}
