import type { Entity } from '../../../domain/entity.ts';
import type { SearchTables } from '../index/search-tables.ts';
import { joinKeys, readWords, stemOf, type Word } from '../text/read-words.ts';
import { type ChineseWord, segmentChinese } from '../text/segment-chinese.ts';
import { STOP_WORDS } from '../text/word-lists.ts';
import type { Concept } from './concept.ts';
import { isKnownForm, passagesWith } from './known-forms.ts';
import {
  asksForNumber,
  kindOfQuestion,
  languageOfQuestion,
  type QuestionKind,
  type QuestionLanguage,
} from './question-kind.ts';
import { formOf, type UnitText, unitTextOf } from './unit-text.ts';
import { askingWords, EMPTY_CHINESE, EMPTY_ENGLISH, translationsOf } from './word-groups.ts';

/** A question as it is understood. */
export interface Question {
  readonly text: string;
  readonly language: QuestionLanguage;
  readonly kind: QuestionKind;
  readonly asksForNumber: boolean;
  readonly words: readonly Word[];
  /** The words that passages are looked for by: without the phrases that make a Chinese sentence a question. */
  readonly searchWords: readonly Word[];
  /** The question as headings are compared with it. */
  readonly whole: UnitText;
  /** In the order of the question. */
  readonly concepts: readonly Concept[];
}

/** Reads language, kind and concepts of a question. */
export function readQuestion(tables: SearchTables, text: string): Question {
  const language = languageOfQuestion(text);
  const words = readWords(text);
  return {
    text,
    language,
    kind: kindOfQuestion(text, language),
    asksForNumber: asksForNumber(text),
    words,
    searchWords: readWords(text.replace(QUESTION_PHRASE, (phrase) => ' '.repeat(phrase.length))),
    whole: unitTextOf(text),
    concepts: conceptsOf(tables, text, words),
  };
}

const QUESTION_PHRASE =
  /请问|(?:分别)?(?:是|有|叫|指|为)?(?:什么样|什么|哪一年|哪些|哪几[个种类]|哪[个种家位年里]|几[个种]|多少)(?:意思)?|为什么|为何|怎么样|怎么|怎样|如何|[吗呢]|介绍一下|解释一下|是谁|谁/g;

const LONGEST_NAME = 12;
/** What the question asks for binds less than what it is about. */
const ASKING_WEIGHT = 0.5;
/** A name tells best what a question is about. */
const ENTITY_WEIGHT = 1.25;
/** What an unknown word that is no name weighs, as a share of the most: the documents may put it in another way. */
const UNKNOWN_SHARE = 0.75;

