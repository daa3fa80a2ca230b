import { INSIDE_TITLE, OWN_TITLE } from '../index/name-mentions.ts';
import type { SearchTables } from '../index/search-tables.ts';
import { type TermTable, termAt } from '../index/term-table.ts';
import type { Word } from '../text/read-words.ts';
import type { QuestionCover } from './question-cover.ts';
import type { QuestionSlot } from './question-slots.ts';

/** How well a passage matches a slot that its title, or only its text, bears. */
const MATCH_INSIDE_TITLE = 0.5;
const MATCH_IN_TEXT = 0.2;

/** What the names of a question say about passages. */
export interface SlotVotes {
  /** By passage: the largest vote of a slot, 0..1. */
  readonly hits: Float64Array;
  /** Where the walk starts, by passage; sums to 1, empty when no slot votes. */
  readonly seeds: ReadonlyMap<number, number>;
  /** The slots that voted. */
  readonly voters: readonly QuestionSlot[];
}

/** Each name votes for the passages that bear it; each gets its own share of the seeds, so that both sides of a comparison do. */
export function voteBySlots(
  tables: SearchTables,
  cover: QuestionCover,
  question: readonly Word[],
  slots: readonly QuestionSlot[],
): SlotVotes {
  const passageCount = tables.passages.length;
  const hits = new Float64Array(passageCount);
  const seeds = new Map<number, number>();
  const voters: QuestionSlot[] = [];
  let shares = 0;
  for (const slot of slots) {
    if (slot.kind === 'common') continue;
    const matches = matchesOf(tables, question, slot);
    if (matches.size === 0) continue;
    voters.push(slot);
    const specific = specificity(passageCount, matches.size);
    const votes = votesOf(matches, cover, specific);
    let sum = 0;
    for (const [passage, vote] of votes) {
      sum += vote;
      hits[passage] = Math.max(hits[passage]!, vote);
    }
    const share = specific / Math.sqrt(Math.max(1, sum / specific));
    shares += share;
    for (const [passage, vote] of votes) seeds.set(passage, (seeds.get(passage) ?? 0) + (share * vote) / sum);
  }
  for (const [passage, seed] of seeds) seeds.set(passage, seed / shares);
  return { hits, seeds, voters };
}

/** 1 for names of at most three passages, less for common ones. */
function specificity(passageCount: number, matchCount: number): number {
  return Math.min(1, Math.log(1 + passageCount / matchCount) / Math.log(1 + passageCount / 3));
}

function votesOf(
  matches: ReadonlyMap<number, number>,
  cover: QuestionCover,
  specific: number,
): Map<number, number> {
  const fitOf = (passage: number, match: number): number => match * (cover.share[passage]! + 1e-6);
  let best = 0;
  for (const [passage, match] of matches) best = Math.max(best, fitOf(passage, match));
  const votes = new Map<number, number>();
  for (const [passage, match] of matches) {
    votes.set(passage, (fitOf(passage, match) / best) ** 2 * match * specific);
  }
  return votes;
}

/** How well passages match the slot, 0..1. */
function matchesOf(
  { names, terms }: SearchTables,
  question: readonly Word[],
  slot: QuestionSlot,
): Map<number, number> {
  const name = names.idOf.get(slot.key);
  if (name !== undefined) {
    const matches = new Map<number, number>();
    for (let at = names.offsets[name]!; at < names.offsets[name + 1]!; at += 1) {
      matches.set(names.passages[at]!, matchOf(names.strengths[at]!));
    }
    return matches;
  }
  const only = names.single.get(slot.key);
  return only === undefined ? phraseMatches(terms, question, slot) : new Map([[only, MATCH_IN_TEXT]]);
}

function matchOf(strength: number): number {
  if (strength === OWN_TITLE) return 1;
  return strength === INSIDE_TITLE ? MATCH_INSIDE_TITLE : MATCH_IN_TEXT;
}

/** Passages that hold the words of a phrase in sequence, stop words aside. */
function phraseMatches(
  table: TermTable,
  question: readonly Word[],
  { start, end }: QuestionSlot,
): Map<number, number> {
  const phrase: number[] = [];
  for (let at = start; at < end; at += 1) {
    const term = termAt(question, at);
    if (term !== null) phrase.push(table.idOf.get(term) ?? -1);
  }
  const matches = new Map<number, number>();
  if (phrase.length === 0 || phrase.includes(-1)) return matches;
  const countOf = (term: number): number => table.offsets[term + 1]! - table.offsets[term]!;
  const rarest = phrase.reduce((best, term) => (countOf(term) < countOf(best) ? term : best));
  for (let at = table.offsets[rarest]!; at < table.offsets[rarest + 1]!; at += 1) {
    const passage = table.passages[at]!;
    const title = table.titleTerms[passage]!;
    if (containsInSequence(title, phrase)) {
      matches.set(passage, Math.max(MATCH_INSIDE_TITLE, phrase.length / title.length));
    } else if (containsInSequence(table.textTerms[passage]!, phrase)) {
      matches.set(passage, MATCH_IN_TEXT);
    }
  }
  return matches;
}

/** True when the terms hold the phrase, stop words (-1) between its words allowed. */
export function containsInSequence(terms: Int32Array, phrase: readonly number[]): boolean {
  const words = phrase.length > 1 ? terms.filter((term) => term >= 0) : terms;
  for (let at = words.indexOf(phrase[0]!); at >= 0; at = words.indexOf(phrase[0]!, at + 1)) {
    if (phrase.every((term, index) => words[at + index] === term)) return true;
  }
  return false;
}
