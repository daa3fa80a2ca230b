import { GraphRagError } from '../../../domain/errors.ts';
import type { ChatReply, ChatRequest } from '../../../domain/ports/language-model.ts';
import type { CallTarget } from '../model-error.ts';
import type { ReplyPiece } from '../open-reply.ts';
import { readPieces } from '../read-pieces.ts';
import { type ReplySurroundings, toReply } from '../to-reply.ts';
import type { BatchLine } from './batch-lines.ts';

/** The reply that stands in a line of a batch. @throws GraphRagError as `toReply`; `model-unavailable` when the request failed */
export async function toBatchReply(
  line: BatchLine,
  request: ChatRequest,
  surroundings: ReplySurroundings,
): Promise<ChatReply> {
  if (!line.body) throw lineError(line, surroundings.target);
  const start = { pieces: only(line.body), streamed: false, stop: () => undefined };
  const pieces = readPieces(start, request, undefined);
  for (;;) {
    const step = await pieces.next();
    if (step.done) return toReply(step.value, request, surroundings).reply;
  }
}

async function* only(piece: ReplyPiece): AsyncGenerator<ReplyPiece> {
  yield piece;
}

function lineError({ status, message }: BatchLine, { model, server }: CallTarget): GraphRagError {
  const said = message ? `: ${message.slice(0, 300)}` : '';
  const code = status ? ` (status ${status})` : '';
  return new GraphRagError('model-unavailable', `${model} at ${server} failed in a batch${code}${said}`, {
    hint: 'A later run asks for it again.',
    retryable: status === 0 || status === 429 || status >= 500,
  });
}
