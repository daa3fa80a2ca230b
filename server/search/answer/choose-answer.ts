import type { SearchIndex } from '../search-index.ts';
import { chainAnswer } from './chain-answer.ts';
import { type ChosenAnswer, inDocumentOrder } from './chosen-answer.ts';
import { comparisonAnswer } from './comparison-answer.ts';
import { isAnswered } from './is-answered.ts';
import { listAnswer } from './list-answer.ts';
import type { Question } from './read-question.ts';
import type { ScoredUnit } from './score-units.ts';
import { textOverlap } from './text-overlap.ts';

/** Chooses what answers the question, or null when nothing does. */
export function chooseAnswer(
  index: SearchIndex,
  question: Question,
  candidates: readonly ScoredUnit[],
): ChosenAnswer | null {
  const options = [
    plainAnswer(question, candidates),
    question.kind === 'list' || question.kind === 'how' ? listAnswer(index, question, candidates) : null,
    question.kind === 'comparison' ? comparisonAnswer(question, candidates) : null,
    chainAnswer(question, candidates),
  ];
  let best: ChosenAnswer | null = null;
  for (const option of options) {
    if (!option || !isAnswered(question, option.units)) continue;
    if (!best || option.score > best.score) best = option;
  }
  return best;
}

/** How many sentences an answer has at most, by kind. */
const MOST_UNITS: Record<Question['kind'], number> = {
  definition: 3,
  comparison: 4,
  list: 4,
  who: 2,
  when: 2,
  why: 3,
  how: 4,
  other: 3,
};
/** A further sentence must be nearly as good as the first, */
const NEARLY_AS_GOOD = 0.78;
/** and not say the same again. */
const MOST_OVERLAP = 0.6;

/** The best sentence and what is nearly as good and says something else. */
function plainAnswer(question: Question, candidates: readonly ScoredUnit[]): ChosenAnswer | null {
  const [first] = candidates;
  if (!first) return null;
  const section = sectionOf(question, first, candidates);
  if (section.length > 1) return { units: section, score: first.score };
  const units = [first];
  for (const candidate of candidates.slice(1, 30)) {
    if (units.length >= MOST_UNITS[question.kind] || candidate.score < NEARLY_AS_GOOD * first.score) break;
    if (units.every((unit) => textOverlap(unit.own, candidate.own) < MOST_OVERLAP)) units.push(candidate);
  }
  return { units: inDocumentOrder(units), score: first.score };
}

/** Kinds of question that a whole section answers. */
const BY_SECTION: ReadonlySet<Question['kind']> = new Set(['why', 'how', 'other', 'list']);
const HEAD_COVERS = 0.8;
const FEWEST_OF_SECTION = 4;

/** The beginning of the section that the unit stands in, when its heading asks what the question asks. */
function sectionOf(question: Question, first: ScoredUnit, candidates: readonly ScoredUnit[]): ScoredUnit[] {
  if (!BY_SECTION.has(question.kind) || first.headShare < HEAD_COVERS) return [];
  const { documentId, head } = first.unit;
  const section = candidates
    .filter(({ unit }) => unit.documentId === documentId && unit.head === head)
    .sort((a, b) => a.unit.start - b.unit.start);
  const upTo = section.indexOf(first) + 1;
  return section.slice(0, Math.max(FEWEST_OF_SECTION, Math.min(upTo, FEWEST_OF_SECTION + 2)));
}
