import { readWords, stemOf, type Word } from '../text/read-words.ts';

/** A text as concepts are looked for in it. */
export interface UnitText {
  /** Stems of its words with spaces between and around, so that a form can be found by `includes`. */
  readonly key: string;
  readonly stems: ReadonlySet<string>;
  /** First six letters of its longer words. */
  readonly prefixes: ReadonlySet<string>;
}

/** Words that begin with the same six letters are forms of one ("reduces", "reduction"). */
export const PREFIX_LENGTH = 6;

/** Reads a text for matching. */
export function unitTextOf(text: string): UnitText {
  const stems = readWords(text).map(({ key }) => stemOf(key));
  const long = stems.filter((stem) => stem.length >= PREFIX_LENGTH);
  return {
    key: ` ${stems.join(' ')} `,
    stems: new Set(stems),
    prefixes: new Set(long.map((stem) => stem.slice(0, PREFIX_LENGTH))),
  };
}

/** The form of a name or word that `UnitText.key` can be searched for. */
export function formOf(words: readonly Word[]): string {
  return ` ${words.map(({ key }) => stemOf(key)).join(' ')} `;
}
