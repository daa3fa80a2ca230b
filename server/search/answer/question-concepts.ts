import type { Entity } from '../../../domain/entity.ts';
import type { SearchTables } from '../index/search-tables.ts';
import { joinKeys, readWords, stemOf, type Word } from '../text/read-words.ts';
import { STOP_WORDS } from '../text/word-lists.ts';
import type { Concept } from './concept.ts';
import { isKnownForm, passagesWith } from './known-forms.ts';
import { freeRuns, isNounTag, wordInteriors, wordsOfRun } from './question-words.ts';
import { formOf } from './unit-text.ts';
import { askingWords, EMPTY_CHINESE, EMPTY_ENGLISH, translationsOf } from './word-groups.ts';

const LONGEST_NAME = 12;
/** What the question asks for binds less than what it is about. */
const ASKING_WEIGHT = 0.5;
/** A name tells best what a question is about. */
const ENTITY_WEIGHT = 1.25;
/** What an unknown word that is no name weighs, as a share of the most: the documents may put it in another way. */
const UNKNOWN_SHARE = 0.75;

/** What the question names and asks, in its order: entities first, longest first, then the other words that say something. */
export function readConcepts(tables: SearchTables, text: string, words: readonly Word[]): Concept[] {
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
