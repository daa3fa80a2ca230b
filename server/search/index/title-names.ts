import { leadNames } from '../text/name-spans.ts';
import { nameKeyOf, type Word } from '../text/read-words.ts';
import { STOP_WORDS } from '../text/word-lists.ts';
import type { Passage } from './passages.ts';
import type { Steps } from './stepwise.ts';

/** Longest title, in words, that is looked for in texts. */
const LONGEST_TITLE = 10;

/** What passages call themselves. */
export interface TitleNames {
  /** By passage: keys of its titles and their shorter forms. */
  readonly aliases: readonly ReadonlySet<string>[];
  readonly keys: ReadonlySet<string>;
  /** By first word: words of the longest title that begins so. */
  readonly longestByFirstWord: ReadonlyMap<string, number>;
}

/**
 * The names of passages: title, title without its bracket, that without a leading "the"; the innermost heading likewise.
 * Without a title the subject of the first sentence.
 *
 * @param texts the words of each passage's text
 */
export function* readTitleNames(
  passages: readonly Passage[],
  texts: readonly (readonly Word[])[],
): Steps<TitleNames> {
  const keys = new Set<string>();
  const longestByFirstWord = new Map<string, number>();
  const aliases: Set<string>[] = [];
  for (let at = 0; at < passages.length; at += 1) {
    const own = new Set(aliasesOf(passages[at]!, texts[at]!).filter(isName));
    for (const key of own) {
      keys.add(key);
      const words = key.split(' ');
      const first = words[0] ?? '';
      const known = longestByFirstWord.get(first) ?? 0;
      longestByFirstWord.set(first, Math.max(known, Math.min(words.length, LONGEST_TITLE)));
    }
    aliases.push(own);
    yield;
  }
  return { aliases, keys, longestByFirstWord };
}

function aliasesOf({ title, headings }: Passage, text: readonly Word[]): string[] {
  const titles = [title, headings.at(-1) ?? ''].filter((name) => name.trim() !== '');
  return titles.length > 0 ? titles.flatMap(titleAliases) : leadNames(text);
}

function titleAliases(title: string): string[] {
  const bare = nameKeyOf(title.replace(/\s*[(（][^)）]*[)）]\s*/g, ' '));
  const names = [nameKeyOf(title), bare];
  if (bare.startsWith('the ')) names.push(bare.slice(4));
  return names;
}

/** True when the key says enough to be a name. */
export function isName(key: string): boolean {
  return key.length > 2 && !STOP_WORDS.has(key);
}
