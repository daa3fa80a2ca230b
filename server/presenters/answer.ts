import type { Answer } from '../../domain/answer.ts';
import type { AnswerResponse } from '../../domain/api/ask.ts';

/** An answer as lists show it, without its trace. */
export function presentAnswerSummary(answer: Omit<Answer, 'trace'>): Omit<AnswerResponse, 'trace'> {
  return {
    id: answer.id,
    question: answer.question,
    mode: answer.mode,
    model: answer.model ?? null,
    answered: answer.answered,
    text: answer.text,
    citations: answer.citations.map((citation) => ({
      number: citation.number,
      documentId: citation.documentId,
      source: citation.source,
      start: citation.start,
      end: citation.end,
      quote: citation.quote,
      entityIds: citation.entityIds,
    })),
    at: answer.at,
    milliseconds: answer.milliseconds,
  };
}

export function presentAnswer(answer: Answer): AnswerResponse {
  return {
    ...presentAnswerSummary(answer),
    trace: answer.trace.map(({ event, data }) => ({ event, data })),
  };
}
