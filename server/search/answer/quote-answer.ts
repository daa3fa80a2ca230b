import type { AskEvent } from '../../../domain/api/ask.ts';
import { refuse } from '../found.ts';
import type { WalkResult } from '../retrieval/walk.ts';
import type { SearchIndex } from '../search-index.ts';
import { chooseAnswer } from './choose-answer.ts';
import { type AnswerPiece, composeAnswer } from './compose-answer.ts';
import { findUnits } from './find-units.ts';
import { mayBeAnswered } from './is-answered.ts';
import type { Question } from './read-question.ts';
import { wordingOf } from './wording.ts';

/** Quotes that answer; none when the documents do not tell. */
export interface QuotedAnswer {
  pieces: readonly AnswerPiece[];
  /** They answer only together. */
  isTrail: boolean;
}

const NOTHING: QuotedAnswer = { pieces: [], isTrail: false };

/** Chooses the quotes that answer, from the passages that were found. */
export function quotedAnswerOf(index: SearchIndex, question: Question, walk: WalkResult): QuotedAnswer {
  if (!mayBeAnswered(question)) return NOTHING;
  const chosen = chooseAnswer(index, question, findUnits(index, question, walk.passages), walk);
  if (!chosen) return NOTHING;
  return { pieces: composeAnswer(index.snapshot, question, chosen), isTrail: chosen.isTrail === true };
}

/** The events of an answer made of quotes, or of the refusal. @returns whether there is an answer */
export function* quoteAnswer(
  question: Question,
  { pieces, isTrail }: QuotedAnswer,
  refusal: () => string,
): Generator<AskEvent, boolean> {
  if (pieces.length === 0) return yield* refuse(refusal());
  if (isTrail) yield { event: 'text', data: { text: `${wordingOf(question.language).onlyTogether()}\n` } };
  return yield* tellPieces(pieces, () => 'quoted');
}

/** Texts, then citations, then the audit of pieces that each have their citation. */
export function* tellPieces(
  pieces: readonly AnswerPiece[],
  supportOf: (piece: AnswerPiece) => 'quoted' | 'report',
): Generator<AskEvent, boolean> {
  for (const { text } of pieces) yield { event: 'text', data: { text } };
  for (const { citation } of pieces) yield { event: 'citation', data: citation };
  const sentences = pieces.map((piece) => ({
    text: piece.sentence,
    support: supportOf(piece),
    citations: [piece.citation.number],
  }));
  yield { event: 'audit', data: { sentences, struckOut: 0, cutOff: false } };
  return true;
}
