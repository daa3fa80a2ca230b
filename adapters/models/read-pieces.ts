import type { ChatRequest } from '../../domain/ports/language-model.ts';
import { reasonFor } from '../../domain/reason.ts';
import { isRefusal, notOpenAi } from './model-error.ts';
import type { ContentPart, ReplyPiece, ReplyStart } from './open-reply.ts';
import { createRecordWatch } from './record-watch.ts';
import { createLoopWatch } from './repetition.ts';
import { createThinkingFilter } from './strip-thinking.ts';
import { unavailable } from './unavailable.ts';

/** A reply as it came, before anything is made of it. */
export interface RawReply {
  text: string;
  /** What the model said to itself in a field of its own. */
  thinking: string;
  refusal: string;
  /** As the server names it; `loop` when it was cut here because it ran in circles or went on for ever. */
  finishReason: string;
  usage: NonNullable<ReplyPiece['usage']> | null;
  /** How many pieces had anything in them. */
  pieces: number;
  /** What there was of a reply in one piece when it broke off. */
  torn: string;
  /** True when the server said no in the place of a reply. */
  refused: boolean;
}

/** Before anything came. */
export function emptyReply(): RawReply {
  return {
    text: '',
    thinking: '',
    refusal: '',
    finishReason: '',
    usage: null,
    pieces: 0,
    torn: '',
    refused: false,
  };
}

/** Characters of a token at most, where it is not one of a thousand. */
const MOST_CHARACTERS = 16;
const MOST_THINKING_CHARACTERS = 400_000;
/** How servers call an end in the middle: OpenRouter, vLLM, DeepSeek. */
const BROKEN: ReadonlySet<string> = new Set(['error', 'abort', 'insufficient_system_resource']);

/**
 * Reads a reply to its end, or to where it runs in circles, and gives out what may be shown while it comes.
 *
 * @param request what was asked: its limit is held, and records are watched where it has a schema
 * @param raw is filled as it comes: whoever is left with a part of a reply finds it there
 * @throws the signal's reason; GraphRagError `model-unavailable` when it breaks off; what the `openai` package throws
 */
export async function* readPieces(
  start: ReplyStart,
  request: Pick<ChatRequest, 'maxTokens' | 'schema' | 'tells'>,
  raw: RawReply,
  signal?: AbortSignal,
): AsyncGenerator<string, void> {
  const filter = createThinkingFilter();
  const watches = [createLoopWatch(), createLoopWatch()] as const;
  const records = request.schema ? createRecordWatch(request.tells) : null;
  const isInCircles = (shown: string): boolean =>
    records?.push(shown) || watches[0](raw.text) || watches[1](raw.thinking);
  let isStreamed = true;
  try {
    const body = await start.read();
    isStreamed = body.streamed;
    for await (const piece of body.pieces) {
      const shown = filter.push(addPiece(raw, piece));
      if (shown) yield shown;
      if (!isStreamed || raw.finishReason) continue;
      if (isInCircles(shown) || isEndless(raw, request.maxTokens)) {
        raw.finishReason = 'loop';
        start.stop();
        break;
      }
    }
  } catch (error) {
    raw.refused = raw.pieces === 0 && !signal?.aborted && isRefusal(error);
    throw error;
  }
  // The package ends a cancelled stream without a word.
  signal?.throwIfAborted();
  const rest = filter.end();
  if (rest) yield rest;
  if (raw.pieces === 0) throw notOpenAi();
  // What comes whole has come to its end, whether it says so or not.
  if (BROKEN.has(raw.finishReason) || (isStreamed && !raw.finishReason))
    throw unavailable(
      'The model server ended a reply in the middle',
      reasonFor('model-reply-broken-off', {}),
    );
}

/** Some servers know no limit, and some models no end. */
function isEndless({ text, thinking }: RawReply, mostTokens: number): boolean {
  return text.length > mostTokens * MOST_CHARACTERS || thinking.length > MOST_THINKING_CHARACTERS;
}

/** Lists of parts are what they say. */
function textOf(content: string | ContentPart[] | null | undefined): string {
  if (!Array.isArray(content)) return typeof content === 'string' ? content : '';
  return content.map((part) => (typeof part?.text === 'string' ? part.text : '')).join('');
}

/** @returns the text that is new */
function addPiece(raw: RawReply, piece: ReplyPiece): string {
  if (typeof piece !== 'object' || piece === null || piece.error) throw notOpenAi();
  if (piece.usage) raw.usage = piece.usage;
  if (piece.torn) raw.torn = piece.torn;
  const choice = piece.choices?.[0];
  if (!choice) return '';
  raw.pieces += 1;
  const said = choice.delta ?? choice.message ?? {};
  raw.thinking += said.reasoning_content ?? said.reasoning ?? '';
  raw.refusal += said.refusal ?? '';
  if (choice.finish_reason) raw.finishReason = choice.finish_reason;
  const text = textOf(said.content);
  raw.text += text;
  return text;
}
