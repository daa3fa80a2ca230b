import type { Citation } from '../../../domain/answer.ts';
import type { IndexSnapshot } from '../../snapshot.ts';
import type { ChosenAnswer } from './chosen-answer.ts';
import type { ScoredUnit } from './score-units.ts';

/** One piece of an answer: a quote as it is shown, with its number. */
export interface AnswerPiece {
  /** With what sets it apart from the piece before. */
  text: string;
  /** As shown, without number and separator. */
  sentence: string;
  citation: Citation;
}

/** Quotes the chosen units, numbered from 1. */
export function composeAnswer(snapshot: IndexSnapshot, { units }: ChosenAnswer): AnswerPiece[] {
  return units.map((unit, at) => {
    const number = at + 1;
    const sentence = shownText(unit);
    return {
      text: `${separator(units, at)}${sentence} [${number}]`,
      sentence,
      citation: citationOf(snapshot, unit, number),
    };
  });
}

function shownText({ unit }: ScoredUnit): string {
  if (unit.kind !== 'row') return unit.text;
  const cells = unit.text.split('|').map((cell) => cell.trim());
  const colon = /\p{Script=Han}/u.test(unit.text) ? '：' : ': ';
  const comma = /\p{Script=Han}/u.test(unit.text) ? '；' : '; ';
  const [name = '', ...rest] = cells;
  return rest.length > 0 ? `${name}${colon}${rest.join(comma)}` : name;
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