function conceptsOf(tables: SearchTables, text: string, words: readonly Word[]): Concept[] {
  const taken = new Uint8Array(words.length);
  const insideWord = wordInteriors(words);
  const found: { start: number; concept: Concept }[] = [];
  for (let length = Math.min(LONGEST_NAME, words.length); length >= 1; length -= 1) {
    for (let start = 0; start + length <= words.length; start += 1) {
      const end = start + length;
      if (taken.subarray(start, end).includes(1)) continue;
      const entity = entityAt(tables, words, start, end);
      if (!entity || (length <= 2 && (insideWord[start] || insideWord[end]))) continue;
      taken.fill(1, start, end);
      found.push({ start, concept: entityConcept(tables, text, words.slice(start, end), entity) });
    }
  }
  for (const run of freeRuns(words, taken)) {
    for (const [start, end, tag] of wordsOfRun(words, run)) {
      const concept = wordConcept(tables, text, words.slice(start, end), tag);
      const isGlossed = taken[run[1]] === 1 && /[（(]$/.test(words[run[1]]?.gap ?? '');
      if (concept && (concept.isKnown || !isGlossed)) found.push({ start, concept });
    }
  }
  const concepts = found.sort((a, b) => a.start - b.start).map(({ concept }) => concept);
  // What only asks must be about what it asks for.
  if (concepts.some(({ kind }) => kind !== 'asking')) return concepts;
  return concepts.map((concept) => ({ ...concept, kind: 'word' as const }));
}

/** The entity that the words name: written so, or in the singular. Words that merely ask name none. */
function entityAt(
  { entities }: SearchTables,
  words: readonly Word[],
  start: number,
  end: number,
): Entity | null {
  const key = joinKeys(words, start, end);
  const plain = key.replaceAll(' ', '');
  const only = words[start]!;
  if (end - start === 1 && (only.isIdeograph || isEmptyWord(key))) return null;
  if (askingWords(plain) || EMPTY_CHINESE.has(plain)) return null;
  if (words.slice(start, end).every((word) => isEmptyWord(word.key) || askingWords(word.key))) return null;
  const last = words[end - 1]!;
  const singular = `${end - start > 1 ? `${joinKeys(words, start, end - 1)} ` : ''}${stemOf(last.key)}`;
  return entities.byKey.get(key) ?? entities.byKey.get(singular) ?? null;
}

function entityConcept(tables: SearchTables, text: string, words: readonly Word[], entity: Entity): Concept {
  const forms = new Set([formOf(words)]);
  const plain = words.map(({ key }) => key).join(words[0]?.isIdeograph ? '' : ' ');
  for (const alias of [entity.name, ...entity.aliases, ...translationsOf(plain)])
    forms.add(formOf(readWords(alias)));
  return {
    kind: 'entity',
    surface: surfaceOf(text, words),
    forms: [...forms],
    entity,
    weight: ENTITY_WEIGHT * weightOf(tables, [...forms]),
    isKnown: true,
    isSpecific: true,
  };
}

type Run = readonly [start: number, end: number];

/** Runs of words that no entity took: all ideographs without gap, words hyphened to one name, or one other word. */
function* freeRuns(words: readonly Word[], taken: Uint8Array): Generator<Run, void> {
  for (let start = 0; start < words.length; ) {
    let end = start + 1;
    const isFree = !taken[start];
    while (isFree && !taken[end] && continuesRun(words[end - 1]!, words[end])) end += 1;
    if (isFree) yield [start, end];
    start = end;
  }
}

function continuesRun(word: Word, next: Word | undefined): boolean {
  if (!next) return false;
  if (word.isIdeograph || next.isIdeograph) return word.isIdeograph && next.isIdeograph && next.gap === '';
  const isName = word.isCapital || next.isCapital || /\d/.test(word.key + next.key);
  return isName && next.gap === '-';
}

/** By word of the question, and its end: 1 where a longer Chinese word goes on, so that no short name may begin or end there. */
function wordInteriors(words: readonly Word[]): Uint8Array {
  const interiors = new Uint8Array(words.length + 1);
  for (const run of freeRuns(words, new Uint8Array(words.length))) {
    if (!words[run[0]]!.isIdeograph) continue;
    for (const [start, end, tag] of wordsOfRun(words, run)) {
      if (end - start > 2 && isNounTag(tag)) interiors.fill(1, start + 1, end);
    }
  }
  return interiors;
}

function* wordsOfRun(
  words: readonly Word[],
  [start, end]: Run,
): Generator<readonly [number, number, string], void> {
  if (!words[start]!.isIdeograph) {
    yield [start, end, 'eng'];
    return;
  }
  let at = start;
  const run = words
    .slice(start, end)
    .map(({ key }) => key)
    .join('');
  for (const { word, tag } of withCompounds(segmentChinese(run))) {
    const next = Math.min(end, at + [...word].length);
    yield [at, next, tag];
    at = next;
  }
}

function wordConcept(
  tables: SearchTables,
  text: string,
  words: readonly Word[],
  tag: string,
): Concept | null {
  const isChinese = words[0]!.isIdeograph;
  const word = words.map(({ key }) => key).join(isChinese ? '' : ' ');
  if (isEmptyWord(word)) return null;
  const group = askingWords(word);
  if (isChinese && !group && words.length === 1 && !tag.startsWith('n')) return null;
  if (!isChinese && word.length < 2 && !words[0]!.isCapital && !/\d/.test(word)) return null;
  if (/^(?:\d|\d{4})$/.test(word)) return numberConcept(word, tables);
  const forms = (group ?? translationsOf(word)).map((form) => formOf(readWords(form)));
  const isKnown = forms.some((form) => isKnownForm(tables, form));
  const weight = weightOf(tables, group ? [formOf(words)] : forms);
  const isSpecific = !group && isSpecificWord(words[0]!, word, tag);
  return {
    kind: group ? 'asking' : 'word',
    surface: surfaceOf(text, words),
    forms,
    entity: null,
    weight: group
      ? ASKING_WEIGHT * Math.min(weight, 3)
      : isKnown || isSpecific
        ? weight
        : UNKNOWN_SHARE * weight,
    isKnown,
    isSpecific,
  };
}

/** Joins a noun of one character to the noun before or after it: the dictionary does not know the compound (向量|机). */
function withCompounds(words: readonly ChineseWord[]): ChineseWord[] {
  const joined: ChineseWord[] = [];
  for (const word of words) {
    const last = joined.at(-1);
    const joins = last && isNounTag(last.tag) && isNounTag(word.tag);
    if (joins && (isSingleNoun(last) || isSingleNoun(word))) {
      joined[joined.length - 1] = { word: last.word + word.word, tag: 'n' };
    } else {
      joined.push(word);
    }
  }
  return joined;
}

function isSingleNoun({ word, tag }: ChineseWord): boolean {
  return [...word].length === 1 && tag.startsWith('n') && !EMPTY_CHINESE.has(word);
}

function isNounTag(tag: string): boolean {
  return /^(n|vn|l|i|j|eng|b|t)/.test(tag);
}

/** A year or a digit is no topic: that it occurs in the documents says little. */
function numberConcept(number: string, tables: SearchTables): Concept {
  const forms = [` ${number} `];
  const isKnown = forms.some((form) => isKnownForm(tables, form));
  return { kind: 'word', surface: number, forms, entity: null, weight: 1, isKnown, isSpecific: false };
}

function isEmptyWord(word: string): boolean {
  return STOP_WORDS.has(word) || EMPTY_ENGLISH.has(word) || EMPTY_CHINESE.has(word);
}

/** Names, and Chinese words that are nouns, must be in the documents for them to answer. */
function isSpecificWord(first: Word, word: string, tag: string): boolean {
  if (first.isIdeograph) return word.length >= 2 && isNounTag(tag);
  return first.isCapital || /\d/.test(word);
}

/** How much a concept says: less the more passages hold it. */
function weightOf(tables: SearchTables, forms: readonly string[]): number {
  const passages = tables.passages.length;
  const counts = forms.map((form) => passagesWith(tables, form)).filter((count) => count > 0);
  const most = counts.length > 0 ? Math.max(...counts) : 0;
  return Math.max(0.5, Math.log(1 + passages / (most + 1)));
}

function surfaceOf(text: string, words: readonly Word[]): string {
  return text.slice(words[0]!.start, words.at(-1)!.end);
}
