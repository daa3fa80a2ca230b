import type { ReadSentence } from './read-sentence.ts';

/** One noun phrase in a template, for use inside a larger pattern. */
export const PHRASE = '[\\uE000-\\uF8FF]';

const FIRST = 0xe000;
const MOST_PHRASES = 0xf8ff - FIRST;

/** A sentence with every noun phrase as one private-use character, so that patterns read phrases, not letters. */
export interface Template {
  sentence: ReadSentence;
  /** With brackets. */
  full: string;
  /** Without brackets: a gloss between subject and verb does not hide the verb. */
  text: string;
}

/** The template of a sentence. */
export function makeTemplate(sentence: ReadSentence): Template {
  let full = '';
  let at = 0;
  sentence.phrases.slice(0, MOST_PHRASES).forEach((phrase, index) => {
    full += sentence.text.slice(at, phrase.start) + String.fromCharCode(FIRST + index);
    at = phrase.end;
  });
  full += sentence.text.slice(at);
  return { sentence, full, text: full.replace(/\s*\([^()]*\)/g, '') };
}

/** Index of the phrase that a template character stands for. */
export function phraseIndex(character: string): number {
  return character.charCodeAt(0) - FIRST;
}

/** Indexes of all phrases in a piece of a template, in order. */
export function phrasesIn(piece: string): number[] {
  const indexes: number[] = [];
  for (let at = 0; at < piece.length; at += 1) {
    const code = piece.charCodeAt(at);
    if (code >= FIRST && code <= 0xf8ff) indexes.push(code - FIRST);
  }
  return indexes;
}
