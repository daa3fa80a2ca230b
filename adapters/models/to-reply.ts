import { GraphRagError } from '../../domain/errors.ts';
import type { ModelUsage } from '../../domain/model-price.ts';
import type { ChatReply, ChatRequest } from '../../domain/ports/language-model.ts';
import type { TokenCounter } from '../../domain/ports/token-counter.ts';
import { reasonFor } from '../../domain/reason.ts';
import type { CallTarget } from './model-error.ts';
import { readJson } from './read-json.ts';
import type { RawReply } from './read-pieces.ts';
import { createRecordWatch } from './record-watch.ts';
import { asCount, usageOf } from './reply-usage.ts';
import type { ServerFeatures } from './server-features.ts';
import { stripThinking } from './strip-thinking.ts';

/** What a reply is read by. */
export interface ReplySurroundings {
  counter: TokenCounter;
  target: CallTarget;
  features: ServerFeatures;
}

/** A prompt of fewer tokens is not looked at: marks around messages weigh too much. */
const SMALLEST_JUDGED_PROMPT = 1000;

/**
 * Makes the reply of the port from what came.
 *
 * @returns the reply; whether it was JSON as it stood; the size of the context where the reply shows it (a server that stops before
 *   `maxTokens` has run out of room), else null
 * @throws GraphRagError `model-output-invalid` when the server held the reply back; `model-input-too-long` when it cut the prompt without a word
 */
export function toReply(
  raw: RawReply,
  request: ChatRequest,
  { counter, target, features }: ReplySurroundings,
): { reply: ChatReply; wasJson: boolean; contextTokens: number | null } {
  const text = stripThinking(raw.text);
  if (raw.finishReason === 'content_filter' || (raw.refusal && !text)) {
    throw new GraphRagError(
      'model-output-invalid',
      `${target.model} at ${target.server} refuses to answer this`,
      {
        reason: reasonFor('model-refused-text', { model: target.model, server: target.server }),
        hint: 'Another model may read this text.',
        reply: raw.refusal || raw.text,
      },
    );
  }
  const usage = usageOf(raw, request, counter);
  const promptTokens = asCount(raw.usage?.prompt_tokens);
  if (promptTokens) checkPrompt(promptTokens, counter.countPrompt(request), target);
  const cut =
    raw.finishReason === 'length' || raw.finishReason === 'loop' || raw.finishReason === 'max_tokens';
  const circle = cut ? circleIn(text, request) : null;
  const told = circle === null ? text : text.slice(0, circle);
  const json = request.schema ? readJson(told, request.schema.schema) : null;
  const reply: ChatReply = {
    text: json ? json.text : text,
    repaired: json?.repaired ?? false,
    finish: circle === null ? (cut || json?.cutOff ? 'length' : 'stop') : 'circles',
    usage,
    cached: false,
  };
  if (json && json.value !== undefined) reply.value = json.value;
  return {
    reply,
    wasJson: json !== null && json.value !== undefined && !json.repaired,
    contextTokens:
      raw.finishReason === 'length' && raw.usage ? filledContext(usage, request, features) : null,
  };
}

/** Where the records of a reply that was cut began to run in circles; null where they did not. */
function circleIn(text: string, { schema, tells }: ChatRequest): number | null {
  if (!schema) return null;
  const watch = createRecordWatch(tells);
  watch.push(text);
  return watch.circleStart;
}

/** Ollama drops the front of a prompt that does not fit, and reads the rest as if nothing had happened. */
function checkPrompt(told: number, counted: number, { model, server }: CallTarget): void {
  if (counted < SMALLEST_JUDGED_PROMPT || told > counted / 2) return;
  throw new GraphRagError(
    'model-input-too-long',
    `${model} at ${server} read only ${told} of about ${counted} tokens: the prompt was cut to fit its context`,
    {
      reason: reasonFor('model-prompt-cut', { model, server, read: told, tokens: counted }),
      hint: 'Start the server with a larger context (Ollama: OLLAMA_CONTEXT_LENGTH=16384).',
    },
  );
}

function filledContext(usage: ModelUsage, request: ChatRequest, features: ServerFeatures): number | null {
  const asked = Math.min(request.maxTokens, features.mostReplyTokens ?? Number.POSITIVE_INFINITY);
  return usage.outputTokens < asked * 0.95 ? usage.inputTokens + usage.outputTokens : null;
}
