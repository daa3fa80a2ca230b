import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PathsResponse } from '../../../domain/api/paths.ts';
import { startServer, type TestServer } from '../../support/server/start-server.ts';

let server: TestServer;
beforeEach(async () => {
  server = await startServer();
});
afterEach(() => server.close());

describe('paths between two entities', () => {
  it('lead over relationships, each with the sentence that states it', async () => {
    const { body } = await server.json('/api/paths?from=e-lora&to=e-transformer&k=2');
    const [path] = PathsResponse.parse(body).paths;
    expect(path?.entities.map(({ id }) => id)).toEqual(['e-lora', 'e-transformer']);
    expect(path?.hops[0]?.relationships[0]?.evidence[0]?.quote).toBe(
      'LoRA freezes the weights of a Transformer.',
    );
  });

  it('are told as absent, as unknown, or as asked for wrongly', async () => {
    expect((await server.json('/api/paths?from=e-lora&to=e-lora')).body).toEqual({ paths: [] });
    expect((await server.json('/api/paths?from=e-lora&to=none')).status).toBe(404);
    expect((await server.json('/api/paths?from=e-lora')).status).toBe(400);
  });
});
