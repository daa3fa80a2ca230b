import type { ModelUsage } from '../model-price.ts';

/** One message of a conversation with a model. */
export interface ChatMessage {
  role: 'system' | 'user' | 'assistant';
  content: string;
}

/** The shape that a reply must have. */
export interface ReplySchema {
  /** Letters, digits, `_` and `-`, at most 64. */
  name: string;
  /** JSON Schema of the subset that strict servers take: every object closed, every property required. */
  schema: Record<string, unknown>;
  /** True when the messages already tell the format in words; else it is told where the server cannot hold the model to it. */
  described?: boolean;
}

export interface ChatRequest {
  messages: readonly ChatMessage[];
  /** Most tokens of the reply. */
  maxTokens: number;
  /** What the reply must follow; absent means free text. */
  schema?: ReplySchema;
  /** What the call is for (`extract`, `report`, `answer`, ...); receipts are kept by it, and it is no part of what is remembered. */
  purpose: string;
  /** 0 unless told: the same request gives the same reply as far as the server can. */
  temperature?: number;
  /**
   * The caller's word on a reply: null takes it, a sentence says what is wrong with it. A refused reply is asked for once more with that
   * sentence, unless it used up `maxTokens`; refused again it is `model-output-invalid`. Only what was taken is ever remembered, and
   * what was remembered is put to the question again. Must be quick and depend on nothing but the reply. Absent: any whole reply is taken.
   */
  accept?: (reply: ChatReply) => string | null;
  /**
   * False for a record of the reply (an element of the outermost list that is open) that is about nothing that was asked; `before` are the lists of records that
   * ended before it, in order. A reply with a schema of which several in a row are so, or were told before, is cut while it is written. Absent: only what
   * was told before counts.
   */
  tells?: (record: unknown, before: readonly (readonly unknown[])[]) => boolean;
}

export interface ChatReply {
  /** What the model said, without its thinking and without code fences around JSON. Never empty. */
  text: string;
  /** With a schema: `text` as JSON, not checked against the schema (parse it with Zod). Undefined without one. */
  value?: unknown;
  /** True when `text` was not JSON and `value` is what could be made of it; of a reply that was cut off,
   * only what stood whole: the record in the middle of which it ended is not in it. */
  repaired: boolean;
  /**
   * Why it ended: complete; cut off (at `maxTokens`, at the end of the context, because it said one thing over and over, or by the server); or, of a reply
   * with a schema, cut where its records began to run in circles: `value` and `text` have those before. Such a reply is never remembered.
   */
  finish: 'stop' | 'length' | 'circles';
  /** What this reply took, asking again included; what a remembered reply took when it was new. */
  usage: ModelUsage;
  /** True when it was remembered and nothing was asked. */
  cached: boolean;
}

/** What is known of a model; null is not known. */
export interface ModelDescription {
  /** Tokens of prompt and reply together. */
  contextTokens: number | null;
  /** How the server holds a reply to its schema; null before the first such call. */
  structuredReplies: 'json-schema' | 'json-object' | 'text' | null;
}

export interface ModelCallOptions {
  signal?: AbortSignal;
}

/** A chat model behind any OpenAI-compatible server. Any number of calls may be made at once: what stands behind this port limits them. */
export interface LanguageModel {
  readonly name: string;
  /**
   * @throws GraphRagError `model-unavailable` (retryable, or not: wrong key, unknown model), `model-input-too-long`,
   * `model-output-invalid` (its `reply` keeps the raw text), `budget-spent`; the signal's own error when cancelled
   */
  complete(request: ChatRequest, options?: ModelCallOptions): Promise<ChatReply>;
  /**
   * The reply in pieces as it is written; the last value returned is the whole reply. Nothing is asked again once a piece was given out,
   * and a reply that `accept` refuses is returned but not remembered.
   *
   * @throws as `complete`; `model-unavailable` too when the reply breaks off
   */
  stream(request: ChatRequest, options?: ModelCallOptions): AsyncGenerator<string, ChatReply>;
  /** True when the reply to just this request is remembered, so that `complete` would ask nothing. Absent where nothing is remembered. */
  remembers?(request: ChatRequest): Promise<boolean>;
  /**
   * True for a model whose replies that list records are expected to run in circles: it has very few parameters, or did so here before and has not shown better
   * since. Asks at most a server of one's own which models it has; what cannot be known is false. Absent: false.
   *
   * @throws only the signal's own error
   */
  runsInCircles?(options?: ModelCallOptions): Promise<boolean>;
  /** Asks the server once what it can do. @throws GraphRagError `model-unavailable` when it cannot be reached or refuses the key */
  describe(options?: ModelCallOptions): Promise<ModelDescription>;
}
