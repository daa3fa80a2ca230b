import type { ChatCallBody, EmbeddingCallBody } from './model-call.ts';
import type { ServerTraits } from './server-traits.ts';

/** A refusal as the server sends it: status and the content of `error`. */
export interface Refusal {
  status: number;
  error: Record<string, unknown>;
}

/** Why a server with these traits refuses the chat request, in the words that such servers use; null when it takes it. */
export function refuseChat(body: ChatCallBody, promptTokens: number, traits: ServerTraits): Refusal | null {
  const most = body.max_completion_tokens ?? body.max_tokens;
  if (traits.limitField && body.max_tokens !== undefined && traits.limitField !== 'max_tokens') {
    return bad(
      "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.",
      'max_tokens',
    );
  }
  if (traits.refusesTemperature && body.temperature !== undefined && body.temperature !== 1) {
    return bad(
      "Unsupported value: 'temperature' does not support 0 with this model. Only the default (1) value is supported.",
      'temperature',
    );
  }
  if (traits.refusesStreamOptions && body.stream_options)
    return bad('Unrecognized request argument supplied: stream_options');
  if (traits.refusesSystemRole && body.messages.some(({ role }) => role === 'system')) {
    return bad('System role not supported');
  }
  if (traits.mostReplyTokens && most !== undefined && most > traits.mostReplyTokens) {
    return bad(`Invalid max_tokens value, the valid range of max_tokens is [1, ${traits.mostReplyTokens}]`);
  }
  const structure = refuseStructure(body, traits);
  if (structure) return structure;
  if (traits.contextTokens && !traits.cutsPrompts && promptTokens + (most ?? 0) > traits.contextTokens) {
    return {
      status: 400,
      error: {
        message: `This model's maximum context length is ${traits.contextTokens} tokens. However, you requested ${promptTokens + (most ?? 0)} tokens.`,
        type: 'invalid_request_error',
        code: 'context_length_exceeded',
      },
    };
  }
  return null;
}

function refuseStructure(body: ChatCallBody, traits: ServerTraits): Refusal | null {
  const type = body.response_format?.type;
  if (!type || traits.structuredManners === 'ignores') return null;
  if (type === 'json_schema' && traits.structured !== 'json-schema')
    return bad('This response_format type is unavailable now');
  if (type === 'json_object' && traits.structured === 'text')
    return bad("response_format 'json_object' is not supported");
  if (type === 'json_object' && !body.messages.some(({ content }) => /json/i.test(content))) {
    return bad(
      "'messages' must contain the word 'json' in some form, to use 'response_format' of type 'json_object'.",
    );
  }
  return null;
}

/**
 * The same for embeddings.
 *
 * @param longest tokens of the longest text
 */
export function refuseEmbedding(
  body: EmbeddingCallBody,
  longest: number,
  traits: ServerTraits,
): Refusal | null {
  if (traits.refusesBase64 && body.encoding_format === 'base64')
    return bad("encoding_format 'base64' is not supported", 'encoding_format');
  if (traits.embeddingTokens && longest > traits.embeddingTokens) {
    return {
      status: 400,
      error: {
        message: `This model's maximum context length is ${traits.embeddingTokens} tokens, however you requested ${longest} tokens. Please reduce your prompt.`,
        type: 'invalid_request_error',
        code: null,
      },
    };
  }
  return null;
}

/** Refuses an unknown key or model, whatever was asked. */
export function refuseCaller(
  authorization: string | undefined,
  model: string | null,
  traits: ServerTraits,
): Refusal | null {
  const key = authorization?.replace(/^Bearer /, '');
  if (traits.keys && !traits.keys.includes(key ?? '')) {
    return {
      status: 401,
      error: {
        message: `Incorrect API key provided: ${key ?? 'none'}.`,
        type: 'invalid_request_error',
        code: 'invalid_api_key',
      },
    };
  }
  if (model !== null && traits.models && !traits.models.includes(model)) {
    return {
      status: 404,
      error: {
        message: `The model '${model}' does not exist`,
        type: 'invalid_request_error',
        code: 'model_not_found',
      },
    };
  }
  return null;
}

function bad(message: string, param?: string): Refusal {
  return { status: 400, error: { message, type: 'invalid_request_error', ...(param ? { param } : {}) } };
}
