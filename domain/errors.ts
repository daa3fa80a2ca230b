import type { Reason } from './reason.ts';

/** What can go wrong, as callers switch on it. STYLE: one class, one code a kind, never a status. */
export type ErrorCode =
  | 'config-invalid'
  | 'request-invalid'
  | 'not-found'
  | 'conflict'
  | 'unauthorized'
  | 'query-invalid'
  | 'query-refused'
  | 'query-timeout'
  | 'document-unreadable'
  | 'model-unavailable'
  | 'model-output-invalid'
  | 'model-input-too-long'
  | 'budget-spent'
  | 'store-unavailable'
  | 'store-damaged'
  | 'internal';

interface GraphRagErrorOptions {
  /** What the reader can do now, in one sentence. */
  hint?: string;
  /** The same as the message, for those who tell it in other words. */
  reason?: Reason | undefined;
  cause?: unknown;
  /** True when the same call may succeed later without any change. */
  retryable?: boolean;
  /** With `model-output-invalid`: what the model said, word for word. */
  reply?: string;
}

/** The one error of Orrery: a code to switch on, a message that says what failed on which value, a hint what to do. */
export class GraphRagError extends Error {
  readonly code: ErrorCode;
  readonly hint: string | undefined;
  readonly reason: Reason | undefined;
  readonly retryable: boolean;
  /** What a model said that could not be used; may hold text of documents, so neither logged nor sent. */
  readonly reply: string | undefined;

  constructor(code: ErrorCode, message: string, options: GraphRagErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'GraphRagError';
    this.code = code;
    this.hint = options.hint;
    this.reason = options.reason;
    this.retryable = options.retryable ?? (code === 'model-unavailable' || code === 'store-unavailable');
    this.reply = options.reply;
  }
}
