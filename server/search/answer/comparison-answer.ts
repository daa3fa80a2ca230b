import { type ChosenAnswer, inDocumentOrder } from './chosen-answer.ts';
import { coverOf } from './concept.ts';
import type { Question } from './read-question.ts';
import type { ScoredUnit } from './score-units.ts';
import { definitionScore } from './sentence-cues.ts';
import { textOverlap } from './text-overlap.ts';

const MOST_UNITS = 6;
const SECTION_BONUS = 0.25;
const SIDES_PENALTY = 0.25;
const MOST_OVERLAP = 0.7;

/** What compares two things: a section about both, else sentences that name both, else a sentence on each. */
export function comparisonAnswer(question: Question, candidates: readonly ScoredUnit[]): ChosenAnswer | null {
  const sides = question.concepts.map((_, at) => at).filter((at) => question.concepts[at]!.kind !== 'asking');
  const [left, right] = sides;
  if (left === undefined || right === undefined) return null;
  return sectionAnswer(question, candidates, left, right) ?? sidesAnswer(question, candidates, left, right);
}

/** Sections whose heading names both, or one beneath the other, and asks for the difference. */
function sectionAnswer(
  question: Question,
  candidates: readonly ScoredUnit[],
  left: number,
  right: number,
): ChosenAnswer | null {
  const sections = new Map<string, ScoredUnit[]>();
  for (const candidate of candidates) {
    const { documentId, head } = candidate.unit;
    const headCover = (at: number): number => coverOf(question.concepts[at]!, candidate.head);
    if (Math.min(headCover(left), headCover(right)) < 0.7) continue;
    const key = `${documentId} ${head}`;
    const known = sections.get(key);
    if (known) known.push(candidate);
    else sections.set(key, [candidate]);
  }
  let best: ChosenAnswer | null = null;
  for (const units of sections.values()) {
    const score = units[0]!.score + SECTION_BONUS;
    if (best && best.score >= score) continue;
    const shown = units.slice(0, MOST_UNITS).sort((a, b) => a.unit.start - b.unit.start);
    best = { units: shown, core: shown, score };
  }
  return best;
}

/** Sentences that name both sides; without any, the best on each. */
function sidesAnswer(
  question: Question,
  candidates: readonly ScoredUnit[],
  left: number,
  right: number,
): ChosenAnswer | null {
  const both = candidates.filter(({ covers }) => covers[left]! >= 0.7 && covers[right]! >= 0.7);
  if (both.length > 0) return null;
  const sideScore = (unit: ScoredUnit, at: number): number =>
    unit.score + definitionScore(question.concepts[at]!, unit.unit.text);
  const bestOf = (at: number): ScoredUnit | undefined =>
    candidates
      .filter(({ covers }) => covers[at]! >= 0.7)
      .sort((a, b) => sideScore(b, at) - sideScore(a, at))[0];
  const one = bestOf(left);
  const other = bestOf(right);
  if (!one || !other || textOverlap(one.own, other.own) > MOST_OVERLAP) return null;
  return {
    units: inDocumentOrder([one, other]),
    core: [one, other],
    score: one.score + other.score - SIDES_PENALTY,
  };
}
