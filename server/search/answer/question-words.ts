import type { Word } from '../text/read-words.ts';
import { type ChineseWord, segmentChinese } from '../text/segment-chinese.ts';
import { EMPTY_CHINESE } from './word-groups.ts';

/** Words `[start, end)` of a question. */
type Run = readonly [start: number, end: number];

/** Runs of words that no entity took: all ideographs without gap, words hyphened to one name, or one other word. */
export function* freeRuns(words: readonly Word[], taken: Uint8Array): Generator<Run, void> {
  for (let start = 0; start < words.length; ) {
    let end = start + 1;
    const isFree = !taken[start];
    while (isFree && !taken[end] && continuesRun(words[end - 1]!, words[end])) end += 1;
    if (isFree) yield [start, end];
    start = end;
  }
}

function continuesRun(word: Word, next: Word | undefined): boolean {
  if (!next) return false;
  if (word.isIdeograph || next.isIdeograph) return word.isIdeograph && next.isIdeograph && next.gap === '';
  const isName = word.isCapital || next.isCapital || /\d/.test(word.key + next.key);
  return isName && next.gap === '-';
}

/** By word of the question, and its end: 1 where a longer Chinese word goes on, so that no short name may begin or end there. */
export function wordInteriors(words: readonly Word[]): Uint8Array {
  const interiors = new Uint8Array(words.length + 1);
  for (const run of freeRuns(words, new Uint8Array(words.length))) {
    if (!words[run[0]]!.isIdeograph) continue;
    for (const [start, end, tag] of wordsOfRun(words, run)) {
      if (end - start > 2 && isNounTag(tag)) interiors.fill(1, start + 1, end);
    }
  }
  return interiors;
}

/** The words of a run with their part of speech (`eng` for what is not Chinese), as ranges of the question. */
export function* wordsOfRun(
  words: readonly Word[],
  [start, end]: Run,
): Generator<readonly [number, number, string], void> {
  if (!words[start]!.isIdeograph) {
    yield [start, end, 'eng'];
    return;
  }
  let at = start;
  const run = words
    .slice(start, end)
    .map(({ key }) => key)
    .join('');
  for (const { word, tag } of withCompounds(segmentChinese(run))) {
    const next = Math.min(end, at + [...word].length);
    if (next > at) yield [at, next, tag];
    at = next;
  }
}

/** Joins a noun of one character to the noun before or after it: the dictionary does not know the compound (向量|机). */
function withCompounds(words: readonly ChineseWord[]): ChineseWord[] {
  const joined: ChineseWord[] = [];
  for (const word of words) {
    const last = joined.at(-1);
    const joins = last && isNounTag(last.tag) && isNounTag(word.tag);
    if (joins && (isSingleNoun(last) || isSingleNoun(word))) {
      joined[joined.length - 1] = { word: last.word + word.word, tag: 'n' };
    } else {
      joined.push(word);
    }
  }
  return joined;
}

function isSingleNoun({ word, tag }: ChineseWord): boolean {
  return [...word].length === 1 && tag.startsWith('n') && !EMPTY_CHINESE.has(word);
}

/** True for the tags of nouns and what stands for nouns. */
export function isNounTag(tag: string): boolean {
  return /^(n|vn|l|i|j|eng|b|t)/.test(tag);
}
