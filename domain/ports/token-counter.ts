import type { ChatRequest } from './language-model.ts';

/** Counts tokens as a model would, before anything is sent. */
export interface TokenCounter {
  /** Of the tokenizer, e.g. `o200k_base`. */
  readonly name: string;
  /** Share by which a count may be off for the model: 0 when the tokenizer is the model's own. */
  readonly error: number;
  count(text: string): number;
  /** Tokens of the whole prompt, the marks around its messages included. */
  countPrompt(request: Pick<ChatRequest, 'messages' | 'schema'>): number;
}
