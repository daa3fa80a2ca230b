import { topK } from '../../../algorithms/top-k.ts';

/** A passage with its score; larger is better. */
export interface ScoredPassage {
  passage: number;
  score: number;
}

/** The `limit` best of the scores above 0, best first, ties by the smaller passage. */
export function topPassages(scores: ArrayLike<number>, limit: number): ScoredPassage[] {
  const best: ScoredPassage[] = [];
  for (const passage of topK(scores, limit)) {
    const score = scores[passage]!;
    if (score > 0) best.push({ passage, score });
  }
  return best;
}
