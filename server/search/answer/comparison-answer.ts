import { type ChosenAnswer, inDocumentOrder } from './chosen-answer.ts';
import { coverOf } from './concept.ts';
import type { Question } from './read-question.ts';
import type { ScoredUnit } from './score-units.ts';
import { contrasts, definitionScore } from './sentence-cues.ts';
import { textOverlap } from './text-overlap.ts';

const MOST_UNITS = 6;
const SECTION_BONUS = 0.25;
const MOST_OVERLAP = 0.7;

/** What compares two things: a section about both; else a sentence on each, with one that sets them against each other. */
export function comparisonAnswer(question: Question, candidates: readonly ScoredUnit[]): ChosenAnswer | null {
  const sides = question.concepts.map((_, at) => at).filter((at) => question.concepts[at]!.kind !== 'asking');
  const [left, right] = sides;
  if (left === undefined || right === undefined) return null;
  return sectionAnswer(question, candidates, left, right) ?? sidesAnswer(question, candidates, left, right);
}

/** Sections whose heading names both. */
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

const NAMED = 0.7;
/** A sentence that only mentions a side does not tell what it is. */
const TELLS = 0.25;
const SIDES_BONUS = 0.05;

function sidesAnswer(
  question: Question,
  candidates: readonly ScoredUnit[],
  left: number,
  right: number,
): ChosenAnswer | null {
  const names = ({ covers }: ScoredUnit, at: number): boolean => covers[at]! >= NAMED;
  const both = candidates.filter((unit) => names(unit, left) && names(unit, right));
  // A section that compares answers better as a whole.
  const isCompared = ({ head }: ScoredUnit): boolean =>
    [left, right].some((at) => coverOf(question.concepts[at]!, head) >= NAMED);
  if (both.some((unit) => isCompared(unit) && asksForDifference(question, unit))) return null;
  const against = both.find(({ unit }) => contrasts(unit.text));
  const one = bestOn(question, candidates, left, right);
  const other = bestOn(question, candidates, right, left);
  if (!one || !other || textOverlap(one.own, other.own) > MOST_OVERLAP) return null;
  const units = inDocumentOrder([...new Set([one, other, ...(against ? [against] : [])])]);
  // A sentence that sets both against each other is better alone than with weak company.
  const score = (against ?? candidates[0]!).score + SIDES_BONUS;
  return { units, core: units, score };
}

function asksForDifference({ concepts }: Question, { unit, head }: ScoredUnit): boolean {
  if (contrasts(unit.head)) return true;
  return concepts.some((concept) => concept.kind === 'asking' && coverOf(concept, head) > 0);
}

/** The sentence that tells best what one side is, without the other. */
function bestOn(
  question: Question,
  candidates: readonly ScoredUnit[],
  at: number,
  otherAt: number,
): ScoredUnit | null {
  let best: ScoredUnit | null = null;
  let most = 0;
  for (const candidate of candidates) {
    if (candidate.covers[at]! < NAMED || candidate.covers[otherAt]! >= NAMED) continue;
    const tells = definitionScore(question.concepts[at]!, candidate.unit.text);
    const value = candidate.score + 2 * tells;
    if (tells < TELLS || value <= most) continue;
    most = value;
    best = candidate;
  }
  return best;
}
