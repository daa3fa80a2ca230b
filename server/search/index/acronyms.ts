import { joinKeys, type Word } from '../text/read-words.ts';
import { STOP_WORDS } from '../text/word-lists.ts';
import type { NameMentions } from './name-mentions.ts';
import type { Steps } from './stepwise.ts';

const LONGEST_NAME = 40;
/** "Long Name (LN)" speaks for the reading as much as so many passages. */
const STATED = 20;
const FEWEST_PASSAGES = 3;

/**
 * Which name an all-capitals word of two to five letters stands for: the one with those initials, when it occurs in at
 * least three passages and twice as often as the runner-up.
 *
 * @param texts the words of each passage's text
 */
export function* readAcronyms(
  texts: readonly (readonly Word[])[],
  mentions: NameMentions,
): Steps<Map<string, string>> {
  const candidates = yield* candidatesOf(texts, mentions);
  const scores = new Map<string, number>();
  for (const names of candidates.values()) {
    for (const name of names) scores.set(name, mentions.countOf(name));
  }
  for (const words of texts) {
    words.forEach((word, at) => {
      if (!isAcronym(word) || !word.gap.endsWith('(')) return;
      for (const name of candidates.get(word.key) ?? []) {
        const length = name.split(' ').length;
        if (at >= length && joinKeys(words, at - length, at) === name) {
          scores.set(name, (scores.get(name) ?? 0) + STATED);
        }
      }
    });
    yield;
  }
  const acronyms = new Map<string, string>();
  for (const [acronym, names] of candidates) {
    const [best = '', second = ''] = names.sort((a, b) => (scores.get(b) ?? 0) - (scores.get(a) ?? 0));
    const score = scores.get(best) ?? 0;
    if (score >= FEWEST_PASSAGES && score >= 2 * (scores.get(second) ?? 0)) acronyms.set(acronym, best);
  }
  return acronyms;
}

/** True for a word that may stand for a longer name. */
export function isAcronym(word: Word): boolean {
  return word.isAcronym && word.key.length <= 5;
}

function* candidatesOf(
  texts: readonly (readonly Word[])[],
  mentions: NameMentions,
): Steps<Map<string, string[]>> {
  const used = new Set<string>();
  for (const words of texts) {
    for (const word of words) if (isAcronym(word)) used.add(word.key);
    yield;
  }
  const candidates = new Map<string, string[]>();
  for (const name of mentions.keys) {
    const initials = initialsOf(name);
    if (initials === null || !used.has(initials)) continue;
    const names = candidates.get(initials);
    if (names) names.push(name);
    else candidates.set(initials, [name]);
    yield;
  }
  return candidates;
}

/** First letters of a name of two to five words, stop words aside. */
function initialsOf(name: string): string | null {
  if (name.length > LONGEST_NAME || !name.includes(' ')) return null;
  const words = name.split(' ').filter((word) => !STOP_WORDS.has(word));
  if (words.length < 2 || words.length > 5) return null;
  return words.map((word) => word.charAt(0)).join('');
}
