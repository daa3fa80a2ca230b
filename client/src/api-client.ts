import type { z } from 'zod';
import { reasonFor } from '../../domain/reason.ts';
import { RequestError, readFailure } from './request-error.ts';

/** Values of a query string; `undefined` leaves the name out, a list repeats it. */
export type QueryValues = Record<string, string | number | boolean | readonly string[] | undefined>;

export interface RequestOptions {
  method?: 'GET' | 'POST' | 'DELETE';
  query?: QueryValues;
  /** Sent as JSON, or as it is when it is `FormData`. */
  body?: unknown;
  headers?: Record<string, string>;
  signal?: AbortSignal | undefined;
}

/** A path below `/api` with its query string; every part of the path must already be encoded. */
export function apiPath(path: string, query: QueryValues = {}): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value === undefined) continue;
    for (const single of Array.isArray(value) ? value : [value]) parameters.append(name, String(single));
  }
  const text = parameters.toString();
  return `/api${path}${text ? `?${text}` : ''}`;
}

/**
 * One request, as far as its response.
 *
 * @throws RequestError with the server's code, or `offline` when nobody answered; the signal's own error when cancelled
 */
export async function request(path: string, options: RequestOptions = {}): Promise<Response> {
  const { method = 'GET', query, body, headers, signal } = options;
  const isForm = body instanceof FormData;
  const init: RequestInit = { method, headers: { accept: 'application/json', ...headers } };
  if (signal) init.signal = signal;
  if (body !== undefined) {
    init.body = isForm ? body : JSON.stringify(body);
    if (!isForm) init.headers = { ...init.headers, 'content-type': 'application/json' };
  }
  let response: Response;
  try {
    response = await fetch(apiPath(path, query), init);
  } catch (cause) {
    if (signal?.aborted) throw cause;
    throw new RequestError('offline', 'The server does not answer', {
      reason: reasonFor('server-silent', {}),
      cause,
    });
  }
  if (!response.ok) throw await readFailure(response);
  return response;
}

/** One request whose reply is JSON of the given shape. @throws RequestError, also when the reply has another shape */
export async function requestJson<T>(
  schema: z.ZodType<T>,
  path: string,
  options: RequestOptions = {},
): Promise<T> {
  const response = await request(path, options);
  const body: unknown = await response.json().catch(() => undefined);
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const where = parsed.error.issues[0]?.path.join('.') ?? '';
  throw new RequestError(
    'unexpected-reply',
    `The reply of ${path} has another shape than agreed (at "${where}")`,
    {
      reason: reasonFor('reply-of-other-shape', { path, where }),
      cause: parsed.error,
    },
  );
}

/** The lines of a streamed body, without their ends, as they arrive; empty lines too. */
export async function* streamLines(response: Response): AsyncGenerator<string> {
  if (!response.body) return;
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  let rest = '';
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      const lines = (rest + decoder.decode(value, { stream: true })).split(/\r?\n/);
      rest = lines.pop() ?? '';
      yield* lines;
    }
    rest += decoder.decode();
    if (rest) yield rest;
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

/** One server-sent event; `event` is `message` and `id` empty unless told. */
export interface ServerEvent {
  event: string;
  id: string;
  data: string;
}

/** The server-sent events of a response, as they arrive. Comments (keep-alives) are passed over. */
export async function* streamServerEvents(response: Response): AsyncGenerator<ServerEvent> {
  let event = 'message';
  let id = '';
  let data: string[] = [];
  for await (const line of streamLines(response)) {
    if (line === '') {
      if (data.length > 0) yield { event, id, data: data.join('\n') };
      event = 'message';
      data = [];
      continue;
    }
    const colon = line.indexOf(':');
    if (colon === 0) continue;
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '');
    if (field === 'event') event = value;
    else if (field === 'data') data.push(value);
    else if (field === 'id') id = value;
  }
  if (data.length > 0) yield { event, id, data: data.join('\n') };
}
