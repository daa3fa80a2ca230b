import type { ServerResponse } from 'node:http';
import type { ChatCallBody } from './model-call.ts';
import type { ServerTraits } from './server-traits.ts';

/** A reply that is about to be sent. */
export interface OutgoingReply {
  text: string;
  finish: 'stop' | 'length';
  inputTokens: number;
  outputTokens: number;
  /** Only half of it is sent, then the connection is closed. */
  cut: 'no' | 'broken' | 'politely';
}

/** Sends the reply as a stream or whole, as was asked. */
export function sendReply(
  response: ServerResponse,
  body: ChatCallBody,
  reply: OutgoingReply,
  traits: ServerTraits,
): void {
  if (body.stream && !traits.ignoresStream) sendStream(response, body, reply, traits);
  else sendWhole(response, body, reply, traits);
}

function sendWhole(
  response: ServerResponse,
  body: ChatCallBody,
  reply: OutgoingReply,
  traits: ServerTraits,
): void {
  const text = JSON.stringify({
    id: 'chatcmpl-1',
    object: 'chat.completion',
    created: 1,
    model: body.model,
    choices: [{ index: 0, message: { role: 'assistant', content: reply.text }, finish_reason: reply.finish }],
    ...(traits.tellsNoUsage ? {} : { usage: usageOf(reply) }),
  });
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) });
  if (reply.cut !== 'no') response.write(text.slice(0, text.length / 2), () => response.destroy());
  else response.end(text);
}

/** In pieces of some characters, so that marks and multi-byte characters fall across them as they do in life. */
function sendStream(
  response: ServerResponse,
  body: ChatCallBody,
  reply: OutgoingReply,
  traits: ServerTraits,
): void {
  const piece = (fields: Record<string, unknown>): string =>
    `data: ${JSON.stringify({ id: 'chatcmpl-1', object: 'chat.completion.chunk', created: 1, model: body.model, ...fields })}\n\n`;
  const choice = (delta: Record<string, unknown>, finish: string | null): string =>
    piece({ choices: [{ index: 0, delta, finish_reason: finish }] });
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  const pieces = reply.text.match(/[\s\S]{1,7}/g) ?? [];
  const sent = reply.cut !== 'no' ? pieces.slice(0, pieces.length / 2) : pieces;
  let out =
    choice({ role: 'assistant', content: null }, null) +
    sent.map((content) => choice({ content }, null)).join('');
  if (reply.cut === 'politely') {
    response.end(`${out}data: [DONE]\n\n`);
    return;
  }
  if (reply.cut === 'broken') {
    response.write(out, () => response.destroy());
    return;
  }
  out += choice({}, reply.finish);
  if (body.stream_options?.include_usage && !traits.tellsNoUsage)
    out += piece({ choices: [], usage: usageOf(reply) });
  response.end(`${out}data: [DONE]\n\n`);
}

function usageOf({ inputTokens, outputTokens }: OutgoingReply): Record<string, number> {
  return {
    prompt_tokens: inputTokens,
    completion_tokens: outputTokens,
    total_tokens: inputTokens + outputTokens,
  };
}
