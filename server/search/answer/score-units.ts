import { readWords } from '../text/read-words.ts';
import type { UnitKind } from './answer-units.ts';
import type { Concept } from './concept.ts';
import { coverOf } from './concept.ts';
import type { Question } from './read-question.ts';
import { cueScore, definitionScore, isContinuation } from './sentence-cues.ts';
import { textOverlap } from './text-overlap.ts';
import type { ReadUnit } from './unit-reader.ts';
import { formOf } from './unit-text.ts';

/** A unit with how well it answers. */
export interface ScoredUnit extends ReadUnit {
  readonly score: number;
  /** By concept of the question: how well the unit with its surroundings covers it, 0..1. */
  readonly covers: readonly number[];
  /** Share of what the question is about, 0..1, asking words left out. */
  readonly coverage: number;
  /** The same, of the unit's own words. */
  readonly ownCoverage: number;
  /** Share of the question that its heading holds, 0..1. */
  readonly headShare: number;
  /** Rank of its passage among those found, from 0. */
  readonly rank: number;
}

/** Kinds of unit that can be an answer. */
const ANSWERS: ReadonlySet<UnitKind> = new Set(['prose', 'item', 'row']);

/** What a unit in the language of the question has ahead. */
export const SAME_LANGUAGE = 0.12;

/** What stands around a sentence speaks for it less than its own words. */
const HEAD = 0.85;
const PATH = 0.7;
const LEAD = 0.75;
const HEADER = 0.7;
/** The name stands there only as part of a longer name ("BERT" in "Sentence-BERT"). */
const NESTED = 0.5;
/** A version of it ("Mixtral 8x7B"). */
const NESTED_IN_FRONT = 0.75;
const BEFORE = 0.35;
const BEFORE_PRONOUN = 0.75;

/** Scores the units of one document for a question; questions and headings are no answers and score nothing. */
export function scoreUnits(
  question: Question,
  units: readonly ReadUnit[],
  chosen: ReadonlySet<number>,
  rankOf: (unit: ReadUnit) => number,
): ScoredUnit[] {
  const scored: ScoredUnit[] = [];
  for (const read of units) {
    const { kind, position } = read.unit;
    if (!chosen.has(position) || !ANSWERS.has(kind)) continue;
    const covers = question.concepts.map((concept) => coverWithSurroundings(concept, read, units));
    if (covers.every((cover) => cover === 0)) continue;
    const own = question.concepts.map((concept) => ownCover(concept, read));
    const rank = rankOf(read);
    const headCovers = question.concepts.map((concept) => coverOf(concept, read.head));
    const headShare = coverageOf(question.concepts, headCovers, true);
    const score =
      baseScore(question, covers, own) +
      formScore(question, read, own, headShare) -
      0.004 * Math.min(rank, 20);

    scored.push({
      ...read,
      score,
      covers,
      coverage: coverageOf(question.concepts, covers),
      ownCoverage: coverageOf(question.concepts, own),
      headShare,
      rank,
    });
  }
  return scored;
}

/** How well the unit's own words cover the concept. */
export function ownCover(concept: Concept, { own, entityIds, names }: ReadUnit): number {
  const cover = coverOf(concept, own);
  if (cover < 1 || concept.entity === null || entityIds.has(concept.entity.id)) return cover;
  let nested = 1;
  for (const name of names) {
    if (concept.forms.includes(name)) continue;
    if (concept.forms.some((form) => name.startsWith(form))) nested = Math.min(nested, NESTED_IN_FRONT);
    else if (concept.forms.some((form) => name.includes(form))) nested = NESTED;
  }
  return nested;
}

function coverWithSurroundings(concept: Concept, read: ReadUnit, units: readonly ReadUnit[]): number {
  const { unit, head, path, header } = read;
  let cover = ownCover(concept, read);
  if (cover === 1) return 1;
  cover = Math.max(cover, HEAD * coverOf(concept, head), PATH * coverOf(concept, path));
  if (header) cover = Math.max(cover, HEADER * coverOf(concept, header));
  const lead = unit.lead === null ? undefined : units[unit.lead];
  if (lead) cover = Math.max(cover, LEAD * coverOf(concept, lead.own));
  const before = units[unit.position - 1];
  if (before && before.unit.block === unit.block && unit.kind === 'prose') {
    const weight = isContinuation(unit.text) ? BEFORE_PRONOUN : BEFORE;
    cover = Math.max(cover, weight * coverOf(concept, before.own));
  }
  return cover;
}

