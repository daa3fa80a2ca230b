import { afterEach, expect, it } from 'vitest';
import { statusCommand } from '../../../cli/commands/status.ts';
import { aNotesIndex } from '../../support/server/a-graph-index.ts';
import { startServer, type TestServer } from '../../support/server/start-server.ts';

let server: TestServer;
afterEach(() => server.close());

const models = { extractor: 'offline', chat: null, embedding: 'small-embedding' };

async function lookedAt(
  vectorIds?: () => Promise<ReadonlySet<string> | null>,
): Promise<{ vectors: unknown; lines: readonly string[] }> {
  server = await startServer({ status: { version: '0.0.0', models, vectorIds } });
  const { body } = await server.json('/api/status');
  let lines: readonly string[] = [];
  const output = {
    result: (_value: unknown, told: readonly string[]) => {
      lines = told;
    },
    note: () => undefined,
  };
  await statusCommand({ json: async () => body } as never, output as never);
  return { vectors: (body as { vectors?: unknown }).vectors, lines };
}

it('tells how many of the texts that are searched have a vector', async () => {
  const { chunks, reports, entities } = aNotesIndex();
  const ids = new Set([chunks[0]?.id ?? '', reports[0]?.communityId ?? '', entities[0]?.id ?? '', 'gone']);
  const { vectors, lines } = await lookedAt(async () => ids);
  expect(vectors).toEqual({ made: 2, texts: chunks.length + reports.length });
  expect(lines.join('\n')).toContain(
    `vectors by: small-embedding, 2 of ${chunks.length + reports.length} texts have one`,
  );
});

it('tells nothing of vectors that cannot be read, or are not made', async () => {
  expect((await lookedAt(async () => null)).vectors).toBeUndefined();
  await server.close();
  const { vectors, lines } = await lookedAt();
  expect(vectors).toBeUndefined();
  expect(lines.join('\n')).not.toContain('texts');
});
