import type { ServerResponse } from 'node:http';
import type { ModelCall } from './model-call.ts';
import type { Refusal } from './refuse.ts';
import type { ServerTraits } from './server-traits.ts';

/** The list of models. */
export function sendModels(response: ServerResponse, call: ModelCall, traits: ServerTraits): void {
  call.outcome = 'answered';
  call.status = 200;
  const data = (traits.models ?? ['scripted']).map((id) => ({
    id,
    object: 'model',
    created: 1,
    owned_by: 'test',
    ...traits.modelFields,
  }));
  sendJson(response, 200, { object: 'list', data });
}

/** Refuses the call as OpenAI does. */
export function refuse(
  response: ServerResponse,
  call: ModelCall,
  { status, error }: Refusal,
  retryAfterSeconds?: number,
): void {
  if (call.outcome === 'pending') call.outcome = 'refused';
  call.status = status;
  const headers: Record<string, string> =
    retryAfterSeconds === undefined ? {} : { 'retry-after': String(retryAfterSeconds) };
  sendJson(response, status, { error }, headers);
}

/** 429 in OpenAI's words. */
export function tooMany({ message }: { kind: 'rate-limit'; message?: string }): Refusal {
  return {
    status: 429,
    error: { message: message ?? 'Rate limit reached', type: 'requests', code: 'rate_limit_exceeded' },
  };
}

export function sendJson(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify(body));
}
