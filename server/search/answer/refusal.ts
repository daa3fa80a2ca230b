import { rankByWords } from '../retrieval/rank-by-words.ts';
import type { SearchIndex } from '../search-index.ts';
import { readWords } from '../text/read-words.ts';
import type { Question } from './read-question.ts';
import { withoutGaps } from './unit-text.ts';
import { wordingOf } from './wording.ts';

const MOST_NEAREST = 3;

/**
 * Says that the documents do not tell, what they never mention, and what comes nearest.
 *
 * @param near titles of what lies nearest by meaning, nearest first; none where there are no vectors, and words alone tell
 */
export function refusalOf(index: SearchIndex, question: Question, near: readonly string[]): string {
  const wording = wordingOf(question.language);
  if (index.tables.passages.length === 0) return wording.emptyIndex();
  const missing = question.concepts
    .filter(({ kind, isKnown }) => kind !== 'asking' && !isKnown)
    .map(({ surface }) => surface);
  return wording.notInDocuments(nearestNames(index, question, near), missing);
}

/** Entities of the question, what is near it, and titles of documents that hold what it is about; none when they hold nothing of it. */
function nearestNames({ tables }: SearchIndex, { concepts }: Question, near: readonly string[]): string[] {
  const known = concepts.filter(({ kind, isKnown }) => kind !== 'asking' && isKnown);
  const entities = known.flatMap(({ entity }) => (entity ? [entity.name] : []));
  const words = known.flatMap(({ forms }) => forms.flatMap((form) => readWords(withoutGaps(form))));
  const titles = rankByWords(tables.terms, words, MOST_NEAREST).map(
    ({ passage }) => tables.passages[passage]!.document.title,
  );
  return [...new Set([...entities, ...near, ...titles])].slice(0, MOST_NEAREST);
}
