import type { Misbehaviour } from './misbehaviour.ts';

/** A chat request as the server read it. */
export interface ChatCallBody {
  model: string;
  messages: { role: string; content: string }[];
  stream?: boolean;
  stream_options?: { include_usage?: boolean };
  response_format?: { type: string; json_schema?: { name: string; schema: Record<string, unknown> } };
  max_tokens?: number;
  max_completion_tokens?: number;
  temperature?: number;
}

export interface EmbeddingCallBody {
  model: string;
  input: string | string[];
  encoding_format?: 'float' | 'base64';
}

/** One request in the log of the server. */
export interface ModelCall {
  /** From 1, in order of arrival. */
  number: number;
  kind: 'chat' | 'embedding' | 'models';
  /** True when it came in a batch. */
  batched: boolean;
  /** Empty for lists of models. */
  body: ChatCallBody | EmbeddingCallBody | Record<string, never>;
  /** All messages, or all texts, one after the other. */
  prompt: string;
  /** By one tokenizer (`o200k_base`), of the texts alone. */
  inputTokens: number;
  /** 0 when no reply was sent. */
  outputTokens: number;
  /** What was sent: `pending` until then. */
  outcome: 'pending' | 'answered' | 'refused' | Misbehaviour['kind'];
  /** 0 until something was sent. */
  status: number;
  reply: string;
}
