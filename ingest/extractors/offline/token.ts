/**
 * One word of a sentence, as offsets into the sentence's text.
 *
 * `tag` is the tagger's: jieba's for Chinese (`n`, `v`, `nr`, ...) with `eng` for Latin runs, `m` for numbers and `x` for
 * marks; universal tags for English (`NOUN`, `PROPN`, ...), with `SUSPECT` for a noun that a determiner follows: most
 * of those are verbs.
 */
export interface Token {
  start: number;
  end: number;
  tag: string;
  word: string;
}

/** A noun phrase: adjoining tokens, the last of which is its head. */
export interface Phrase {
  start: number;
  end: number;
  tokens: Token[];
}
