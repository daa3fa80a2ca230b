/** One message of a conversation with a model. */
export interface ChatMessage {
  role: 'system' | 'user' | 'assistant';
  content: string;
}

export interface ChatRequest {
  messages: readonly ChatMessage[];
  /** Most tokens of the reply. */
  maxTokens: number;
  /** JSON Schema the reply must follow; absent means free text. */
  schema?: { name: string; schema: Record<string, unknown> };
  /** What the call is for; receipts are kept by it. */
  purpose: string;
}

export interface ChatReply {
  text: string;
  /** Why it ended: complete, or cut at `maxTokens`. */
  finish: 'stop' | 'length';
  usage: { inputTokens: number; outputTokens: number };
}

/** A chat model behind any OpenAI-compatible server. */
export interface LanguageModel {
  readonly name: string;
  /** @throws GraphRagError `model-unavailable` (retryable), `model-output-invalid` */
  complete(request: ChatRequest, options?: { signal?: AbortSignal }): Promise<ChatReply>;
  /** The reply in pieces as it is written; the last value returned is the whole reply. */
  stream(request: ChatRequest, options?: { signal?: AbortSignal }): AsyncGenerator<string, ChatReply>;
}
