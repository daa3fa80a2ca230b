import { afterEach, beforeEach, expect, it } from 'vitest';
import { startServer, type TestServer } from '../../support/server/start-server.ts';

let server: TestServer;
beforeEach(async () => {
  server = await startServer();
});
afterEach(() => server.close());

interface Description {
  components: { schemas: Record<string, unknown> };
  paths: Record<string, Record<string, { responses: object; parameters?: { name: string; in: string }[] }>>;
}

const described = async (): Promise<Description> =>
  (await server.json('/api/openapi.json')).body as Description;

it('the description lists the routes of the design', async () => {
  const { paths } = await described();
  const routes = Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  );
  expect(routes).toEqual(
    expect.arrayContaining([
      'GET /api/status',
      'GET /api/documents',
      'POST /api/documents',
      'POST /api/estimate',
      'POST /api/documents/read-again',
      'GET /api/documents/{id}',
      'DELETE /api/documents/{id}',
      'DELETE /api/samples',
      'GET /api/jobs',
      'GET /api/jobs/{id}',
      'DELETE /api/jobs/{id}',
      'POST /api/jobs/{id}/again',
      'GET /api/jobs/{id}/events',
      'GET /api/entities',
      'GET /api/entities/{id}',
      'GET /api/entities/{id}/mentions',
      'GET /api/entities/{id}/relationships',
      'GET /api/entities/{id}/neighborhood',
      'GET /api/relationships/{id}',
      'GET /api/communities',
      'GET /api/communities/{id}',
      'GET /api/map',
      'GET /api/map/names',
      'POST /api/ask',
      'GET /api/answers',
      'GET /api/answers/{id}',
      'POST /api/cypher',
      'GET /api/schema',
      'GET /api/export',
      'POST /api/import',
      'GET /api/openapi.json',
      'GET /healthz',
    ]),
  );
});

it('everything that is described is there: no description outlives its route', async () => {
  const { paths } = await described();
  for (const [path, methods] of Object.entries(paths)) {
    for (const method of Object.keys(methods)) {
      const reply = await server.fetch(path.replaceAll('{id}', 'none'), { method: method.toUpperCase() });
      const told = await reply.text();
      expect(told, `${method} ${path}`).not.toContain('There is no ');
    }
  }
});

it('every parameter in a path is described, and lists tell their page', async () => {
  const { paths } = await described();
  for (const [path, methods] of Object.entries(paths)) {
    const inPath = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]);
    for (const { parameters = [], responses } of Object.values(methods)) {
      const named = parameters.filter((parameter) => parameter.in === 'path').map(({ name }) => name);
      expect(named, path).toEqual(inPath);
      expect(responses, path).toHaveProperty('default');
    }
  }
  const names = paths['/api/entities']?.get?.parameters?.map(({ name }) => name);
  expect(names).toEqual(expect.arrayContaining(['q', 'type', 'limit', 'cursor']));
});

it('files and JSON are both described where both are taken', async () => {
  const post = (await described()).paths['/api/documents']?.post;
  expect(post).toHaveProperty(['requestBody', 'content', 'application/json']);
  expect(post).toHaveProperty(['requestBody', 'content', 'multipart/form-data']);
});

it('what is referred to is there', async () => {
  const description = await described();
  const references = [...JSON.stringify(description).matchAll(/"\$ref":"#\/([^"]+)"/g)].map(
    (match) => match[1],
  );
  expect(references.length).toBeGreaterThan(20);
  for (const reference of new Set(references)) {
    const name = reference?.replace('components/schemas/', '') ?? '';
    expect(Object.keys(description.components.schemas)).toContain(name);
  }
});
