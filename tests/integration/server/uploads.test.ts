import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { pino } from 'pino';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { errorHandler } from '../../../server/error-handler.ts';
import { receivedUpload, receiveFiles } from '../../../server/uploads.ts';

let server: Server;
let url: string;
beforeEach(async () => {
  const app = express();
  app.post('/', receiveFiles({ files: 3, fileBytes: 100, totalBytes: 150 }), (_request, response) => {
    response.json(receivedUpload(response)?.files.map(({ name, bytes }) => [name, bytes.byteLength]) ?? null);
  });
  app.use(errorHandler(pino({ level: 'silent' })));
  server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

async function send(...sizes: number[]): Promise<{ status: number; body: unknown }> {
  const form = new FormData();
  sizes.forEach((size, at) => {
    form.append('files', new Blob(['x'.repeat(size)]), `f${at}.md`);
  });
  const reply = await fetch(url, { method: 'POST', body: form });
  return { status: reply.status, body: await reply.json() };
}

it('takes what is within every limit', async () => {
  expect(await send(100, 50, 0)).toEqual({
    status: 200,
    body: [
      ['f0.md', 100],
      ['f1.md', 50],
      ['f2.md', 0],
    ],
  });
});

it.each([
  ['a file that is too large', [101]],
  ['too many files', [1, 1, 1, 1]],
  ['files that are too large together', [80, 80]],
])('refuses %s, and says what to do', async (_, sizes) => {
  const { status, body } = await send(...sizes);
  expect(status).toBe(400);
  expect(body).toMatchObject({ error: { code: 'request-invalid', hint: expect.any(String) } });
});

it('answers the next request after a refusal', async () => {
  await send(80, 80);
  expect((await send(80)).status).toBe(200);
});

it('refuses a body that is cut off', async () => {
  const reply = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'multipart/form-data; boundary=b' },
    body: '--b\r\nContent-Disposition: form-data; name="files"; filename="a.md"\r\n\r\nhalf',
  });
  expect(reply.status).toBe(400);
  expect(await reply.json()).toMatchObject({ error: { code: 'request-invalid' } });
});
