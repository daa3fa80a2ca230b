import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import { createNeo4jStore } from '../../../../adapters/stores/neo4j/neo4j-store.ts';
import { checkVersion } from '../../../../adapters/stores/neo4j/neo4j-version.ts';

/** Opens the store on somebody who says only this when called. @returns why it did not open */
async function openOn(answer: Buffer): Promise<unknown> {
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', () => socket.write(answer));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  try {
    const { port } = server.address() as AddressInfo;
    return await createNeo4jStore({ uri: `bolt://127.0.0.1:${port}`, username: 'neo4j', password: 'x' }).then(
      () => null,
      (error: unknown) => error,
    );
  } finally {
    server.close();
  }
}

describe('a server that cannot keep an index', () => {
  it.each([
    ['4.4.40', '4.4.40'],
    ['3.5.0', '3.5.0'],
    ['', 'unknown'],
  ])('of version "%s" is told by its version', (version, told) => {
    expect(() => checkVersion(version)).toThrow(
      expect.objectContaining({
        code: 'store-unavailable',
        retryable: false,
        message: expect.stringContaining(told),
      }),
    );
  });

  it.each(['5.0.0', '5.26.12', '2025.01.0', '2026.09.0'])('is not one of version %s', (version) => {
    expect(() => checkVersion(version)).not.toThrow();
  });

  it('is called too old when it speaks no Bolt of ours', async () => {
    expect(await openOn(Buffer.from([0, 0, 0, 0]))).toMatchObject({
      code: 'store-unavailable',
      retryable: false,
      message: expect.stringContaining('too old'),
    });
  });

  it('is called no Neo4j when it speaks HTTP', async () => {
    expect(await openOn(Buffer.from('HTTP/1.1 400 Bad Request\r\n\r\n'))).toMatchObject({
      code: 'store-unavailable',
      retryable: false,
      hint: expect.stringContaining('7687'),
    });
  });
});

it('the database of Neo4j itself is no place for an index', async () => {
  const options = { uri: 'bolt://127.0.0.1:1', username: 'neo4j', password: 'x', database: 'System' };
  await expect(createNeo4jStore(options)).rejects.toMatchObject({
    code: 'config-invalid',
    hint: expect.stringContaining('NEO4J_DATABASE'),
  });
});
