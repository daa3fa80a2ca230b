import type { Evidence } from '../../../domain/evidence.ts';
import { findPaths } from '../find-paths.ts';
import type { SearchIndex } from '../search-index.ts';
import type { ChosenAnswer } from './chosen-answer.ts';
import type { Question } from './read-question.ts';
import { type ScoredUnit, scoreUnits } from './score-units.ts';
import { unitsOfDocument } from './unit-reader.ts';

const ASKS_FOR_RELATION =
  /关系|联系|有关|相关|\b(?:relat(?:ed|ion|ions|ionship|ionships|es?)|connect(?:ed|ion|s)?|link(?:ed|s)?|have to do with)\b/i;
/** Longer chains connect anything with anything. */
const MOST_HOPS = 3;
/** Below a sentence that names both, above anything that names one. */
const SCORE = 0.75;
const HOP_PENALTY = 0.05;

/** How two things are connected: the sentence behind each step of the best chain between them. Null unless that is asked. */
export function relationAnswer(index: SearchIndex, question: Question): ChosenAnswer | null {
  if (!ASKS_FOR_RELATION.test(question.text)) return null;
  const [left, right] = question.concepts.flatMap(({ entity }) => (entity ? [entity.id] : []));
  if (left === undefined || right === undefined) return null;
  const [path] = findPaths(index.snapshot, left, right, 1);
  if (!path || path.hops.length > MOST_HOPS) return null;
  const units: ScoredUnit[] = [];
  for (const { relationships } of path.hops) {
    const unit = firstUnit(
      index,
      question,
      relationships.flatMap(({ evidence }) => evidence),
    );
    if (!unit) return null;
    if (!units.some((known) => known.unit === unit.unit)) units.push(unit);
  }
  return { units, core: units, score: SCORE - HOP_PENALTY * path.hops.length };
}

/** The first piece of evidence that can be quoted. */
function firstUnit(index: SearchIndex, question: Question, evidence: readonly Evidence[]): ScoredUnit | null {
  for (const { documentId, start, end } of evidence) {
    const units = unitsOfDocument(index, documentId);
    const position = units.findIndex(({ unit }) => unit.start <= start && unit.end >= end);
    const [scored] = position < 0 ? [] : scoreUnits(question, units, new Set([position]), () => 0);
    if (scored) return scored;
  }
  return null;
}
