import type { Document } from '../../domain/document.ts';
import type { Entity } from '../../domain/entity.ts';
import type { IndexedSentence } from './index-sentences.ts';
import { plainSentence } from './plain-sentence.ts';

/** A sentence as a report may quote it. */
export interface Quotable {
  sentence: IndexedSentence;
  /** Without Markdown's marks. */
  text: string;
  /** It says what the first entity named in it is. */
  isDefinition: boolean;
  /** What its wording is worth, before anyone asks what it is about; 0 for what no report should quote. */
  quality: number;
}

const DEFINITION =
  /(是一[种个类门项套]|是指|指的是|即为|称为|定义为|是.{1,40}的(一种|方法|技术|模型|算法|过程|架构|框架|任务|指标|工具))|\b(is|are) (an?|the|one of)\b|\b(refers? to|is defined as|stands for|known as)\b/i;
const DEPENDENT_OPENING =
  /^(它|他们|它们|这|那|其|此|因此|所以|但|而且|并且|然而|不过|另外|此外|例如|比如|it|this|that|these|those|they|he|she|however|but|so|thus|therefore|and|also|for example|in addition)(?![A-Za-z])/i;
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
    const raw = (textOf.get(sentence.documentId) ?? '').slice(sentence.start, sentence.end);
    const text = plainSentence(raw);
    const isDescription = entities[sentence.entities[0]!]?.description === raw;
    const isDefinition = isDescription || DEFINITION.test(text);
    const isRepeated = seen.has(text);
    seen.add(text);
    const quality = sentence.isHeading || isRepeated ? 0 : wordingOf(text) * (isDefinition ? 1.5 : 1);
    return { sentence, text, isDefinition, quality };
  });
}

function wordingOf(text: string): number {
  if (text.length < 8 || text.length > 300 || /[?？:：]$/.test(text) || CHATTY.test(text)) return 0;
  const fits = text.length >= 14 && text.length <= 240 ? 1 : 0.3;
  const isTable = text.includes(' · ') ? 0.5 : 1;
  return (fits * isTable * (DEPENDENT_OPENING.test(text) ? 0.55 : 1)) / Math.max(20, text.length) ** 0.35;
}

/**
 * The sentences that together tell most of a community: greedily, each member counting less the more often it was told of already,
 * and sentences about the community rather than about others first.
 *
 * @param weightOf what telling of a member is worth; undefined for entities outside
 * @returns at most `limit`, definitions first, otherwise in the order of the documents
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
  return chosen.sort(
    (one, other) =>
      Number(other.isDefinition) - Number(one.isDefinition) || order.get(one)! - order.get(other)!,
  );
}

function gainOf(
  { sentence, quality }: Quotable,
  weightOf: (place: number) => number | undefined,
  told: ReadonlyMap<number, number>,
): number {
  let gain = 0;
  let inside = 0;
  for (const place of sentence.entities) {
    const weight = weightOf(place);
    if (weight === undefined) continue;
    inside++;
    gain += weight * 0.45 ** (told.get(place) ?? 0);
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
