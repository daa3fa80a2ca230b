/** A passage with its score; larger is better. */
export interface ScoredPassage {
  passage: number;
  score: number;
}

/** The `limit` best of the scores above 0, best first, ties by the smaller passage. */
export function topPassages(scores: ArrayLike<number>, limit: number): ScoredPassage[] {
  const best: ScoredPassage[] = [];
  for (let passage = 0; passage < scores.length; passage += 1) {
    const score = scores[passage]!;
    const last = best[best.length - 1];
    if (score <= 0 || (best.length === limit && last && score <= last.score)) continue;
    let at = best.length;
    while (at > 0 && best[at - 1]!.score < score) at -= 1;
    best.splice(at, 0, { passage, score });
    if (best.length > limit) best.pop();
  }
  return best;
}
