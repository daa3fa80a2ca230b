import type { Concept } from './concept.ts';
import type { Question } from './read-question.ts';
import { coverageOf, type ScoredUnit } from './score-units.ts';
import { hasAnswerCue } from './sentence-cues.ts';

/** Share of what a question is about that its answer must hold, surroundings included. */
const LEAST_COVERAGE = 0.6;
/** Share of the question that may be words which the documents do not know, specific or not. */
const MOST_UNKNOWN = 0.5;

/** Whether the documents can hold an answer at all, judged by the question's words. */
export function mayBeAnswered({ concepts }: Question): boolean {
  const about = concepts.filter(({ kind }) => kind !== 'asking');
  if (about.length === 0) return false;
  if (about.some(({ isKnown, isSpecific }) => !isKnown && isSpecific)) return false;
  const known = about.map(({ isKnown }) => (isKnown ? 1 : 0));
  return coverageOf(about, known) > 1 - MOST_UNKNOWN;
}

/** A time answers "when", a person or body "who": for the latter also what was done must be told, unless it is authorship. */
function tellsWhatIsAsked(
  question: Question,
  units: readonly ScoredUnit[],
  covers: readonly number[],
): boolean {
  if (question.kind === 'when') return units.some(({ unit }) => hasAnswerCue(question, unit.text));
  if (question.kind !== 'who' && question.kind !== 'how') return true;
  const deeds = question.concepts.map((_, at) => at).filter((at) => question.concepts[at]!.kind === 'asking');
  if (deeds.length === 0 || deeds.some((at) => covers[at]! > 0)) return true;
  // Without a name only what is asked for tells that the sentence is not about something else.
  if (question.kind === 'how') return question.concepts.some((concept) => concept.entity || isName(concept));
  const isAuthorship = deeds.some((at) => question.concepts[at]!.forms.includes(' author '));
  return isAuthorship && units.some(({ unit }) => hasAnswerCue(question, unit.text));
}

/** Named things must be in an answer, whatever else of the question is. */
function isName({ kind, surface }: Concept): boolean {
  return kind !== 'asking' && /[\p{Lu}\d]/u.test(surface) && !/^\d+$/.test(surface);
}

/** Whether the units together hold enough of what the question is about. */
export function isAnswered(question: Question, units: readonly ScoredUnit[]): boolean {
  if (units.length === 0) return false;
  const covers = question.concepts.map((_, at) => Math.max(...units.map((unit) => unit.covers[at]!)));
  const lacksName = question.concepts.some((concept, at) => isName(concept) && covers[at] === 0);
  if (lacksName) return false;
  return coverageOf(question.concepts, covers) >= LEAST_COVERAGE && tellsWhatIsAsked(question, units, covers);
}
