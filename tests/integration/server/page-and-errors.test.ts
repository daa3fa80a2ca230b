import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { jsonBody, startServer, type TestServer } from '../../support/server/start-server.ts';

let server: TestServer;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'orrery-page-'));
  await mkdir(join(folder, 'assets'));
  await writeFile(join(folder, 'index.html'), '<!doctype html><title>Orrery</title>');
  await writeFile(join(folder, 'icon.svg'), '<svg/>');
  await writeFile(join(folder, 'assets', 'main-abc123.js'), 'export {};');
});
afterAll(() => rm(folder, { recursive: true }));
afterEach(() => server.close());

describe('the page', () => {
  it.each(['/', '/entities/e-lora', '/ask?q=x', '/index.html'])(
    'is sent anew for every view: %s',
    async (path) => {
      server = await startServer({ clientFolder: folder });
      const reply = await server.fetch(path);
      expect(reply.status).toBe(200);
      expect(reply.headers.get('content-type')).toContain('text/html');
      expect(reply.headers.get('cache-control')).toMatch(/no-cache|max-age=0/);
      expect(await reply.text()).toContain('<title>Orrery</title>');
    },
  );

  it('keeps hashed files for ever, others not', async () => {
    server = await startServer({ clientFolder: folder });
    const hashed = await server.fetch('/assets/main-abc123.js');
    expect(hashed.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(hashed.headers.get('content-type')).toContain('javascript');
    expect((await server.fetch('/icon.svg')).headers.get('cache-control')).not.toContain('immutable');
  });

  it.each(['/assets/gone-123.js', '/assets/..%2Findex.html', '/assets/%2e%2e/%2e%2e/etc/passwd'])(
    'is never sent in place of a file, and files outside never: %s',
    async (path) => {
      server = await startServer({ clientFolder: folder });
      const reply = await server.raw(path);
      expect(reply.body).not.toContain('root:');
      expect(reply.status).not.toBe(200);
    },
  );
});

it('a page that is not built says how to build it', async () => {
  server = await startServer();
  const reply = await server.fetch('/');
  expect(reply.status).toBe(503);
  expect(await reply.text()).toContain('npm run build');
});

describe('what is not there', () => {
  it.each(['/api', '/api/', '/api/nothing', '/api/documents/a/b'])(
    'below /api is told as JSON, never as the page: %s',
    async (path) => {
      server = await startServer({ clientFolder: folder });
      const { status, body } = await server.json(path);
      expect(status).toBe(404);
      expect(body).toMatchObject({ error: { code: 'not-found', hint: expect.any(String) } });
    },
  );

  it('includes methods that a route has not', async () => {
    server = await startServer({ clientFolder: folder });
    expect((await server.json('/api/status', { method: 'PUT' })).status).toBe(404);
  });
});

describe('failures', () => {
  it('bear a reason that programs can tell in words of their own', async () => {
    server = await startServer();
    const { body } = await server.json('/api/entities/e-nobody');
    expect(body).toMatchObject({ error: { reason: { code: 'not-there', values: { id: 'e-nobody' } } } });
  });

  it.each([
    ['a path that is no text', '/api/documents/%ff'],
    ['an id that is too long', `/api/documents/${'x'.repeat(501)}`],
  ])('of the request are told as such: %s', async (_, path) => {
    server = await startServer();
    const { status, body } = await server.json(path);
    expect(status).toBe(400);
    expect(body).toMatchObject({ error: { code: 'request-invalid' } });
  });

  it('by size have their own status', async () => {
    server = await startServer();
    const { status, body } = await server.json('/api/ask', jsonBody({ question: 'x'.repeat(2_000_000) }));
    expect(status).toBe(413);
    expect(body).toMatchObject({ error: { code: 'request-invalid' } });
  });

  it('of the house are logged whole and told as an internal error', async () => {
    server = await startServer({
      store: {
        schema: async () => {
          throw Object.assign(new RangeError('deep inside'), { parameters: { text: 'private words' } });
        },
      },
    });
    const { status, body } = await server.json('/api/schema');
    expect(status).toBe(500);
    expect(body).toMatchObject({ error: { code: 'internal', message: 'internal error' } });
    const logged = server.logs.join('');
    expect(logged).toContain('deep inside');
    expect(logged).toContain('RangeError');
    expect(logged).not.toContain('private words');
  });
});

it('the log tells paths and durations, and no word of documents, questions or searches', async () => {
  server = await startServer({
    ask: async function* () {
      yield { event: 'text', data: { text: 'confidential answer' } };
    },
  });
  await server.fetch(
    '/api/documents',
    jsonBody({ documents: [{ source: 'a.md', text: 'confidential text' }] }),
  );
  (await server.builder.next()).finish();
  await server.jobs.settled();
  await (await server.fetch('/api/ask', jsonBody({ question: 'confidential question' }))).text();
  await server.fetch('/api/entities?q=confidential');
  await server.fetch('/api/cypher', jsonBody({ query: "RETURN 'confidential'" }));
  await server.fetch('/api/cypher', {
    method: 'POST',
    body: '{"confidential',
    headers: { 'content-type': 'application/json' },
  });
  await server.fetch('/api/documents/d-lora', { headers: { authorization: 'Bearer confidential' } });
  const logged = server.logs.join('');
  expect(logged).not.toContain('confidential');
  expect(logged).toContain('"path":"/api/ask"');
  expect(logged).toMatch(/"milliseconds":\d+/);
});
