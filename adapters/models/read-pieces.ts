import { GraphRagError } from '../../domain/errors.ts';
import type { ReplyPiece, ReplyStart } from './open-reply.ts';
import { createLoopWatch } from './repetition.ts';
import { createThinkingFilter } from './strip-thinking.ts';

/** A reply as it came, before anything is made of it. */
export interface RawReply {
  text: string;
  /** What the model said to itself in a field of its own. */
  thinking: string;
  refusal: string;
  /** As the server names it; `loop` when it was cut here because it ran in circles. */
  finishReason: string;
  usage: NonNullable<ReplyPiece['usage']> | null;
  /** How many pieces had anything in them. */
  pieces: number;
}

/**
 * Reads a reply to its end and gives out what may be shown while it comes.
 *
 * @throws the signal's reason; GraphRagError `model-unavailable` when it breaks off; what the `openai` package throws
 */
export async function* readPieces(
  start: ReplyStart,
  signal: AbortSignal | undefined,
): AsyncGenerator<string, RawReply> {
  const raw: RawReply = { text: '', thinking: '', refusal: '', finishReason: '', usage: null, pieces: 0 };
  const filter = createThinkingFilter();
  const watches = [createLoopWatch(), createLoopWatch()] as const;
  for await (const piece of start.pieces) {
    const shown = filter.push(addPiece(raw, piece));
    if (shown) yield shown;
    if (start.streamed && !raw.finishReason && (watches[0](raw.text) || watches[1](raw.thinking))) {
      raw.finishReason = 'loop';
      start.stop();
      break;
    }
  }
  // The package ends a cancelled stream without a word.
  signal?.throwIfAborted();
  const rest = filter.end();
  if (rest) yield rest;
  const nothing = raw.pieces === 0 && start.streamed;
  if (!raw.finishReason && !nothing) {
    throw new GraphRagError('model-unavailable', 'The model server ended a reply in the middle', {
      hint: 'It is worth trying again later.',
      retryable: true,
    });
  }
  return raw;
}

/** @returns the text that is new */
function addPiece(raw: RawReply, piece: ReplyPiece): string {
  if (typeof piece !== 'object' || piece === null || piece.error) throw notOpenAi();
  if (piece.usage) raw.usage = piece.usage;
  const choice = piece.choices?.[0];
  if (!choice) return '';
  raw.pieces += 1;
  const said = choice.delta ?? choice.message ?? {};
  raw.thinking += said.reasoning_content ?? said.reasoning ?? '';
  raw.refusal += said.refusal ?? '';
  if (choice.finish_reason) raw.finishReason = choice.finish_reason;
  const text = said.content ?? '';
  raw.text += text;
  return text;
}

function notOpenAi(): GraphRagError {
  return new GraphRagError('model-unavailable', "The model server answered in another format than OpenAI's", {
    hint: 'Check that OPENAI_BASE_URL names the OpenAI-compatible address of the server (often /v1).',
    retryable: true,
  });
}
