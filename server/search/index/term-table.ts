import { stemOf, type Word } from '../text/read-words.ts';
import { STOP_WORDS } from '../text/word-lists.ts';
import type { Steps } from './stepwise.ts';

const K1 = 1.2;
const B = 0.75;
/** A word of the title counts as much as so many in the text. */
const TITLE_WEIGHT = 3;
const PREFIX_LENGTH = 6;

/** Words (stemmed) and pairs of neighbouring ideographs, with what BM25 needs of each. */
export interface TermTable {
  readonly passageCount: number;
  readonly idOf: ReadonlyMap<string, number>;
  /** By term. */
  readonly idf: Float64Array;
  /** Postings of term t are at `[offsets[t], offsets[t + 1])`, passages ascending. */
  readonly offsets: Int32Array;
  readonly passages: Int32Array;
  /** BM25's saturated weight of the term in the passage, 0..1, title included. */
  readonly saturation: Float32Array;
  /** By passage: a term id for each word of the text, -1 for stop words. */
  readonly textTerms: readonly Int32Array[];
  /** By passage: term ids of title and headings, without stop words. */
  readonly titleTerms: readonly Int32Array[];
  /** Terms of one class begin with the same six letters ("director", "directed"). */
  readonly prefixClass: Int32Array;
}

/** The words of a passage: of its text, and of its title with headings. */
export interface PassageWords {
  text: readonly Word[];
  title: readonly Word[];
}

/** The term of the word at `at`, or null for a stop word. An ideograph stands for itself and the next. */
export function termAt(words: readonly Word[], at: number): string | null {
  const word = words[at];
  if (!word) return null;
  if (!word.isIdeograph) return STOP_WORDS.has(word.key) ? null : stemOf(word.key);
  const next = words[at + 1];
  if (next?.isIdeograph && next.gap === '') return word.key + next.key;
  const previous = words[at - 1];
  return previous?.isIdeograph && word.gap === '' ? null : word.key;
}

/** Counts the terms of all passages. */
export function* buildTermTable(passages: readonly PassageWords[]): Steps<TermTable> {
  const idOf = new Map<string, number>();
  const textTerms: Int32Array[] = [];
  const titleTerms: Int32Array[] = [];
  for (const { text, title } of passages) {
    textTerms.push(termIds(text, idOf));
    titleTerms.push(termIds(title, idOf).filter((term) => term >= 0));
    yield;
  }
  const counts = yield* countTerms(textTerms, titleTerms, idOf.size);
  return {
    passageCount: passages.length,
    idOf,
    textTerms,
    titleTerms,
    prefixClass: prefixClasses(idOf),
    ...counts,
  };
}

function termIds(words: readonly Word[], idOf: Map<string, number>): Int32Array {
  const ids = new Int32Array(words.length);
  for (let at = 0; at < words.length; at += 1) {
    const term = termAt(words, at);
    if (term === null) {
      ids[at] = -1;
      continue;
    }
    let id = idOf.get(term);
    if (id === undefined) {
      id = idOf.size;
      idOf.set(term, id);
    }
    ids[at] = id;
  }
  return ids;
}

type TermCounts = Pick<TermTable, 'idf' | 'offsets' | 'passages' | 'saturation'>;

function* countTerms(
  textTerms: readonly Int32Array[],
  titleTerms: readonly Int32Array[],
  termCount: number,
): Steps<TermCounts> {
  const passageCount = textTerms.length;
  const offsets = new Int32Array(termCount + 1);
  const lengths = new Float64Array(passageCount);
  const seenIn = new Int32Array(termCount).fill(-1);
  for (let passage = 0; passage < passageCount; passage += 1) {
    const text = textTerms[passage]!;
    const title = titleTerms[passage]!;
    let words = 0;
    for (const terms of [text, title]) {
      for (const term of terms) {
        if (term < 0) continue;
        words += terms === text ? 1 : TITLE_WEIGHT;
        if (seenIn[term] !== passage) offsets[term + 1] = offsets[term + 1]! + 1;
        seenIn[term] = passage;
      }
    }
    lengths[passage] = words;
    yield;
  }
  const idf = new Float64Array(termCount);
  for (let term = 0; term < termCount; term += 1) {
    const df = offsets[term + 1]!;
    idf[term] = Math.log(1 + (passageCount - df + 0.5) / (df + 0.5));
    offsets[term + 1] = offsets[term]! + df;
  }
  const postings = yield* fillPostings(textTerms, titleTerms, offsets, lengths);
  return { idf, offsets, ...postings };
}

function* fillPostings(
  textTerms: readonly Int32Array[],
  titleTerms: readonly Int32Array[],
  offsets: Int32Array,
  lengths: Float64Array,
): Steps<Pick<TermTable, 'passages' | 'saturation'>> {
  const total = offsets.at(-1) ?? 0;
  const passages = new Int32Array(total);
  const saturation = new Float32Array(total);
  const next = offsets.slice();
  const frequency = new Float64Array(Math.max(0, offsets.length - 1));
  const average = lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, lengths.length);
  for (let passage = 0; passage < textTerms.length; passage += 1) {
    const text = textTerms[passage]!;
    const title = titleTerms[passage]!;
    for (const term of text) if (term >= 0) frequency[term] = frequency[term]! + 1;
    for (const term of title) frequency[term] = frequency[term]! + TITLE_WEIGHT;
    const damping = K1 * (1 - B + (B * lengths[passage]!) / average);
    for (const terms of [text, title]) {
      for (const term of terms) {
        const count = term < 0 ? 0 : frequency[term]!;
        if (count === 0) continue;
        const at = next[term]!;
        next[term] = at + 1;
        passages[at] = passage;
        saturation[at] = count / (count + damping);
        frequency[term] = 0;
      }
    }
    yield;
  }
  return { passages, saturation };
}

function prefixClasses(idOf: ReadonlyMap<string, number>): Int32Array {
  const first = new Map<string, number>();
  const classes = new Int32Array(idOf.size);
  for (const [term, id] of idOf) {
    const prefix = term.slice(0, PREFIX_LENGTH);
    const known = first.get(prefix);
    if (known === undefined) first.set(prefix, id);
    classes[id] = known ?? id;
  }
  return classes;
}
