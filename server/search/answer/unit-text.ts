import { readWords, stemOf, type Word } from '../text/read-words.ts';

/** A text as concepts are looked for in it. */
export interface UnitText {
  /** Stems of its words with spaces between and around, so that a form can be found by `includes`. */
  readonly key: string;
  readonly stems: ReadonlySet<string>;
  /** What other forms of its words are known by. */
  readonly roots: ReadonlySet<string>;
}

const ROOT_LENGTH = 6;
const ENDING = /(?:ings?|ed|es|ers?|e|ly)$/;

/** What the forms of an English word have in common: at most six letters, without the usual endings ("burned", "burn"). */
export function rootOf(stem: string): string {
  if (stem.length < 4) return stem;
  const bare = stem.replace(ENDING, '');
  const root = bare.length >= 3 ? bare.replace(/([^aeiou])\1$/, '$1') : stem;
  return root.slice(0, ROOT_LENGTH);
}

/** Reads a text for matching. */
export function unitTextOf(text: string): UnitText {
  const stems = readWords(text).map(({ key }) => stemOf(key));
  return {
    key: ` ${stems.join(' ')} `,
    stems: new Set(stems),
    roots: new Set(stems.map(rootOf)),
  };
}

/** The form of a name or word that `UnitText.key` can be searched for. */
export function formOf(words: readonly Word[]): string {
  return ` ${words.map(({ key }) => stemOf(key)).join(' ')} `;
}

/** The form as it is written: ideographs stand together again. */
export function withoutGaps(form: string): string {
  return form.trim().replace(/(\p{Script=Han}) (?=\p{Script=Han})/gu, '$1');
}
