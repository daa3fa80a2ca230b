import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { createApi } from '../../../cli/api.ts';

let server: Server;
afterEach(() => server.close());

/** A server that dies in the middle of its answer. */
async function dyingServer(): Promise<string> {
  server = createServer((_, response) => {
    response.write('data: {}\n\n', () => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function collected(pieces: AsyncIterable<unknown>): Promise<unknown[]> {
  const all: unknown[] = [];
  for await (const piece of pieces) all.push(piece);
  return all;
}

it.each([
  ['events', (api: ReturnType<typeof createApi>) => api.events('GET', '/')],
  ['bytes', (api: ReturnType<typeof createApi>) => api.bytes('/')],
])('tells in words that the server ended while it sent %s', async (_what, read) => {
  const url = await dyingServer();
  await expect(collected(read(createApi({ url, secret: '' })))).rejects.toMatchObject({
    code: 'store-unavailable',
    message: `The server at ${url} ended in the middle of its answer`,
  });
});

it('tells the same where the answer is one piece of JSON', async () => {
  const url = await dyingServer();
  await expect(createApi({ url, secret: '' }).json('GET', '/')).rejects.toMatchObject({
    message: `The server at ${url} ended in the middle of its answer`,
  });
});
