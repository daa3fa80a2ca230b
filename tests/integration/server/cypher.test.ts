import { once } from 'node:events';
import { afterEach, describe, expect, it } from 'vitest';
import { CypherLine, SchemaResponse } from '../../../domain/api/cypher.ts';
import { GraphRagError } from '../../../domain/errors.ts';
import type { GraphValue } from '../../../domain/graph-value.ts';
import type { CypherRequest, CypherResult } from '../../../domain/ports/graph-store.ts';
import { jsonBody, SECRET, startServer, type TestServer } from '../../support/server/start-server.ts';

let server: TestServer;
afterEach(() => server.close());

const query = jsonBody({ query: 'RETURN 1 AS one' });

function resultOf(rows: AsyncIterable<GraphValue[]>, columns = ['one']): CypherResult {
  return { columns, rows, summary: () => ({ rows: 2, truncated: false, milliseconds: 3 }) };
}

async function lines(reply: Response): Promise<CypherLine[]> {
  const text = await reply.text();
  expect(text.endsWith('\n')).toBe(true);
  return text
    .trimEnd()
    .split('\n')
    .map((line) => CypherLine.parse(JSON.parse(line)));
}

describe('a query', () => {
  it('answers in lines: columns, rows, summary', async () => {
    let asked: CypherRequest | undefined;
    server = await startServer({
      store: {
        runCypher: async (request) => {
          asked = request;
          return resultOf(
            (async function* () {
              yield [1];
              yield [{ kind: 'node', id: '7', labels: ['Entity'], properties: { name: '甲\n乙' } }];
            })(),
          );
        },
      },
    });
    const reply = await server.fetch('/api/cypher', query);
    expect(reply.headers.get('content-type')).toContain('application/x-ndjson');
    expect(await lines(reply)).toEqual([
      { columns: ['one'] },
      { row: [1] },
      { row: [{ kind: 'node', id: '7', labels: ['Entity'], properties: { name: '甲\n乙' } }] },
      { summary: { rows: 2, truncated: false, milliseconds: 3 } },
    ]);
    expect(asked).toMatchObject({ limit: 1000, timeoutMs: 10_000, write: false, params: {} });
  });

  it('hands on its limits and parameters', async () => {
    let asked: CypherRequest | undefined;
    server = await startServer({
      store: {
        runCypher: async (request) => {
          asked = request;
          return resultOf((async function* () {})());
        },
      },
    });
    const body = { query: 'RETURN $a', params: { a: [1, '二'] }, limit: 5, timeoutMs: 50 };
    await lines(await server.fetch('/api/cypher', jsonBody(body)));
    expect(asked).toMatchObject(body);
  });

  it.each([
    ['query-invalid', 400],
    ['query-refused', 403],
    ['query-timeout', 408],
    ['store-unavailable', 503],
  ] as const)('that fails before its first row as %s has the status %i', async (code, status) => {
    server = await startServer({
      store: {
        runCypher: async () => {
          throw new GraphRagError(code, 'no', { hint: 'Try another.' });
        },
      },
    });
    const reply = await server.json('/api/cypher', query);
    expect(reply).toEqual({ status, body: { error: { code, message: 'no', hint: 'Try another.' } } });
  });

  it('that fails on its way ends with an error line', async () => {
    server = await startServer({
      store: {
        runCypher: async () =>
          resultOf(
            (async function* () {
              yield [1];
              throw new GraphRagError('query-timeout', 'It ran for more than 10 s');
            })(),
          ),
      },
    });
    const all = await lines(await server.fetch('/api/cypher', query));
    expect(all.slice(0, 2)).toEqual([{ columns: ['one'] }, { row: [1] }]);
    expect(all[2]).toMatchObject({ error: { code: 'query-timeout' } });
    expect(all).toHaveLength(3);
  });

  it('ends when the reader goes away, and no row is pulled that nobody reads', async () => {
    const ended = new EventTarget();
    const closing = once(ended, 'ended');
    let pulled = 0;
    let signal: AbortSignal | undefined;
    server = await startServer({
      store: {
        runCypher: async (request) => {
          signal = request.signal;
          return resultOf(
            (async function* () {
              try {
                for (;;) {
                  pulled += 1;
                  yield ['x'.repeat(100_000)];
                }
              } finally {
                ended.dispatchEvent(new Event('ended'));
              }
            })(),
          );
        },
      },
    });
    const controller = new AbortController();
    const reply = await server.fetch('/api/cypher', { ...query, signal: controller.signal });
    await reply.body?.getReader().read();
    controller.abort();
    await closing;
    expect(signal?.aborted).toBe(true);
    // What the sockets' buffers hold, far from the endless whole.
    expect(pulled).toBeLessThan(500);
  });

  it.each([
    {},
    { query: '' },
    { query: 'RETURN 1', limit: 0 },
    { query: 'RETURN 1', limit: 1_000_001 },
    { query: 'RETURN 1', timeoutMs: -1 },
    { query: 'RETURN 1', params: [] },
  ])('refuses %j', async (body) => {
    server = await startServer();
    expect((await server.json('/api/cypher', jsonBody(body))).status).toBe(400);
  });
});

describe('a query that writes', () => {
  const write = jsonBody({ query: "CREATE (:Note {text: 'x'})", write: true });
  const start = async () => {
    const asked: boolean[] = [];
    server = await startServer({
      store: {
        runCypher: async (request) => {
          asked.push(request.write);
          server.held.info = { ...server.held.info, entities: 99 };
          return resultOf((async function* () {})());
        },
      },
    });
    return asked;
  };

  it('runs for the page itself and for commands of this machine, and what it changed is read afterwards', async () => {
    const asked = await start();
    expect((await server.json('/api/status')).body).toMatchObject({ index: { entities: 3 } });
    const senders: Record<string, string>[] = [{ origin: server.url }, { authorization: `Bearer ${SECRET}` }];
    for (const headers of senders) {
      const reply = await server.fetch('/api/cypher', {
        ...write,
        headers: { ...write.headers, ...headers },
      });
      await lines(reply);
    }
    expect(asked).toEqual([true, true]);
    expect((await server.json('/api/status')).body).toMatchObject({ index: { entities: 99 } });
  });

  it('never runs for another page', async () => {
    const asked = await start();
    const headers = { ...write.headers, origin: 'http://evil.example' };
    expect((await server.fetch('/api/cypher', { ...write, headers })).status).toBe(403);
    expect(asked).toEqual([]);
  });
});

it('the schema of the graph is told', async () => {
  const schema = {
    labels: [{ name: 'Entity', count: 3, properties: ['name'] }],
    relationshipTypes: [{ name: 'USES', count: 1, properties: [], from: ['Entity'], to: ['Entity'] }],
  };
  server = await startServer({ store: { schema: async () => schema } });
  expect(SchemaResponse.parse((await server.json('/api/schema')).body)).toEqual(schema);
});