/** Weighted share of the concepts that are covered; words that merely ask count in `withAsking` only. */
export function coverageOf(
  concepts: readonly Concept[],
  covers: readonly number[],
  withAsking = false,
): number {
  let sum = 0;
  let total = 0;
  concepts.forEach((concept, at) => {
    if (concept.kind === 'asking' && !withAsking) return;
    sum += concept.weight * covers[at]!;
    total += concept.weight;
  });
  return total === 0 ? 0 : sum / total;
}

function baseScore(question: Question, covers: readonly number[], own: readonly number[]): number {
  return 0.55 * coverageOf(question.concepts, covers, true) + 0.2 * coverageOf(question.concepts, own, true);
}

/** What the form of the unit says: kind of sentence, place under its heading, language, length. */
function formScore(question: Question, read: ReadUnit, own: readonly number[], headShare: number): number {
  const { unit } = read;
  let score = cueScore(question, unit.text);
  if (question.kind === 'definition') score += definitionBonus(question, unit.text);
  if (question.kind === 'who' || question.kind === 'when') score += subjectBonus(question, read);
  else if (question.kind !== 'definition' && isHeadedByTopic(question, read)) score += SUBJECT;
  if (headShare > 0.8) score += unit.opensSection ? 0.2 : 0.1;
  score += sameQuestionBonus(question, read);
  if (unit.kind === 'row' && question.kind !== 'list') score -= 0.05;
  if (/[：:]$/.test(unit.text)) score -= 0.15;
  if (/[?？]/.test(unit.text)) score -= 0.3;
  if (isContinuation(unit.text) && own.every((cover) => cover === 0)) score -= 0.05;
  const isChinese = /\p{Script=Han}{2}/u.test(unit.text);
  if (isChinese === (question.language === 'zh')) score += SAME_LANGUAGE;
  if (unit.text.length < 10) score -= 0.1;
  if (unit.isTask) score -= 0.2;
  if (unit.text.length > 320) score -= 0.05;
  return score;
}

/** How well the text defines the first thing that the question names, 0..0.4. */
export function definitionBonus(question: Question, text: string): number {
  const topics = question.concepts.filter(({ kind }) => kind !== 'asking');
  return topics.length === 0 ? 0 : definitionScore(topics[0]!, text);
}

/** A heading that asks in nearly the same words is as good as an answer. */
const SAME_QUESTION = 0.85;
const SAME_QUESTION_BONUS = 0.45;

/** Added to what stands under a heading that asks the same. */
export function sameQuestionBonus({ whole, concepts }: Question, { head }: ReadUnit): number {
  if (textOverlap(whole, head) <= SAME_QUESTION) return 0;
  return concepts.every((concept) => coverOf(concept, head) > 0) ? SAME_QUESTION_BONUS : 0;
}

const SUBJECT = 0.12;

/** True for an item or row that begins with what is asked about ("DiskANN | graph on SSD | …", "HyDE：…"). */
function isHeadedByTopic({ concepts }: Question, { unit }: ReadUnit): boolean {
  if (unit.kind === 'prose') return false;
  const term = /^[^|：:（(]{1,60}/.exec(unit.text)?.[0].trim() ?? '';
  const form = formOf(readWords(term));
  return concepts.some(({ kind, forms }) => kind !== 'asking' && forms.includes(form));
}

/** Who did it and when is told of the subject: the first thing that the unit names, or what its heading or title names. */
function subjectBonus({ concepts }: Question, { names, head, path }: ReadUnit): number {
  const topics = concepts.filter(({ kind }) => kind !== 'asking');
  const isFirst = topics.some(({ forms }) => names[0] !== undefined && forms.includes(names[0]));
  if (isFirst || topics.some((topic) => coverOf(topic, head) === 1)) return SUBJECT;
  if (topics.some((topic) => coverOf(topic, path) === 1)) return SUBJECT;
  return names.length > 0 && topics.some(({ entity }) => entity !== null) ? -SUBJECT : 0;
}
