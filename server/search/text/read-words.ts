import { ABBREVIATIONS } from './word-lists.ts';

/** A word of a text. Ideographs and kana are words of one character: what they form is known only to their reader. */
export interface Word {
  /** What it is compared by: without case, marks, apostrophes and possessive s. */
  key: string;
  /** Offsets into the text. */
  start: number;
  end: number;
  /** What stands between the word before and this one. */
  gap: string;
  /** Counts from 0 within the text. */
  sentence: number;
  /** Begins with a capital. */
  isCapital: boolean;
  /** Begins with a capital or is a year: may be part of a name. */
  isNameLike: boolean;
  /** Two to five capitals, dots allowed. */
  isAcronym: boolean;
  isPossessive: boolean;
  isIdeograph: boolean;
}

const IDEOGRAPH = '[\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}]';
const HAS_IDEOGRAPH = new RegExp(IDEOGRAPH, 'u');
const ALPHABETIC_WORD = /(?:\p{L}\.){2,}(?!\p{L})|[\p{L}\p{N}]+(?:['’]\p{L}+)?/gu;
const MIXED_WORD = new RegExp(
  `${IDEOGRAPH}|(?:[A-Za-z]\\.){2,}(?![A-Za-z])|(?:(?!${IDEOGRAPH})[\\p{L}\\p{N}])+(?:['’][A-Za-z]+)?`,
  'gu',
);
const ASCII = /^[\x20-\x7e]*$/;
const MARKS = /[\u0300-\u036f]/g;
const POSSESSIVE = /['’]s$/i;
const SENTENCE_END = /[.!?]["'”’)\]]*\s/;
const ACRONYM = /^(?:\p{Lu}{2,5}|(?:\p{Lu}\.)+)$/u;

/** True when the text holds an ideograph or kana. */
export function hasIdeograph(text: string): boolean {
  return HAS_IDEOGRAPH.test(text);
}

/** The words of a text in order. */
export function readWords(text: string): Word[] {
  const pattern = hasIdeograph(text) ? MIXED_WORD : ALPHABETIC_WORD;
  const words: Word[] = [];
  let sentence = 0;
  let end = 0;
  let previous = '';
  for (const match of text.matchAll(pattern)) {
    const raw = match[0];
    const gap = text.slice(end, match.index);
    const isCapital = /^\p{Lu}/u.test(raw);
    if (words.length > 0 && startsSentence(gap, isCapital || /^\p{N}/u.test(raw), previous)) sentence += 1;
    end = match.index + raw.length;
    const isPossessive = POSSESSIVE.test(raw);
    const isIdeograph = raw.length <= 2 && hasIdeograph(raw);
    const key = isIdeograph ? foldIdeograph(raw) : foldWord(raw);
    if (key === '') continue;
    previous = key;
    words.push({
      key,
      start: match.index,
      end,
      gap,
      sentence,
      isCapital,
      isNameLike: isCapital || /^\d{4}$/.test(raw),
      isAcronym: isCapital && ACRONYM.test(raw),
      isPossessive,
      isIdeograph,
    });
  }
  return words;
}

/** One character stays one: squared words (㌀) are not taken apart. */
function foldIdeograph(raw: string): string {
  const folded = raw.normalize('NFKC');
  return [...folded].length === 1 ? folded : raw;
}

/** What a word is compared by. */
function foldWord(raw: string): string {
  const lower = ASCII.test(raw)
    ? raw.toLowerCase()
    : raw.normalize('NFKD').replace(MARKS, '').normalize('NFC').toLowerCase();
  return lower.replace(POSSESSIVE, '').replace(/['’.]/g, '');
}

function startsSentence(gap: string, mayBegin: boolean, previous: string): boolean {
  if (gap === ' ' || gap === '') return false;
  if (/[\n。！？；]/.test(gap)) return true;
  if (!mayBegin || !SENTENCE_END.test(gap)) return false;
  const isDot = /^\.\s*$/.test(gap);
  return !(isDot && (previous.length <= 1 || ABBREVIATIONS.has(previous)));
}

/** The keys of the words from `start` to `end` (excluded), joined by spaces: the key of a name. */
export function joinKeys(words: readonly Word[], start: number, end: number): string {
  let joined = words[start]?.key ?? '';
  for (let at = start + 1; at < end; at += 1) joined += ` ${words[at]?.key ?? ''}`;
  return joined;
}

/** The key of a name as it is written. */
export function nameKeyOf(name: string): string {
  return readWords(name)
    .map((word) => word.key)
    .join(' ');
}

/** Folds plurals only: a stronger stemmer finds less (measured). */
export function stemOf(key: string): string {
  return key.replace(/ies$/, 'y').replace(/([^s])s$/, '$1');
}
