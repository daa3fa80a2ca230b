import { supportFor } from './chain-answer.ts';
import { type ChosenAnswer, inDocumentOrder } from './chosen-answer.ts';
import { isAnswered } from './is-answered.ts';
import type { Question } from './read-question.ts';
import { definitionBonus, type ScoredUnit } from './score-units.ts';
import { hasReason, isContinuation } from './sentence-cues.ts';
import { textOverlap } from './text-overlap.ts';

/** How many sentences an answer has at most, by kind. */
const MOST_UNITS: Record<Question['kind'], number> = {
  definition: 3,
  comparison: 4,
  list: 4,
  who: 2,
  when: 2,
  why: 4,
  how: 5,
  other: 3,
};
/** A further sentence must be nearly as good as the first, */
const NEARLY_AS_GOOD = 0.78;
/** and not say the same again. */
const MOST_OVERLAP = 0.6;
const CANDIDATES = 30;

/** The best sentence, with its section when that answers as a whole, and what is nearly as good and says something else. */
export function plainAnswer(question: Question, candidates: readonly ScoredUnit[]): ChosenAnswer | null {
  const first = candidates.find((candidate) => isAnswered(question, [candidate]));
  if (!first) return null;
  const units = [first, ...sectionMates(question, first, candidates)];
  const support = supportFor(question, first, candidates);
  if (support) units.push(support);
  const most = Math.max(MOST_UNITS[question.kind], Math.min(units.length + 1, MOST_WITH_SECTION));
  for (const candidate of candidates.slice(0, CANDIDATES)) {
    if (units.length >= most || candidate.score < NEARLY_AS_GOOD * first.score) break;
    if (units.includes(candidate) || !addsToAnswer(question, first, candidate)) continue;
    if (units.every((unit) => textOverlap(unit.own, candidate.own) < MOST_OVERLAP)) units.push(candidate);
  }
  if (question.kind === 'definition' && units.length === 1) units.push(...continuationOf(first, candidates));
  return { units: inDocumentOrder(units), core: [first], score: first.score };
}

/** What a further sentence must bring, by kind of question; it must always name something that is asked about. */
function addsToAnswer(question: Question, first: ScoredUnit, candidate: ScoredUnit): boolean {
  if (candidate.ownCoverage === 0) return false;
  const { unit } = candidate;
  const isSameDocument = unit.documentId === first.unit.documentId;
  switch (question.kind) {
    case 'definition':
      // The definition comes first: what stands before it in its document is left out, and so is what defines nothing.
      if (isSameDocument && unit.position < first.unit.position) return false;
      return definitionBonus(question, unit.text) >= DEFINES;
    case 'who':
    case 'when':
      return candidate.ownCoverage >= NAMES_TOPIC;
    case 'why':
      return hasReason(unit.text) || candidate.ownCoverage >= NAMES_ALL;
    default:
      return true;
  }
}

const DEFINES = 0.4;
const NAMES_TOPIC = 0.5;
const NAMES_ALL = 0.9;

/** Kinds of question that a whole section answers. */
const BY_SECTION: ReadonlySet<Question['kind']> = new Set(['why', 'how', 'other', 'list']);
const HEAD_COVERS = 0.8;
const MOST_OF_SECTION = 3;
const MOST_WITH_SECTION = 5;

/** What stands beside the unit in its section, when the heading asks what the question asks; rows of tables only beside rows. */
function sectionMates(
  question: Question,
  first: ScoredUnit,
  candidates: readonly ScoredUnit[],
): ScoredUnit[] {
  if (!BY_SECTION.has(question.kind) || first.headShare < HEAD_COVERS) return [];
  const { documentId, head, kind } = first.unit;
  return candidates
    .filter(({ unit }) => unit.documentId === documentId && unit.head === head && unit !== first.unit)
    .filter(({ unit }) => (unit.kind === 'row') === (kind === 'row'))
    .sort((a, b) => distance(a, first) - distance(b, first))
    .slice(0, MOST_OF_SECTION);
}

/** What stands before counts as far as it is, what stands behind is preferred. */
function distance({ unit }: ScoredUnit, { unit: first }: ScoredUnit): number {
  const steps = unit.position - first.position;
  return steps > 0 ? steps : 0.5 - steps;
}

/** The sentence after a definition that stands alone, when it goes on about the same. */
function continuationOf({ unit }: ScoredUnit, candidates: readonly ScoredUnit[]): ScoredUnit[] {
  const next = candidates.find(
    (other) => other.unit.documentId === unit.documentId && other.unit.position === unit.position + 1,
  );
  const goesOn = next && next.unit.block === unit.block && next.unit.kind === 'prose';
  return goesOn && isContinuation(next.unit.text) ? [next] : [];
}
