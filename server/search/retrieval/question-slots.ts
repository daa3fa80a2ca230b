import { canonicalKey, isEntityKey } from '../index/entity-names.ts';
import type { SearchTables } from '../index/search-tables.ts';
import { nameSpans } from '../text/name-spans.ts';
import { joinKeys, type Word } from '../text/read-words.ts';
import { STOP_WORDS } from '../text/word-lists.ts';

/** Longest name, in words, that is looked for in a question. */
const LONGEST_NAME = 12;

/** A name in a question. */
export interface QuestionSlot {
  /** Words `[start, end)` of the question. */
  readonly start: number;
  readonly end: number;
  /** Key of the name in the index; for a phrase, of the words. */
  readonly key: string;
  /**
   * `name`: a name of the index. `common`: one written all in lower case, which does not vote. `phrase`: capitalised
   * words that are no name of the index.
   */
  readonly kind: 'name' | 'common' | 'phrase';
}

/** The names of the index in the question, longest first and not overlapping, then what else is capitalised. */
export function findSlots(tables: SearchTables, question: readonly Word[]): QuestionSlot[] {
  const slots: QuestionSlot[] = [];
  const taken = new Uint8Array(question.length);
  for (let length = Math.min(LONGEST_NAME, question.length); length >= 1; length -= 1) {
    for (let start = 0; start + length <= question.length; start += 1) {
      const end = start + length;
      if (taken.subarray(start, end).includes(1)) continue;
      if (length === 1 && !mayStandAlone(question[start]!)) continue;
      const key = nameOfIndex(tables, question, start, end);
      if (key === null) continue;
      const isName =
        isEntityKey(key) || question.slice(start, end).some((word) => word.isNameLike || word.isIdeograph);
      slots.push({ start, end, key, kind: isName ? 'name' : 'common' });
      taken.fill(1, start, end);
    }
  }
  for (const [start, end] of nameSpans(question)) slots.push(...phrasesIn(question, start, end, taken));
  return slots;
}

function mayStandAlone(word: Word): boolean {
  return word.isNameLike && word.key.length > 1 && !STOP_WORDS.has(word.key);
}

function nameOfIndex(
  { names, entities }: SearchTables,
  question: readonly Word[],
  start: number,
  end: number,
): string | null {
  const key = canonicalKey(entities, joinKeys(question, start, end));
  if (!names.idOf.has(key) && !names.single.has(key)) return null;
  if (end - start > 1 || !question[start]!.isAcronym) return key;
  return names.acronyms.get(key) ?? key;
}

/** What is left of a capitalised span, without stop words at its ends; the first word of a question is capitalised anyway. */
function phrasesIn(question: readonly Word[], from: number, to: number, taken: Uint8Array): QuestionSlot[] {
  const phrases: QuestionSlot[] = [];
  for (let start = from; start < to; ) {
    while (start < to && (taken[start] || start === 0 || isStop(question[start]))) start += 1;
    let free = start;
    while (free < to && !taken[free]) free += 1;
    let end = free;
    while (end > start && isStop(question[end - 1])) end -= 1;
    if (end > start) phrases.push({ start, end, key: joinKeys(question, start, end), kind: 'phrase' });
    start = free + 1;
  }
  return phrases;
}

function isStop(word: Word | undefined): boolean {
  return word !== undefined && STOP_WORDS.has(word.key);
}
