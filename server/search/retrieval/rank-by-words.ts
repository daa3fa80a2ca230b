import { type TermTable, termAt } from '../index/term-table.ts';
import type { Word } from '../text/read-words.ts';
import { type ScoredPassage, topPassages } from './top-passages.ts';

/** Plain BM25 over passages, titles included: the honest baseline. */
export function rankByWords(table: TermTable, question: readonly Word[], limit: number): ScoredPassage[] {
  const scores = new Float64Array(table.passageCount);
  const terms = new Set(question.map((_, at) => termAt(question, at)));
  for (const term of terms) {
    const id = term === null ? undefined : table.idOf.get(term);
    if (id === undefined) continue;
    for (let at = table.offsets[id]!; at < table.offsets[id + 1]!; at += 1) {
      const passage = table.passages[at]!;
      scores[passage] = scores[passage]! + table.idf[id]! * table.saturation[at]!;
    }
  }
  return topPassages(scores, limit);
}
