import { afterEach, expect, it, vi } from 'vitest';
import { EstimateResponse } from '../../../domain/api/estimate.ts';
import { TypeProposalResponse } from '../../../domain/api/ontology.ts';
import type { Estimate } from '../../../domain/estimate.ts';
import type { FoundTypes } from '../../../domain/ontology.ts';
import type { BuildRequest } from '../../../domain/ports/index-builder.ts';
import { jsonBody, startServer, type TestServer } from '../../support/server/start-server.ts';

let server: TestServer;
afterEach(() => server.close());

const ESTIMATE: Estimate = {
  documents: { added: ['a.md'], changed: [], removed: [], unchanged: 2, failed: [], vanished: [] },
  chunks: { read: 3, kept: 4 },
  embeddingModel: null,
  model: 'gpt-5-mini',
  stages: [{ purpose: 'extract', calls: 1, inputTokens: 900, outputTokens: 300, cost: 0.0008 }],
  tokens: { input: 900, output: 300 },
  cost: 0.0008,
  pricesListed: '2026-11',
  tokenizer: { name: 'o200k_base', error: 0 },
  correction: { input: 1, output: 0.9, runs: 2 },
  ontology: { entityTypes: ['PERSON'], relationshipTypes: [] },
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

it.each([
  ['', undefined],
  ['?types=kept', undefined],
  ['?types=any', 'any'],
  ['?types=find', 'find'],
  ['?types=find&relationshipType=USES', { entityTypes: [], relationshipTypes: ['USES'] }],
])('says which types may be found: %s', async (query, ontology) => {
  const requests = await start();
  await server.json(`/api/estimate${query}`, jsonBody({ documents: [] }));
  expect(requests.map((request) => request.ontology)).toEqual([ontology]);
});

it('proposes types for the documents that are sent, starts no job, and stops when nobody listens any more', async () => {
  const example = { words: 'Ada', sentence: 'Ada wrote notes.', source: 'a.md' };
  const types: FoundTypes = {
    entityTypes: [{ type: 'PERSON', count: 3, example }],
    relationshipTypes: [],
    dropped: 1,
    sample: { documents: 1, chunks: 2, tokens: 300 },
  };
  const asked: { sources: string[]; signal: AbortSignal | undefined }[] = [];
  let answer = Promise.resolve({ types, spent: { input: 500, output: 80, cost: null } });
  server = await startServer({
    typeFinder: {
      findTypes(request, { signal } = {}) {
        asked.push({ sources: request.add.map(({ source }) => source), signal });
        return answer;
      },
    },
  });
  const form = new FormData();
  form.append('files', new Blob(['Ada wrote notes.']), 'a.md');
  const { status, body } = await server.json('/api/ontology', { method: 'POST', body: form });
  expect(status).toBe(200);
  expect(TypeProposalResponse.parse(body)).toEqual(await answer);
  expect(server.jobs.list()).toEqual([]);

  answer = new Promise(() => {});
  const controller = new AbortController();
  const left = server.fetch('/api/ontology', {
    ...jsonBody({ documents: [{ source: 'b.md', text: 'Ada' }] }),
    signal: controller.signal,
  });
  await vi.waitFor(() => expect(asked.map(({ sources }) => sources)).toEqual([['a.md'], ['b.md']]));
  controller.abort();
  await expect(left).rejects.toThrow();
  await vi.waitFor(() => expect(asked[1]?.signal?.aborted).toBe(true));
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
