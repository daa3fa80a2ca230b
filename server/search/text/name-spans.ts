import { joinKeys, type Word } from './read-words.ts';
import { ABBREVIATIONS, CONNECTORS, COPULAS, PREPOSITIONS, PRONOUNS, STOP_WORDS } from './word-lists.ts';

/** A run of words, `[start, end)`. */
export type WordRange = readonly [start: number, end: number];

/**
 * Names by their capitals: the longest runs of capitalised words and years, up to two connectors allowed before a
 * further capital ("University of the Arts"). A possessive, a year and the end of a sentence end a run.
 */
export function nameSpans(words: readonly Word[]): WordRange[] {
  const spans: WordRange[] = [];
  for (let start = 0; start < words.length; ) {
    if (!words[start]?.isNameLike) {
      start += 1;
      continue;
    }
    const end = spanEnd(words, start);
    spans.push([start, end]);
    start = end;
  }
  return spans;
}

function spanEnd(words: readonly Word[], start: number): number {
  let end = start + 1;
  for (;;) {
    const last = words[end - 1];
    const next = words[end];
    if (!last || !next || last.isPossessive || !last.isCapital || next.sentence !== last.sentence) return end;
    if (next.isCapital && continuesName(last, next)) {
      end += 1;
      continue;
    }
    let after = end;
    while (after < end + 2 && isConnector(words[after])) after += 1;
    const capital = words[after];
    if (after === end || !capital?.isCapital || capital.gap !== ' ') return end;
    end = after + 1;
  }
}

function continuesName(last: Word, next: Word): boolean {
  if (/^[ \-–]$/.test(next.gap)) return true;
  return /^\. ?$/.test(next.gap) && (last.key.length <= 1 || ABBREVIATIONS.has(last.key));
}

function isConnector(word: Word | undefined): boolean {
  return word !== undefined && !word.isNameLike && CONNECTORS.has(word.key) && word.gap === ' ';
}

const LONGEST_LEAD = 12;

/**
 * What a text without a title is about: the subject of its first sentence (before the first copula, colon or bracket,
 * also cut at the first comma), else its first capitalised name if that stands at the very beginning. Keys of names.
 */
export function leadNames(words: readonly Word[]): string[] {
  const subject = subjectNames(words);
  if (subject.length > 0) return subject;
  const [first] = nameSpans(words.slice(0, 40));
  if (!first || first[0] > 3) return [];
  let start = first[0];
  const end = first[1];
  while (start < end && isLeadingNoise(words[start])) start += 1;
  const isYear = end - start === 1 && !words[start]?.isCapital;
  return start < end && !isYear ? [joinKeys(words, start, end)] : [];
}

function subjectNames(words: readonly Word[]): string[] {
  let end = 0;
  while (end < words.length && end <= LONGEST_LEAD && !endsSubject(words[end], end)) end += 1;
  const first = words[0];
  if (!first || end === 0 || end > LONGEST_LEAD || end >= words.length) return [];
  if (PREPOSITIONS.has(first.key) || PRONOUNS.has(first.key)) return [];
  let comma = 1;
  while (comma < end && !words[comma]?.gap.includes(',')) comma += 1;
  const names = [trimmedName(words, end)];
  if (comma < end) names.push(trimmedName(words, comma));
  return names.filter((name) => name !== null);
}

function endsSubject(word: Word | undefined, at: number): boolean {
  return !word || (at > 0 && (COPULAS.has(word.key) || /[(（:]/.test(word.gap) || word.sentence > 0));
}

function trimmedName(words: readonly Word[], to: number): string | null {
  let start = 0;
  let end = to;
  while (start < end) {
    const key = words[start]?.key ?? '';
    const isArticle = /^(the|an?)$/.test(key);
    if (!isArticle && !(PREPOSITIONS.has(key) && !words[start + 1]?.isNameLike)) break;
    start += 1;
  }
  while (end > start && STOP_WORDS.has(words[end - 1]?.key ?? '')) end -= 1;
  return end > start && words[start]?.isNameLike ? joinKeys(words, start, end) : null;
}

function isLeadingNoise(word: Word | undefined): boolean {
  return word !== undefined && (STOP_WORDS.has(word.key) || PREPOSITIONS.has(word.key));
}
