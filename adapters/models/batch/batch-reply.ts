import { GraphRagError } from '../../../domain/errors.ts';
import type { ChatReply, ChatRequest } from '../../../domain/ports/language-model.ts';
import { reasonFor, saidBy } from '../../../domain/reason.ts';
import type { CallTarget } from '../model-error.ts';
import type { ReplyPiece } from '../open-reply.ts';
import { emptyReply, readPieces } from '../read-pieces.ts';
import { usageOf } from '../reply-usage.ts';
import { type ReplySurroundings, toReply } from '../to-reply.ts';
import type { MeteredCallOptions } from '../with-meter.ts';
import type { BatchLine } from './batch-lines.ts';

/**
 * The reply that stands in a line of a batch.
 *
 * @param onLost told what a reply took that is of no use
 * @throws GraphRagError as `toReply`; `model-unavailable` when the request failed
 */
export async function toBatchReply(
  line: BatchLine,
  request: ChatRequest,
  surroundings: ReplySurroundings,
  onLost: MeteredCallOptions['onLost'],
): Promise<ChatReply> {
  const { body } = line;
  if (!body) throw lineError(line, surroundings.target);
  const read = async () => ({ pieces: only(body), streamed: false });
  const raw = emptyReply();
  try {
    for await (const _ of readPieces({ read, stop: () => undefined }, request, raw));
    return toReply(raw, request, surroundings).reply;
  } catch (error) {
    if (raw.pieces > 0) onLost?.(usageOf(raw, request, surroundings.counter));
    throw error;
  }
}

async function* only(piece: ReplyPiece): AsyncGenerator<ReplyPiece> {
  yield piece;
}

function lineError({ status, message }: BatchLine, { model, server }: CallTarget): GraphRagError {
  const words = message?.slice(0, 300) ?? '';
  const said = words === '' ? '' : `: ${words}`;
  const code = status ? ` (status ${status})` : '';
  return new GraphRagError('model-unavailable', `${model} at ${server} failed in a batch${code}${said}`, {
    reason: reasonFor('model-batch-failed', { model, server }, saidBy(words)),
    hint: 'A later run asks for it again.',
    retryable: status === 0 || status === 429 || status >= 500,
  });
}
