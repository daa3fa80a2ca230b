import { isAbbreviationOf, isAcronym, isLooseAbbreviationOf } from '../text/abbreviation.ts';
import { hasCjk } from '../text/characters.ts';
import { termKey } from '../text/term-key.ts';

/** Two long English names without a word in common are two things that share an acronym. */
export function clashingEnglish(left: readonly string[], right: readonly string[]): boolean {
  const long = (keys: readonly string[]): string[][] =>
    keys.filter((key) => !hasCjk(key) && key.includes(' ')).map((key) => key.split(' '));
  const others = long(right);
  return long(left).some((one) => others.some((other) => !one.some((word) => other.includes(word))));
}

/** Two Chinese names with nothing in common, or one the tail of the other (语言模型, 大语言模型), share no gloss. */
export function clashingChinese(left: readonly string[], right: readonly string[]): boolean {
  for (const one of left) {
    for (const other of right) {
      if (!hasCjk(one) || !hasCjk(other)) continue;
      if (one.endsWith(other) || other.endsWith(one)) return true;
      if (one.charAt(0) !== other.charAt(0) && one.slice(-2) !== other.slice(-2)) return true;
    }
  }
  return false;
}

/** Two acronyms of one thing must spell the same words. */
export function clashingAcronyms(names: readonly string[]): boolean {
  const acronyms = [...new Set(names.filter(isAcronym))];
  if (acronyms.length < 2) return false;
  const long = names.filter((name) => !isAcronym(name));
  return !acronyms.every((acronym, index) =>
    acronyms.slice(index + 1).every((other) => {
      if (termKey(acronym) === termKey(other)) return true;
      return long.some((name) => spells(acronym, name) && spells(other, name));
    }),
  );
}

function spells(acronym: string, name: string): boolean {
  return isAbbreviationOf(acronym, name) || isLooseAbbreviationOf(acronym, name);
}
