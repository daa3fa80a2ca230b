import { cleanQuote } from '../answer/clean-quote.ts';
import type { AnswerPiece } from '../answer/compose-answer.ts';
import type { Concept } from '../answer/concept.ts';
import type { SearchIndex } from '../search-index.ts';
import { citationOf } from '../writing/citable.ts';
import { type ChosenReport, coverIn } from './choose-reports.ts';

/** Share of the topic that a finding must hold to be told of. */
const LEAST_COVER = 0.4;
const MOST_FINDINGS = 8;

/** One finding of each report, the best of those that hold the topic: a list in the order of the reports. */
export function quoteFindings(
  { snapshot }: SearchIndex,
  chosen: readonly ChosenReport[],
  topic: readonly Concept[],
): AnswerPiece[] {
  const pieces: AnswerPiece[] = [];
  for (const { text, findings } of chosen) {
    const best = findings[0];
    if (!best || pieces.length === MOST_FINDINGS) continue;
    if (topic.length > 0 && coverIn(best.own, topic) < LEAST_COVER) continue;
    const number = pieces.length + 1;
    const citation = citationOf(snapshot, best.citable, number);
    const separator = /\p{Script=Han}/u.test(best.citable.text) ? '：' : ': ';
    const sentence = best.citable.text;
    const shown = `- **${text.report.title}**${separator}${sentence} [${number}]`;
    pieces.push({ text: number === 1 ? shown : `\n${shown}`, sentence, citation });
  }
  return pieces;
}

/** True when the finding is the sentence behind it, not somebody's words about it. */
export function isQuote({ sentence, citation }: AnswerPiece): boolean {
  const letters = (text: string): string => text.replace(/[^\p{L}\p{N}]+/gu, '');
  return letters(cleanQuote(citation.quote)) === letters(sentence);
}
