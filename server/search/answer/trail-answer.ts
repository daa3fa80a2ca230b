import type { WalkResult } from '../retrieval/walk.ts';
import type { SearchIndex } from '../search-index.ts';
import { goesThroughUnnamed } from './chain-answer.ts';
import type { ChosenAnswer } from './chosen-answer.ts';
import type { Question } from './read-question.ts';
import { coverageOf, type ScoredUnit } from './score-units.ts';

/** Most sentences of a trail. */
const MOST_UNITS = 3;
/** The trail keeps to the passages that the walk found best. */
const PASSAGES = 10;
/** Each sentence must add so much of what the question is about, */
const LEAST_GAIN = 0.08;
/** and all together must hold so much of it. */
const LEAST_COVERAGE = 0.75;
/** Anything that answers more directly comes first. */
const SCORE = 0.3;

/**
 * Sentences of passages that the walk connects, which only together hold what a question of several hops is about. Null
 * when the question is about one thing, or they hold too little of it.
 */
export function trailAnswer(
  index: SearchIndex,
  question: Question,
  candidates: readonly ScoredUnit[],
  walk: WalkResult,
): ChosenAnswer | null {
  const about = question.concepts.filter(({ kind }) => kind !== 'asking');
  const names = about.filter(({ entity, surface }) => entity !== null || /\p{Lu}/u.test(surface));
  const isIndirect = about.length >= 2 && goesThroughUnnamed(question);
  if (walk.steps.length === 0 || (names.length < 2 && !isIndirect)) return null;
  const passages = walk.passages.slice(0, PASSAGES).map(({ passage }) => passage);
  const onTrail = candidates.flatMap((unit) => {
    const passage = passages.find((at) => holds(index, at, unit));
    return passage === undefined ? [] : [{ unit, passage }];
  });
  const links = linksOf(walk);
  const chosen: { unit: ScoredUnit; passage: number }[] = [];
  let covers = question.concepts.map(() => 0);
  while (chosen.length < MOST_UNITS) {
    const reachable = onTrail.filter(
      ({ passage }) => chosen.length === 0 || chosen.some((one) => links.has(linkKey(one.passage, passage))),
    );
    const next = bestAddition(question, covers, reachable);
    if (!next) break;
    chosen.push(next);
    covers = joined(covers, next.unit.covers);
  }
  if (chosen.length < 2 || coverageOf(question.concepts, covers) < LEAST_COVERAGE) return null;
  const units = chosen.map(({ unit }) => unit);
  return { units, core: units, score: SCORE, isTrail: true };
}

function holds({ tables }: SearchIndex, passage: number, { unit }: ScoredUnit): boolean {
  const { document, start, end } = tables.passages[passage]!;
  return document.id === unit.documentId && unit.start >= start && unit.end <= end;
}

function linksOf({ steps }: WalkResult): ReadonlySet<string> {
  return new Set(steps.map(({ from, to }) => linkKey(from, to)));
}

function linkKey(one: number, other: number): string {
  return one < other ? `${one} ${other}` : `${other} ${one}`;
}

function joined(one: readonly number[], other: readonly number[]): number[] {
  return one.map((cover, at) => Math.max(cover, other[at]!));
}

function bestAddition<Candidate extends { unit: ScoredUnit }>(
  question: Question,
  covers: readonly number[],
  candidates: readonly Candidate[],
): Candidate | null {
  const before = coverageOf(question.concepts, covers);
  let best: Candidate | null = null;
  let most = 0;
  for (const candidate of candidates) {
    const gain = coverageOf(question.concepts, joined(covers, candidate.unit.covers)) - before;
    // Of equal gains the better sentence.
    const value = gain + 0.1 * candidate.unit.score;
    if (gain >= LEAST_GAIN && value > most) {
      most = value;
      best = candidate;
    }
  }
  return best;
}
