import type { z } from 'zod';
import type { AskEvent, AskEvents } from '../../domain/api/ask.ts';
import type { LanguageModel } from '../../domain/ports/language-model.ts';
import type { TokenCounter } from '../../domain/ports/token-counter.ts';

/** The model that writes an answer. */
export interface Writer {
  chat: LanguageModel;
  counter: TokenCounter;
}

/** What was found for a question, and the way to an answer from it. */
export interface Found {
  expand: z.infer<(typeof AskEvents)['expand']>;
  context: z.infer<(typeof AskEvents)['context']>;
  /**
   * Text, citations and audit; nothing is asked of a model before.
   *
   * @returns whether the documents answer
   */
  answer(): AsyncGenerator<AskEvent, boolean> | Generator<AskEvent, boolean>;
}

/** Says that the documents do not tell. */
export function* refuse(refusal: string): Generator<AskEvent, boolean> {
  yield { event: 'text', data: { text: refusal, refusal: true } };
  yield { event: 'audit', data: { sentences: [], struckOut: 0, cutOff: false } };
  return false;
}
