import { describe, expect, test, vi } from 'vitest';
import { z } from 'zod';
import {
  apiPath,
  request,
  requestJson,
  streamLines,
  streamServerEvents,
} from '../../client/src/api-client.ts';
import { RequestError } from '../../client/src/request-error.ts';
import { failure, reply, startFakeServer } from './support/fake-server.ts';

function chunked(...parts: Uint8Array[]): Response {
  return new Response(
    new ReadableStream({
      start(controller) {
        for (const part of parts) controller.enqueue(part);
        controller.close();
      },
    }),
  );
}

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = [];
  for await (const item of items) list.push(item);
  return list;
}

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('The client of the API', () => {
  test('leaves out what is undefined and repeats lists in a query', () => {
    expect(apiPath('/entities', { q: '知识 图', limit: 5, cursor: undefined, between: ['a', 'b'] })).toBe(
      '/api/entities?q=%E7%9F%A5%E8%AF%86+%E5%9B%BE&limit=5&between=a&between=b',
    );
  });

  test('gives the code, message and hint of a failure', async () => {
    startFakeServer().on('GET /api/x', () => failure(403, 'query-refused', 'CREATE is refused', 'Read only'));
    const error = await request('/x').catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(RequestError);
    expect(error).toMatchObject({ code: 'query-refused', message: 'CREATE is refused', hint: 'Read only' });
  });

  test('says "offline" when nobody answers, and passes a cancellation on untouched', async () => {
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')));
    await expect(request('/status')).rejects.toMatchObject({ code: 'offline' });
    const controller = new AbortController();
    const cancelled = new DOMException('cancelled', 'AbortError');
    vi.stubGlobal('fetch', () => Promise.reject(cancelled));
    controller.abort();
    await expect(request('/status', { signal: controller.signal })).rejects.toBe(cancelled);
  });

  test('refuses a reply of another shape, naming the place', async () => {
    startFakeServer().on('GET /api/x', () => ({ count: 'many' }));
    await expect(requestJson(z.object({ count: z.number() }), '/x')).rejects.toMatchObject({
      code: 'unexpected-reply',
      message: expect.stringContaining('"count"'),
    });
  });

  test('a page of a proxy in place of JSON is told with its status', async () => {
    startFakeServer().on(
      'GET /api/x',
      () => new Response('<html>', { status: 502, statusText: 'Bad Gateway' }),
    );
    await expect(request('/x')).rejects.toMatchObject({
      code: 'unexpected-reply',
      message: 'The server answered 502 Bad Gateway',
    });
  });

  test('joins lines and characters that were cut between chunks', async () => {
    const text = bytes('{"a":"知识"}\r\n{"b":2}\nlast');
    expect(await all(streamLines(chunked(text.slice(0, 7), text.slice(7, 14), text.slice(14))))).toEqual([
      '{"a":"知识"}',
      '{"b":2}',
      'last',
    ]);
  });

  test('reads server-sent events: names, ids, several data lines, comments', async () => {
    const text = ': still here\n\nid: 7\nevent: job\ndata: {"x":\ndata: 1}\n\ndata: plain\n\n';
    expect(await all(streamServerEvents(chunked(bytes(text))))).toEqual([
      { event: 'job', id: '7', data: '{"x":\n1}' },
      { event: 'message', id: '7', data: 'plain' },
    ]);
  });

  test('a body of FormData is sent as it is, anything else as JSON', async () => {
    const server = startFakeServer();
    server.on('POST /api/documents', () => reply(202, { jobId: 'j' }));
    const form = new FormData();
    await request('/documents', { method: 'POST', body: form });
    await request('/documents', { method: 'POST', body: { documents: [] } });
    expect(server.requests.map(({ body }) => body)).toEqual([form, { documents: [] }]);
  });
});
