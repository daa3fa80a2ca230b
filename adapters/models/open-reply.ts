import type OpenAI from 'openai';
import { APIError } from 'openai';
import { Stream } from 'openai/streaming';
import type { ChatBody } from './chat-body.ts';
import { allowManyListeners } from './many-listeners.ts';
import { notOpenAi } from './model-error.ts';
import type { ServerFeatures } from './server-features.ts';
import { whileItComes } from './while-it-comes.ts';

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
  /** Mistral's reasoning models and some gateways send a list of parts. */
  content?: string | ContentPart[] | null;
  refusal?: string | null;
  /** DeepSeek, vLLM, llama.cpp: what the model says to itself. */
  reasoning_content?: string | null;
  /** Ollama, OpenRouter: the same. */
  reasoning?: string | null;
}

export interface ContentPart {
  type?: string;
  text?: string;
}

/** A reply that has begun. */
export interface ReplyStart {
  pieces: AsyncIterable<ReplyPiece>;
  /** False when it comes in one piece. */
  streamed: boolean;
  /** Ends the call; what was already written is billed. */
  stop(): void;
}

/**
 * Sends the request. Whether the reply comes in pieces is seen in the reply: some servers send it whole whatever they are asked, or name its type
 * wrong.
 *
 * @throws what the `openai` package throws, when the server refuses, does not answer, or stops sending for longer than the client's timeout
 */
export async function openReply(
  client: OpenAI,
  body: ChatBody,
  features: ServerFeatures,
  signal: AbortSignal | undefined,
): Promise<ReplyStart> {
  const controller = new AbortController();
  const stop = (): void => controller.abort();
  const either = signal ? AbortSignal.any([signal, controller.signal]) : controller.signal;
  allowManyListeners(either);
  const usage = features.streamUsage ? { stream_options: { include_usage: true } } : {};
  const response = await client.chat.completions
    .create(features.streams ? { ...body, stream: true, ...usage } : { ...body, stream: false }, {
      signal: either,
    })
    .asResponse();
  const [ahead, rest] = response.body?.tee() ?? [];
  if (!ahead) throw notOpenAi();
  const from = new Response(rest, { headers: response.headers });
  const first = await firstCharacter(ahead);
  if (first === '{') return { pieces: onePiece(from), streamed: false, stop };
  if (first === '<') {
    stop();
    throw notOpenAi();
  }
  const events = Stream.fromSSEResponse<ReplyPiece>(from, controller, client);
  return { pieces: whileItComes(events, { timeoutMs: client.timeout, stop }), streamed: true, stop };
}

/** White space and the mark that may open a text in UTF-8. */
const BLANK = new Set([0x20, 0x09, 0x0a, 0x0d, 0xef, 0xbb, 0xbf]);

/** What the body begins with; '' when there is nothing in it. */
async function firstCharacter(body: ReadableStream<Uint8Array>): Promise<string> {
  const reader = body.getReader();
  for (;;) {
    const { value, done } = await reader.read();
    const first = value?.find((byte) => !BLANK.has(byte));
    if (first === undefined && !done) continue;
    void reader.cancel().catch(() => undefined);
    return first === undefined ? '' : String.fromCharCode(first);
  }
}

async function* onePiece(response: Response): AsyncGenerator<ReplyPiece> {
  const text = await response.text();
  let piece: ReplyPiece;
  try {
    piece = JSON.parse(text) as ReplyPiece;
  } catch {
    throw notOpenAi();
  }
  if (piece.error) throw new APIError(undefined, piece.error as object, undefined, response.headers);
  yield piece;
}
