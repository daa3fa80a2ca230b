import type { z } from 'zod';
import type { AskEvents } from '../../../domain/api/ask.ts';
import type { IndexSnapshot } from '../../snapshot.ts';
import { type AnswerSentence, answerSentences } from './answer-sentences.ts';
import { type Citable, namesIn } from './citable.ts';
import { isSupported } from './is-supported.ts';

export type Audit = z.infer<(typeof AskEvents)['audit']>;

export interface AuditOptions {
  snapshot: IndexSnapshot;
  question: string;
  /** What the answer's `[1]`, `[2]`, ... stand for, in this order. */
  cited: readonly Citable[];
  /** What a sentence has whose citations support it. */
  support: 'quoted' | 'report';
}

/** Holds every sentence of an answer against what it cites. One without a citation has no support, whatever it says. */
export function auditSentences(answer: string, options: AuditOptions): Audit['sentences'] {
  const sentences = answerSentences(answer);
  return sentences.map((sentence, at) => {
    const { text, start, end, isLead } = sentence;
    const citations =
      isLead && sentence.citations.length === 0 ? citedBelow(sentences, at) : sentence.citations;
    const sources = citations.flatMap((number) => options.cited[number - 1] ?? []);
    const { snapshot, question } = options;
    const around = [
      question,
      ...sources.map((source) => source.around),
      ...sources.flatMap((source) => namesIn(snapshot, source)),
    ];
    const cited = sources.map((source) => source.text);
    const support = isSupported(text, { cited, around }, isLead) ? options.support : ('none' as const);
    return { text, support, citations: sentence.citations, start, end };
  });
}

/** What leads to a list rests on what the list cites. */
function citedBelow(sentences: readonly AnswerSentence[], at: number): number[] {
  return [...new Set(sentences.slice(at + 1).flatMap(({ citations }) => citations))];
}
