import type OpenAI from 'openai';
import { APIError } from 'openai';
import { Stream } from 'openai/streaming';
import type { ChatBody } from './chat-body.ts';
import { allowManyListeners } from './many-listeners.ts';
import { notOpenAi, webPage } from './model-error.ts';
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
  /** Not the server's: what there was of a reply in one piece when it broke off. */
  torn?: string;
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

/** A reply whose headers have come: from here on it may be billed. */
export interface ReplyStart {
  /**
   * Waits for its first character, which shows whether it comes in pieces: some servers send it whole whatever they are asked, or name its type wrong.
   *
   * @throws GraphRagError `model-unavailable` when it is a web page; what `fetch` throws
   */
  read(): Promise<ReplyBody>;
  /** Ends the call; what was already written is billed. */
  stop(): void;
}

interface ReplyBody {
  /** Throw what the `openai` package throws, when the reply breaks off or nothing more comes for longer than the client's timeout. */
  pieces: AsyncIterable<ReplyPiece>;
  /** False when it comes in one piece. */
  streamed: boolean;
}

/**
 * Sends the request.
 *
 * @throws what the `openai` package throws, when the server refuses or does not answer
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
  const read = async (): Promise<ReplyBody> => {
    const [ahead, rest] = response.body?.tee() ?? [];
    if (!ahead) throw notOpenAi();
    const from = new Response(rest, { headers: response.headers });
    const first = await firstCharacter(ahead);
    if (first === '{') return { pieces: onePiece(from), streamed: false };
    if (first === '<') {
      stop();
      throw webPage();
    }
    const events = Stream.fromSSEResponse<ReplyPiece>(from, controller, client);
    return { pieces: whileItComes(events, { timeoutMs: client.timeout, stop }), streamed: true };
  };
  return { read, stop };
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
  const decoder = new TextDecoder();
  let text = '';
  try {
    for await (const part of response.body ?? []) text += decoder.decode(part, { stream: true });
    text += decoder.decode();
  } catch (error) {
    yield { torn: text };
    throw error;
  }
  let piece: ReplyPiece;
  try {
    piece = JSON.parse(text) as ReplyPiece;
  } catch {
    throw notOpenAi();
  }
  if (piece.error) throw new APIError(undefined, piece.error as object, undefined, response.headers);
  yield piece;
}
