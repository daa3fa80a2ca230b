import { afterEach, expect, it } from 'vitest';
import { EstimateResponse } from '../../../domain/api/estimate.ts';
import type { Estimate } from '../../../domain/estimate.ts';
import type { BuildRequest } from '../../../domain/ports/index-builder.ts';
import { jsonBody, startServer, type TestServer } from '../../support/server/start-server.ts';

let server: TestServer;
afterEach(() => server.close());

const ESTIMATE: Estimate = {
  documents: { added: ['a.md'], changed: [], removed: [], unchanged: 2, failed: [], vanished: [] },
  chunks: { read: 3, kept: 4 },
  model: 'gpt-5-mini',
  stages: [{ purpose: 'extract', calls: 1, inputTokens: 900, outputTokens: 300, cost: 0.0008 }],
  tokens: { input: 900, output: 300 },
  cost: 0.0008,
  tokenizer: { name: 'o200k_base', error: 0 },
  correction: { input: 1, output: 0.9, runs: 2 },
};

async function start(): Promise<BuildRequest[]> {
  const requests: BuildRequest[] = [];
  server = await startServer({
    estimator: {
      estimate: async (request) => {
        requests.push(request);
        return ESTIMATE;
      },
    },
  });
  return requests;
}

it('tells what the same JSON would take, and starts no job', async () => {
  const requests = await start();
  const sent = { documents: [{ source: 'a.md', text: 'Alpha' }] };
  const query = 'extractor=model&root=notes&entityType=PERSON&entityType=PLACE&batch=true';
  const { status, body } = await server.json(`/api/estimate?${query}`, jsonBody(sent));
  expect(status).toBe(200);
  expect(EstimateResponse.parse(body)).toEqual(ESTIMATE);
  expect(requests).toMatchObject([
    {
      extractor: 'model',
      batch: true,
      ontology: { entityTypes: ['PERSON', 'PLACE'], relationshipTypes: [] },
      roots: ['notes'],
      add: [{ source: 'a.md' }],
    },
  ]);
  expect(server.jobs.list()).toEqual([]);
});

it('takes files as /api/documents does, with what their sender could not read', async () => {
  const requests = await start();
  const form = new FormData();
  form.append(
    'failed',
    JSON.stringify([{ source: 'b.md', code: 'unreadable', message: 'permission denied' }]),
  );
  form.append('files', new Blob(['Alpha']), 'notes/a.md');
  const { status } = await server.json('/api/estimate', { method: 'POST', body: form });
  expect(status).toBe(200);
  expect(requests).toMatchObject([{ add: [{ source: 'notes/a.md' }], failed: [{ source: 'b.md' }] }]);
});

it('refuses a request without documents', async () => {
  await start();
  const { status, body } = await server.json('/api/estimate', { method: 'POST' });
  expect(status).toBe(400);
  expect(body).toMatchObject({ error: { code: 'request-invalid' } });
});
