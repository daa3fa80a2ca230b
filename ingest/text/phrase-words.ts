/** A word inside a phrase; offsets into the phrase's surface. */
export interface PhraseWord {
  start: number;
  end: number;
  /** The tagger's tag: jieba's in small letters for Chinese, a universal tag in capitals for English. */
  tag: string;
  word: string;
}

const WORD = /([A-Za-z]+)(\d+)/g;
/** English tags by one letter, since every phrase of the index carries them. */
const LETTERS: Readonly<Record<string, string>> = {
  NOUN: 'N',
  PROPN: 'P',
  ADJ: 'J',
  VERB: 'V',
  SUSPECT: 'S',
  ADP: 'I',
  DET: 'D',
};
const TAGS: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(LETTERS).map(([tag, letter]) => [letter, tag]),
);

/** Tags and lengths of the words of a phrase in one string, such as `b2n2vn2` or `J5N7`; spaces are left out. */
export function encodeWords(words: readonly { start: number; end: number; tag: string }[]): string {
  return words.map(({ start, end, tag }) => `${LETTERS[tag] ?? tag}${end - start}`).join('');
}

/** The words of a phrase, from its surface and what `encodeWords` made of them; none when nobody looked inside. */
export function phraseWords(surface: string, encoded: string | undefined): PhraseWord[] {
  const words: PhraseWord[] = [];
  let at = 0;
  for (const match of (encoded ?? '').matchAll(WORD)) {
    while (at < surface.length && /\s/.test(surface.charAt(at))) at += 1;
    const end = at + Number(match[2]);
    const tag = match[1] ?? '';
    words.push({ start: at, end, tag: TAGS[tag] ?? tag, word: surface.slice(at, end) });
    at = end;
  }
  return words;
}
