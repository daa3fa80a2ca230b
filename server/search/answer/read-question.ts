import type { SearchTables } from '../index/search-tables.ts';
import { readWords, type Word } from '../text/read-words.ts';
import type { Concept } from './concept.ts';
import { readConcepts } from './question-concepts.ts';
import {
  asksForNumber,
  kindOfQuestion,
  languageOfQuestion,
  type QuestionKind,
  type QuestionLanguage,
} from './question-kind.ts';
import { type UnitText, unitTextOf } from './unit-text.ts';

const QUESTION_PHRASE =
  /请问|(?:分别)?(?:是|有|叫|指|为)?(?:什么样|什么|哪一年|哪些|哪几[个种类]|哪[个种家位年里]|几[个种]|多少)(?:意思)?|为什么|为何|怎么样|怎么|怎样|如何|[吗呢]|介绍一下|解释一下|是谁|谁/g;

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
    concepts: readConcepts(tables, text, words),
  };
}
