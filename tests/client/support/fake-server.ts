import { afterEach, vi } from 'vitest';

/** A request as the page sent it. */
interface SentRequest {
  method: string;
  path: string;
  query: URLSearchParams;
  /** Parsed JSON, or the FormData itself. */
  body: unknown;
  signal: AbortSignal | null;
}

type Reply = Response | Promise<Response> | object;
type Handler = (request: SentRequest, ...parts: string[]) => Reply;

/** Replies to the page's `fetch`, by route, and what was asked. */
export interface FakeServer {
  requests: SentRequest[];
  /** `GET /api/entities/:id`: a later handler of the same route replaces the earlier one. */
  on(route: string, handler: Handler): void;
}

/** A reply with a status. */
export function reply(status: number, body: unknown): Response {
  return new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } });
}

/** A failure as the server sends it. */
export function failure(status: number, code: string, message: string, hint?: string): Response {
  return reply(status, { error: { code, message, ...(hint ? { hint } : {}) } });
}

/** Server-sent events, all at once. */
export function eventStream(events: readonly { event: string; data: unknown }[]): Response {
  const text = events.map(({ event, data }) => `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`).join('');
  return new Response(text, { headers: { 'content-type': 'text/event-stream' } });
}

/** Lines of JSON, all at once. */
export function jsonLines(lines: readonly unknown[]): Response {
  return new Response(lines.map((line) => `${JSON.stringify(line)}\n`).join(''), {
    headers: { 'content-type': 'application/x-ndjson' },
  });
}

function toPattern(route: string): RegExp {
  return new RegExp(`^${route.replace(/:[a-zA-Z]+/g, '([^/]+)')}$`);
}

/** Stands in for the server while the test runs. A route without a handler fails loudly as `not-found`. */
export function startFakeServer(): FakeServer {
  const handlers = new Map<string, { pattern: RegExp; handler: Handler }>();
  const requests: SentRequest[] = [];
  vi.stubGlobal('fetch', async (input: string | URL, init: RequestInit = {}) => {
    const url = new URL(String(input), 'http://127.0.0.1');
    const method = init.method ?? 'GET';
    const body = typeof init.body === 'string' ? JSON.parse(init.body) : (init.body ?? null);
    const sent = { method, path: url.pathname, query: url.searchParams, body, signal: init.signal ?? null };
    requests.push(sent);
    for (const { pattern, handler } of handlers.values()) {
      const match = pattern.exec(`${method} ${url.pathname}`);
      if (!match) continue;
      const answer = await handler(sent, ...match.slice(1).map(decodeURIComponent));
      return answer instanceof Response ? answer : reply(200, answer);
    }
    return failure(404, 'not-found', `The test has no route ${method} ${url.pathname}`);
  });
  return {
    requests,
    on(route, handler) {
      handlers.set(route, { pattern: toPattern(route), handler });
    },
  };
}

// What the page still asks while it is taken down must not reach a network.
afterEach(() => {
  vi.stubGlobal('fetch', () => new Promise(() => {}));
});
