import type { ChatMessage, ChatRequest, ReplySchema } from '../../domain/ports/language-model.ts';
import type { ServerFeatures } from './server-features.ts';

/** A request as it goes over the wire; the fields of OpenAI's chat completions that Orrery uses. */
export interface ChatBody {
  model: string;
  messages: ChatMessage[];
  temperature?: number;
  max_tokens?: number;
  max_completion_tokens?: number;
  response_format?:
    | { type: 'json_object' }
    | { type: 'json_schema'; json_schema: { name: string; strict: true; schema: Record<string, unknown> } };
}

/**
 * The request in the words that this server understands.
 *
 * @see https://platform.openai.com/docs/api-reference/chat/create
 */
export function toChatBody(request: ChatRequest, model: string, features: ServerFeatures): ChatBody {
  const { schema } = request;
  const maxTokens = Math.min(request.maxTokens, features.mostReplyTokens ?? Number.POSITIVE_INFINITY);
  const body: ChatBody = {
    model,
    messages: messagesFor(request, features),
    [features.limitField]: maxTokens,
  };
  if (features.temperature) body.temperature = request.temperature ?? 0;
  if (schema && features.structured === 'json-schema') {
    body.response_format = {
      type: 'json_schema',
      json_schema: { name: schema.name, strict: true, schema: schema.schema },
    };
  }
  if (schema && features.structured === 'json-object') body.response_format = { type: 'json_object' };
  return body;
}

/** What is added to a prompt where the server cannot hold the model to the schema. */
function schemaInWords(schema: ReplySchema): string {
  return `Reply with one JSON value only, no other text, that follows this JSON Schema:\n${JSON.stringify(schema.schema)}`;
}

function messagesFor({ messages, schema }: ChatRequest, features: ServerFeatures): ChatMessage[] {
  let result = messages.map(({ role, content }) => ({ role, content }));
  if (schema && features.structured !== 'json-schema')
    result = withAddition(result, formatWords(schema, result));
  return features.systemRole ? result : withoutSystem(result);
}

/** OpenAI's JSON mode refuses a prompt that does not say "JSON". */
function formatWords(schema: ReplySchema, messages: readonly ChatMessage[]): string {
  if (!schema.described) return schemaInWords(schema);
  return messages.some(({ content }) => /json/i.test(content)) ? '' : 'Reply in JSON.';
}

/** Added to the first message, so that what is the same in every request stays in front, where servers remember it. */
function withAddition(messages: ChatMessage[], addition: string): ChatMessage[] {
  const [first, ...rest] = messages;
  if (!addition || !first) return messages;
  return [{ ...first, content: `${first.content}\n\n${addition}` }, ...rest];
}

/** For chat templates without a system role: its words open the first message of the user. */
function withoutSystem(messages: readonly ChatMessage[]): ChatMessage[] {
  const system = messages.filter(({ role }) => role === 'system').map(({ content }) => content);
  const [first, ...rest] = messages.filter(({ role }) => role !== 'system');
  if (!first) return [{ role: 'user', content: system.join('\n\n') }];
  return [{ ...first, content: [...system, first.content].join('\n\n') }, ...rest];
}
