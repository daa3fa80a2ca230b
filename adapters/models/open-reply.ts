import type OpenAI from 'openai';
import type { ChatBody } from './chat-body.ts';
import type { ServerFeatures } from './server-features.ts';

/** What a server sends of one reply, reduced to what is read of it. Every field may be missing: servers differ. */
export interface ReplyPiece {
  choices?: {
    delta?: ReplyText;
    message?: ReplyText;
    finish_reason?: string | null;
  }[];
  usage?: {
    prompt_tokens?: number;
    completion_tokens?: number;
    prompt_tokens_details?: { cached_tokens?: number } | null;
    /** DeepSeek's name for cached tokens. */
    prompt_cache_hit_tokens?: number;
  } | null;
  error?: unknown;
}

interface ReplyText {
  content?: string | null;
  refusal?: string | null;
  /** DeepSeek, vLLM, llama.cpp: what the model says to itself. */
  reasoning_content?: string | null;
  /** Ollama, OpenRouter: the same. */
  reasoning?: string | null;
}

/** A reply that has begun. */
export interface ReplyStart {
  pieces: AsyncIterable<ReplyPiece>;
  /** False when it comes in one piece. */
  streamed: boolean;
  /** Ends the call; what was already written is billed. */
  stop(): void;
}

/** Sends the request. @throws what the `openai` package throws, when the server refuses or does not answer */
export async function openReply(
  client: OpenAI,
  body: ChatBody,
  features: ServerFeatures,
  signal: AbortSignal | undefined,
): Promise<ReplyStart> {
  const options = signal ? { signal } : {};
  if (!features.streams) {
    const whole = await client.chat.completions.create({ ...body, stream: false }, options);
    return { pieces: onePiece(whole as ReplyPiece), streamed: false, stop: () => undefined };
  }
  const stream = await client.chat.completions.create(
    { ...body, stream: true, ...(features.streamUsage ? { stream_options: { include_usage: true } } : {}) },
    options,
  );
  return {
    pieces: stream as AsyncIterable<ReplyPiece>,
    streamed: true,
    stop: () => stream.controller.abort(),
  };
}

async function* onePiece(piece: ReplyPiece): AsyncGenerator<ReplyPiece> {
  yield piece;
}
