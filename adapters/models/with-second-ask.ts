import { GraphRagError } from '../../domain/errors.ts';
import type { ModelUsage } from '../../domain/model-price.ts';
import type { ChatReply, ChatRequest, LanguageModel } from '../../domain/ports/language-model.ts';
import { type Reason, reasonFor } from '../../domain/reason.ts';

/**
 * Judges replies: by the caller's `accept`, and before that by what every reply needs (some text, and JSON where a schema was given). What
 * is refused is asked for once more with the reason, unless it was cut at its limit, which would only happen again.
 *
 * @throws GraphRagError `model-output-invalid`, which keeps the last raw text
 */
export function withSecondAsk(model: LanguageModel): LanguageModel {
  return {
    ...model,
    async complete(request, options) {
      const first = await model.complete(request, options);
      const reason = refusalOf(first, request);
      if (reason === null) return first;
      if (usedUp(first, request)) throw outputInvalid(model.name, reason, first);
      const second = await model.complete(askAgain(request, reason), options);
      const usage = addUsage(first.usage, second.usage);
      const secondReason = refusalOf(second, request);
      if (secondReason !== null) throw outputInvalid(model.name, secondReason, second);
      return { ...second, usage };
    },
    async *stream(request, options) {
      const reply = yield* model.stream(request, options);
      if (!reply.text) throw outputInvalid(model.name, emptyReason(reply), reply);
      return reply;
    },
  };
}

/** True when the reply took all that it was given, or ran in circles: another one would end in the same place. */
function usedUp(reply: ChatReply, request: ChatRequest): boolean {
  if (reply.finish === 'circles') return true;
  return reply.finish === 'length' && reply.usage.outputTokens >= request.maxTokens * 0.95;
}

/** A reply is judged where it is kept and where it is handed out; once is enough. */
const judged = new WeakMap<ChatReply, string | null>();

/** Why the reply is of no use, in a sentence for the model; null when it is of use. Each reply object belongs to one request. */
export function refusalOf(reply: ChatReply, request: ChatRequest): string | null {
  const known = judged.get(reply);
  if (known !== undefined) return known;
  const reason = judge(reply, request);
  judged.set(reply, reason);
  return reason;
}

function judge(reply: ChatReply, request: ChatRequest): string | null {
  if (!reply.text) return emptyReason(reply);
  if (request.schema && reply.value === undefined) return 'It was not JSON of the shape that was asked for.';
  if (request.accept) return request.accept(reply);
  if (reply.finish === 'circles') return 'It told the same things again and again.';
  return reply.finish === 'length' ? 'It was cut off at its limit.' : null;
}

function emptyReason({ finish }: ChatReply): string {
  return finish === 'length' ? 'It used up its tokens on thinking and said nothing.' : 'It was empty.';
}

/** The reason goes to the end of the last message: the rest of the prompt stays as it was, and roles need not alternate anew. */
function askAgain(request: ChatRequest, reason: string): ChatRequest {
  const messages = request.messages.map((message) => ({ ...message }));
  const last = messages.at(-1);
  if (last) {
    last.content += `\n\nYour previous reply could not be used: ${reason} Reply again, in exactly the format that was asked for.`;
  }
  return { ...request, messages };
}

function addUsage(left: ModelUsage, right: ModelUsage): ModelUsage {
  return {
    inputTokens: left.inputTokens + right.inputTokens,
    outputTokens: left.outputTokens + right.outputTokens,
    cachedInputTokens: (left.cachedInputTokens ?? 0) + (right.cachedInputTokens ?? 0),
  };
}

function outputInvalid(model: string, refusal: string, reply: ChatReply): GraphRagError {
  const isTooLong = reply.finish !== 'stop';
  return new GraphRagError('model-output-invalid', `A reply of ${model} could not be used: ${refusal}`, {
    reason: reasonFor(isTooLong ? 'reply-too-long' : 'reply-unusable', { model }, faultOf(reply)),
    hint: isTooLong
      ? 'Ask about less at once, or use a model that thinks less.'
      : 'A larger model, or a server that holds replies to a JSON schema, makes this rare.',
    reply: reply.text,
    retryable: false,
  });
}

/** The refusal without what only the model is to know of it. */
function faultOf({ text, finish }: ChatReply): Reason[] {
  if (finish === 'circles') return [reasonFor('reply-in-circles', {})];
  if (finish === 'length') return text ? [] : [reasonFor('reply-only-thoughts', {})];
  return [reasonFor(text ? 'reply-not-as-asked' : 'reply-empty', {})];
}
