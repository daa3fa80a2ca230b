import type { WalkResult } from '../retrieval/walk.ts';
import type { SearchIndex } from '../search-index.ts';
import { chainAnswer } from './chain-answer.ts';
import type { ChosenAnswer } from './chosen-answer.ts';
import { comparisonAnswer } from './comparison-answer.ts';
import { isAnswered } from './is-answered.ts';
import { listAnswer } from './list-answer.ts';
import { plainAnswer } from './plain-answer.ts';
import type { Question } from './read-question.ts';
import { relationAnswer } from './relation-answer.ts';
import type { ScoredUnit } from './score-units.ts';
import { trailAnswer } from './trail-answer.ts';
import { withAntecedents } from './with-antecedents.ts';

/** Chooses what answers the question, or null when nothing does. */
export function chooseAnswer(
  index: SearchIndex,
  question: Question,
  candidates: readonly ScoredUnit[],
  walk: WalkResult,
): ChosenAnswer | null {
  const options = [
    plainAnswer(question, candidates),
    question.kind === 'list' || question.kind === 'how' ? listAnswer(index, question, candidates) : null,
    question.kind === 'comparison' ? comparisonAnswer(question, candidates) : null,
    chainAnswer(question, candidates),
    relationAnswer(index, question),
    trailAnswer(index, question, candidates, walk),
  ];
  let best: ChosenAnswer | null = null;
  for (const option of options) {
    if (!option || !isAnswered(question, option.core)) continue;
    if (!best || option.score > best.score) best = option;
  }
  return best && withAntecedents(index, best);
}
