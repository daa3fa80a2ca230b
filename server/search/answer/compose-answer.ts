import type { Citation } from '../../../domain/answer.ts';
import type { IndexSnapshot } from '../../snapshot.ts';
import type { ChosenAnswer } from './chosen-answer.ts';
import { coverOf } from './concept.ts';
import type { Question } from './read-question.ts';
import type { ScoredUnit } from './score-units.ts';
import { cellsOf } from './unit-reader.ts';
import { unitTextOf } from './unit-text.ts';

/** One piece of an answer: a quote as it is shown, with its number. */
export interface AnswerPiece {
  /** With what sets it apart from the piece before. */
  text: string;
  /** As shown, without number and separator. */
  sentence: string;
  citation: Citation;
}

/** Quotes the chosen units, numbered from 1. */
export function composeAnswer(
  snapshot: IndexSnapshot,
  question: Question,
  { units }: ChosenAnswer,
): AnswerPiece[] {
  return units.map((unit, at) => {
    const number = at + 1;
    const sentence = shownText(question, unit);
    return {
      text: `${separator(units, at)}${sentence} [${number}]`,
      sentence,
      citation: citationOf(snapshot, unit, number),
    };
  });
}

/** A row of a table reads as a sentence: its first cell, then the others, by the name of their column when that is asked about. */
function shownText(question: Question, { unit, columns }: ScoredUnit): string {
  if (unit.kind !== 'row') return unit.text;
  const isChinese = /\p{Script=Han}/u.test(unit.text);
  const [name = '', ...rest] = cellsOf(unit.text);
  const cells = rest.map((cell, at) => {
    const column = columns[at + 1] ?? '';
    return cell !== '' && isAskedAbout(question, column) ? `${column} ${cell}` : cell;
  });
  const shown = cells.filter((cell) => cell !== '');
  if (shown.length === 0) return name;
  return `${name}${isChinese ? '：' : ': '}${shown.join(isChinese ? '；' : '; ')}`;
}

function isAskedAbout({ concepts }: Question, column: string): boolean {
  const text = unitTextOf(column);
  return concepts.some((concept) => concept.kind !== 'asking' && coverOf(concept, text) === 1);
}

/** Items stand on lines of their own, sentences of one paragraph beside each other. */
function separator(units: readonly ScoredUnit[], at: number): string {
  const unit = units[at]!.unit;
  const isListed = unit.kind === 'item' || unit.kind === 'row';
  const before = units[at - 1]?.unit;
  if (isListed && units.length > 1) return before ? '\n- ' : '- ';
  if (!before) return '';
  return before.documentId === unit.documentId && before.block === unit.block ? ' ' : '\n';
}

function citationOf(snapshot: IndexSnapshot, { unit, entityIds }: ScoredUnit, number: number): Citation {
  const document = snapshot.documentById.get(unit.documentId);
  return {
    number,
    documentId: unit.documentId,
    source: document?.source ?? '',
    start: unit.start,
    end: unit.end,
    quote: document?.text.slice(unit.start, unit.end) ?? '',
    entityIds: [...entityIds],
  };
}
