import type { TermTable } from '../index/term-table.ts';
import { termAt } from '../index/term-table.ts';
import type { ScoredPassage } from '../retrieval/top-passages.ts';
import type { Word } from '../text/read-words.ts';

/**
 * What the words say against what vectors say, where the index knows every word of the question. The walk follows names from passage to passage,
 * which vectors cannot, so it has the last word; BM25 and vectors are as good as each other. Chosen on the tuning halves of three question sets and
 * on questions in one language about texts in another: docs/decisions/0011-words-and-vectors.md.
 */
const WORDS_SHARE = { basic: 0.5, local: 0.9 };

/**
 * How much the words count beside vectors, 0..1: words that no passage holds find nothing, as those of a question in another language.
 */
export function wordsShare(mode: 'basic' | 'local', table: TermTable, question: readonly Word[]): number {
  const terms = new Set(question.map((_, at) => termAt(question, at)).filter((term) => term !== null));
  if (terms.size === 0) return 0;
  const known = [...terms].filter((term) => table.idOf.has(term)).length;
  return (WORDS_SHARE[mode] * known) / terms.size;
}

/** Cosines, best first, between the farthest (0) and the nearest (1): they lie close together. */
export function closenessOf(near: readonly { score: number }[]): number[] {
  const nearest = near[0]?.score ?? 0;
  const range = nearest - (near.at(-1)?.score ?? 0) || 1;
  return near.map(({ score }) => 1 - (nearest - score) / range);
}

/**
 * Two rankings as one: the sum of both scores, of words as a share of the best, of vectors by their closeness. Ties go to the smaller passage.
 *
 * @param share of the words, 0..1
 */
export function fuseRankings(
  byWords: readonly ScoredPassage[],
  near: readonly ScoredPassage[],
  share: number,
  limit: number,
): ScoredPassage[] {
  const scores = new Map<number, number>();
  const best = byWords[0]?.score ?? 1;
  for (const { passage, score } of byWords) scores.set(passage, (share * score) / best);
  const closeness = closenessOf(near);
  near.forEach(({ passage }, at) => {
    scores.set(passage, (scores.get(passage) ?? 0) + (1 - share) * closeness[at]!);
  });
  return [...scores]
    .map(([passage, score]) => ({ passage, score }))
    .sort((one, other) => other.score - one.score || one.passage - other.passage)
    .slice(0, limit);
}
