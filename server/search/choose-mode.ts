import type { AnswerMode } from '../../domain/answer.ts';
import type { AskRequest } from '../../domain/api/ask.ts';
import type { Question } from './answer/read-question.ts';
import { wordingOf } from './answer/wording.ts';
import { findSlots } from './retrieval/question-slots.ts';
import type { SearchIndex } from './search-index.ts';
import { readCorpusQuestion } from './whole-corpus.ts';

/** How a question is answered, and why so, in its own language. */
export interface ModeChoice {
  mode: Exclude<AnswerMode, 'auto'>;
  why: string;
}

/** A question of fewer words than this that names nothing is looked up by its words. */
const FEW_CONCEPTS = 3;

/**
 * `auto` reads reports when all of the documents are asked about, and walks when there is a name to start from or several things to connect;
 * without a model. Where only passages are looked for, it never chooses reports.
 */
export function chooseMode(
  { mode, retrieveOnly }: Pick<AskRequest, 'mode' | 'retrieveOnly'>,
  index: SearchIndex,
  question: Question,
): ModeChoice {
  const wording = wordingOf(question.language);
  if (mode !== 'auto') return { mode, why: wording.asAsked(mode) };
  const hasReports = index.snapshot.reportById.size > 0;
  if (hasReports && !retrieveOnly && readCorpusQuestion(question).isAboutEverything) {
    return { mode: 'global', why: wording.whyGlobal() };
  }
  const names = namesIn(index, question);
  if (names.length === 0 && question.concepts.length < FEW_CONCEPTS) {
    return { mode: 'basic', why: wording.whyBasic() };
  }
  return { mode: 'local', why: wording.whyLocal(names) };
}

/** The question's names, as written. */
function namesIn({ tables }: SearchIndex, { text, words, concepts }: Question): string[] {
  const slots = findSlots(tables, words)
    .filter(({ kind }) => kind === 'name')
    .sort((a, b) => a.start - b.start)
    .map(({ start, end }) => text.slice(words[start]!.start, words[end - 1]!.end));
  const entities = concepts.flatMap(({ entity, surface }) => (entity ? [surface] : []));
  return [...new Set(entities.length > 0 ? entities : slots)];
}
