import { afterEach, describe, expect, it } from 'vitest';
import { jsonBody, SECRET, startServer, type TestServer } from '../../support/server/start-server.ts';

let server: TestServer;
afterEach(() => server.close());

const errorCode = (body: string): unknown => JSON.parse(body).error.code;

describe('who may reach a local server', () => {
  it.each(['127.0.0.1', 'localhost', '[::1]', 'LOCALHOST'])('answers when the Host is %s', async (name) => {
    server = await startServer();
    const reply = await server.raw('/api/status', { headers: { host: `${name}:${server.port}` } });
    expect(reply.status).toBe(200);
  });

  it.each([
    ['a name that was made to point here', (port: number) => `evil.example:${port}`],
    ['a name that begins like ours', (port: number) => `localhost.evil.example:${port}`],
    ['another port', (port: number) => `127.0.0.1:${port + 1}`],
    ['no port', () => '127.0.0.1'],
    ['a user in front', (port: number) => `x@127.0.0.1:${port}`],
  ])('refuses a Host that is %s', async (_, host) => {
    server = await startServer();
    const reply = await server.raw('/api/status', { headers: { host: host(server.port) } });
    expect(reply.status).toBe(403);
    expect(errorCode(reply.body)).toBe('unauthorized');
  });

  it('refuses the page, too, under a foreign Host', async () => {
    server = await startServer();
    expect((await server.raw('/', { headers: { host: 'evil.example' } })).status).toBe(403);
  });

  it.each(['http://evil.example', 'null', 'http://localhost:1'])(
    'refuses a request whose Origin is %s',
    async (origin) => {
      server = await startServer();
      const reply = await server.fetch('/api/samples', { method: 'DELETE', headers: { origin } });
      expect(reply.status).toBe(403);
      expect(server.jobs.list()).toEqual([]);
    },
  );

  it('answers its own page', async () => {
    server = await startServer();
    const reply = await server.raw('/api/status', {
      headers: {
        host: `localhost:${server.port}`,
        origin: `http://localhost:${server.port}`,
        'sec-fetch-site': 'same-origin',
      },
    });
    expect(reply.status).toBe(200);
  });

  it.each(['cross-site', 'same-site'])('refuses what the browser marks as %s', async (site) => {
    server = await startServer();
    const headers = { 'sec-fetch-site': site, 'sec-fetch-mode': 'no-cors' };
    expect((await server.raw('/api/documents', { headers })).status).toBe(403);
  });

  it('lets a link from elsewhere open the page', async () => {
    server = await startServer();
    const headers = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' };
    expect((await server.raw('/healthz', { headers })).status).toBe(200);
  });
});

describe('a server with a token', () => {
  const TOKEN = 'a token of forty characters, give or take';
  const bearing = (token: string) => ({ headers: { authorization: `Bearer ${token}` } });
  const start = () => startServer({ auth: { token: TOKEN, secret: SECRET, host: '127.0.0.1' } });

  it('asks for it, and says how to send it', async () => {
    server = await start();
    const { status, body } = await server.json('/api/documents');
    expect(status).toBe(401);
    expect(body).toMatchObject({ error: { code: 'unauthorized', hint: expect.stringContaining('Bearer') } });
  });

  it.each([
    ['the token', TOKEN, 200],
    ['the secret of the lock file', SECRET, 200],
    ['a wrong one', 'wrong', 401],
    ['the beginning of the token', TOKEN.slice(0, -1), 401],
  ])('answers %s with the right status', async (_, token, status) => {
    server = await start();
    expect((await server.fetch('/api/documents', bearing(token))).status).toBe(status);
  });

  it('gives a cookie for the token, which opens from then on and is not the token', async () => {
    server = await start();
    const session = await server.fetch('/api/session', jsonBody({ token: TOKEN }));
    const cookie = session.headers.get('set-cookie') ?? '';
    expect(session.status).toBe(200);
    expect(cookie).toMatch(/HttpOnly/i);
    expect(cookie).toMatch(/SameSite=Strict/i);
    expect(cookie).not.toContain(TOKEN);
    const pair = cookie.split(';')[0] ?? '';
    expect((await server.fetch('/api/documents', { headers: { cookie: pair } })).status).toBe(200);
    expect((await server.fetch('/api/documents', { headers: { cookie: `${pair}x` } })).status).toBe(401);
  });

  it('gives no cookie for a wrong token', async () => {
    server = await start();
    const session = await server.fetch('/api/session', jsonBody({ token: 'wrong' }));
    expect(session.status).toBe(401);
    expect(session.headers.get('set-cookie')).toBeNull();
  });

  it('says without the token that it is up, and nothing else', async () => {
    server = await start();
    expect(await server.json('/healthz')).toEqual({ status: 200, body: { ok: true } });
    for (const path of [
      '/api/openapi.json',
      '/api/map',
      '/api/schema',
      '/api/jobs/x/events',
      '/API/documents',
    ]) {
      expect((await server.fetch(path)).status, path).not.toBe(200);
    }
  });

  it('takes any Host when it listens on every address, for the token guards it', async () => {
    server = await startServer({ auth: { token: TOKEN, secret: SECRET, host: '0.0.0.0' } });
    const headers = { host: 'orrery.lan', authorization: `Bearer ${TOKEN}` };
    expect((await server.raw('/api/status', { headers })).status).toBe(200);
    expect((await server.raw('/api/status', { headers: { ...headers, origin: 'http://evil' } })).status).toBe(
      403,
    );
  });
});

describe('every reply', () => {
  it.each(['/api/status', '/healthz', '/nothing'])(
    'carries the headers that bind the page: %s',
    async (path) => {
      server = await startServer();
      const { headers } = await server.fetch(path);
      const policy = headers.get('content-security-policy') ?? '';
      expect(policy).toContain("default-src 'none'");
      expect(policy).toMatch(/script-src 'self';/);
      expect(policy).toContain("frame-ancestors 'none'");
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
      expect(headers.get('x-powered-by')).toBeNull();
    },
  );

  it('of the API is kept by nobody', async () => {
    server = await startServer();
    expect((await server.fetch('/api/documents/d-lora')).headers.get('cache-control')).toBe('no-store');
  });
});
