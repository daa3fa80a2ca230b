import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DocumentListResponse, DocumentResponse } from '../../../domain/api/documents.ts';
import { jsonBody, startServer, type TestServer } from '../../support/server/start-server.ts';

let server: TestServer;
beforeEach(async () => {
  server = await startServer();
});
afterEach(() => server.close());

const decode = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

function formOf(files: Record<string, string | Uint8Array<ArrayBuffer>>): FormData {
  const form = new FormData();
  for (const [name, content] of Object.entries(files)) form.append('files', new Blob([content]), name);
  return form;
}

describe('documents', () => {
  it('are listed by source, page by page, without their text', async () => {
    const first = DocumentListResponse.parse((await server.json('/api/documents?limit=2')).body);
    expect(first.items.map(({ source }) => source)).toEqual(['notes/graph.md', 'notes/lora.md']);
    expect(first.total).toBe(3);
    expect(first.items[0]).not.toHaveProperty('text');
    const second = DocumentListResponse.parse(
      (await server.json(`/api/documents?limit=2&cursor=${first.nextCursor}`)).body,
    );
    expect(second.items.map(({ source }) => source)).toEqual(['samples/nothing.md']);
    expect(second.nextCursor).toBeUndefined();
  });

  it('come one by one with the text that offsets count in', async () => {
    const { status, body } = await server.json('/api/documents/d-lora');
    expect(status).toBe(200);
    expect(DocumentResponse.parse(body)).toMatchObject({ source: 'notes/lora.md', title: 'LoRA' });
    expect(body).toHaveProperty('text', server.held.index.documents[1]?.text);
  });

  it('tell who read them: the model, the rules, or nobody', async () => {
    const readers: Record<string, string[]> = { model: ['d-lora'], offline: ['d-lora', 'd-rag'] };
    const reading = await startServer({
      store: { documentsReadBy: async (extractor) => new Set(readers[extractor]) },
    });
    try {
      const { body } = await reading.json('/api/documents');
      const rows = DocumentListResponse.parse(body).items;
      expect(rows.find(({ id }) => id === 'd-lora')?.readBy).toBe('model');
      expect(rows.filter(({ readBy }) => readBy === null).length).toBeGreaterThanOrEqual(rows.length - 2);
      const one = await reading.json('/api/documents/d-lora');
      expect(DocumentResponse.parse(one.body).readBy).toBe('model');
    } finally {
      await reading.close();
    }
  });

  it.each([
    ['GET', '/api/documents/none'],
    ['DELETE', '/api/documents/none'],
  ])('that are absent are not found: %s', async (method, path) => {
    const { status, body } = await server.json(path, { method });
    expect(status).toBe(404);
    expect(body).toMatchObject({ error: { code: 'not-found' } });
  });

  it.each(['limit=0', 'limit=501', 'limit=many', 'cursor=nonsense', 'cursor=-1'])(
    'refuse a page that cannot be: %s',
    async (query) => {
      const { status, body } = await server.json(`/api/documents?${query}`);
      expect(status).toBe(400);
      expect(body).toMatchObject({ error: { code: 'request-invalid' } });
    },
  );
});

describe('reading documents again', () => {
  it('hands a job what is in the index, as it was read before', async () => {
    const { status } = await server.json(
      '/api/documents/read-again?extractor=model&budget=2',
      jsonBody({ sources: ['notes/lora.md'] }),
    );
    expect(status).toBe(202);
    const { request } = await server.builder.next();
    expect(request).toMatchObject({ extractor: 'model', budget: 2, roots: [], prune: false, remove: [] });
    expect(request.add).toMatchObject([{ source: 'notes/lora.md', title: 'LoRA', asRead: {} }]);
    expect(decode(request.add[0]!.bytes)).toBe(server.held.index.documents[1]?.text);
  });

  it('refuses what is not in the index', async () => {
    const { status, body } = await server.json(
      '/api/documents/read-again',
      jsonBody({ sources: ['none.md'] }),
    );
    expect(status).toBe(404);
    expect(body).toMatchObject({ error: { code: 'not-found' } });
  });
});

describe('adding documents', () => {
  it('as JSON hands their text to one job', async () => {
    const sent = { documents: [{ source: 'a/b.md', title: 'B', text: '甲 and B' }] };
    const { status, body } = await server.json('/api/documents?extractor=offline', jsonBody(sent));
    expect(status).toBe(202);
    const { request } = await server.builder.next();
    expect(body).toEqual({ jobId: 'job-1' });
    expect(request).toMatchObject({
      extractor: 'offline',
      prune: false,
      rebuild: false,
      roots: [],
      remove: [],
    });
    expect(request.add).toHaveLength(1);
    expect(request.add[0]).toMatchObject({ source: 'a/b.md', title: 'B' });
    expect(decode(request.add[0]!.bytes)).toBe('甲 and B');
  });

  it('as text under a name without a known ending reads it as plain text', async () => {
    await server.fetch('/api/documents', jsonBody({ documents: [{ source: 'v1.2 notes', text: 'x' }] }));
    expect((await server.builder.next()).request.add[0]?.mediaType).toBe('text/plain');
  });

  it('as text that was read before hands it on as such, with its pages', async () => {
    const document = {
      source: 'a.pdf',
      mediaType: 'application/pdf',
      text: '# A',
      asRead: { pages: [0, 2] },
    };
    await server.fetch('/api/documents', jsonBody({ documents: [document] }));
    expect((await server.builder.next()).request.add[0]).toMatchObject({
      mediaType: 'application/pdf',
      asRead: { pages: [0, 2] },
    });
  });

  it('as files keeps every byte and the path in the name, in any script', async () => {
    const bytes = new Uint8Array([0xff, 0xfe, 0x00, 0x0a, 0x80]);
    const form = formOf({ '笔记/深 度/模型.md': '正文', 'notes/b.bin': bytes, 'notes/it\'s "50%".txt': 'q' });
    const reply = await server.fetch('/api/documents?root=notes&root=笔记&prune=true', {
      method: 'POST',
      body: form,
    });
    expect(reply.status).toBe(202);
    const { request } = await server.builder.next();
    expect(request.add.map(({ source }) => source)).toEqual([
      '笔记/深 度/模型.md',
      'notes/b.bin',
      'notes/it\'s "50%".txt',
    ]);
    expect(decode(request.add[0]!.bytes)).toBe('正文');
    expect([...request.add[1]!.bytes]).toEqual([...bytes]);
    expect(request).toMatchObject({ roots: ['notes', '笔记'], prune: true });
  });

  it('with no file at all is a job too: its report tells what was skipped or removed', async () => {
    const reply = await server.fetch('/api/documents?root=notes&prune=true', {
      method: 'POST',
      body: formOf({}),
    });
    expect(reply.status).toBe(202);
    expect((await server.builder.next()).request.add).toEqual([]);
  });

  it('takes along what could not be read at all, so that it does not count as vanished', async () => {
    const failed = [{ source: 'notes/large.md', code: 'too-large', message: 'The file has 99 MB' }];
    const form = new FormData();
    form.append('failed', JSON.stringify(failed));
    form.append('files', new Blob(['x']), 'notes/a.md');
    await server.fetch('/api/documents?root=notes&prune=true', { method: 'POST', body: form });
    const first = await server.builder.next();
    expect(first.request).toMatchObject({ failed, add: [{ source: 'notes/a.md' }] });
    first.finish();
    await server.fetch('/api/documents', jsonBody({ documents: [], failed }));
    expect((await server.builder.next()).request.failed).toEqual(failed);
  });

  it.each(['{', '[{"source":"a"}]', '[{"source":"a","code":"odd","message":"m"}]'])(
    'refuses a list of failures that is none: %s',
    async (failed) => {
      const form = new FormData();
      form.append('failed', failed);
      expect((await server.json('/api/documents', { method: 'POST', body: form })).status).toBe(400);
      expect(server.jobs.list()).toEqual([]);
    },
  );

  it('with rebuild and nothing to add rebuilds', async () => {
    await server.fetch('/api/documents?rebuild=true', jsonBody({ documents: [] }));
    expect((await server.builder.next()).request.rebuild).toBe(true);
    expect(server.jobs.find('job-1')?.kind).toBe('rebuild');
  });

  it.each(['../outside.md', 'a/../../b.md', '..\\up.md', 'line\nbreak.md', '/', './'])(
    'refuses a name that leads out or cannot be shown: %j',
    async (source) => {
      const { status, body } = await server.json(
        '/api/documents',
        jsonBody({ documents: [{ source, text: 'x' }] }),
      );
      expect(status).toBe(400);
      expect(body).toMatchObject({ error: { code: 'request-invalid' } });
      expect(server.jobs.list()).toEqual([]);
    },
  );

  it('reports a file that cannot be named, and takes the others', async () => {
    const form = formOf({ 'notes/a.md': 'x', '../../etc/passwd': 'y', 'line\nbreak.md': 'z' });
    expect((await server.fetch('/api/documents', { method: 'POST', body: form })).status).toBe(202);
    const { request } = await server.builder.next();
    expect(request.add.map(({ source }) => source)).toEqual(['notes/a.md']);
    expect(request.failed).toMatchObject([
      { source: '../../etc/passwd', code: 'unreadable', message: expect.stringContaining('leads out') },
      { code: 'unreadable', message: expect.stringContaining('control characters') },
    ]);
  });

  it('takes the root off a name', async () => {
    await server.fetch('/api/documents', jsonBody({ documents: [{ source: '/a//b\\c.md', text: 'x' }] }));
    expect((await server.builder.next()).request.add[0]?.source).toBe('a/b/c.md');
  });

  it.each([
    ['broken JSON', { headers: { 'content-type': 'application/json' }, body: '{' }],
    ['JSON of another shape', jsonBody({ documents: [{ source: 'a.md' }] })],
    ['plain text', { headers: { 'content-type': 'text/plain' }, body: 'hello' }],
    ['no body', {}],
    [
      'files under another name',
      {
        body: (() => {
          const form = new FormData();
          form.append('other', new Blob(['x']), 'a.md');
          return form;
        })(),
      },
    ],
  ])('refuses %s', async (_, init) => {
    const { status, body } = await server.json('/api/documents', { ...init, method: 'POST' });
    expect(status).toBe(400);
    expect(body).toMatchObject({ error: { code: 'request-invalid', message: expect.any(String) } });
    expect(server.jobs.list()).toEqual([]);
  });
});

describe('removing documents', () => {
  it('removes one by id', async () => {
    expect((await server.json('/api/documents/d-lora', { method: 'DELETE' })).status).toBe(202);
    expect((await server.builder.next()).request).toMatchObject({ remove: ['d-lora'], add: [] });
  });

  it('removes several by source or id', async () => {
    const sources = ['notes/graph.md', 'd-lora'];
    const { status } = await server.json('/api/documents/remove', jsonBody({ sources }));
    expect(status).toBe(202);
    expect((await server.builder.next()).request.remove).toEqual(sources);
  });

  it('takes the name of a folder for all that came from it', async () => {
    await server.json('/api/documents/remove', jsonBody({ sources: ['notes'] }));
    expect((await server.builder.next()).request.remove).toEqual(['notes']);
  });

  it('waits for its turn when a job may still bring what is to be removed', async () => {
    await server.fetch('/api/documents', jsonBody({ documents: [{ source: 'new.md', text: 'x' }] }));
    const adding = await server.builder.next();
    const { status } = await server.json('/api/documents/remove', jsonBody({ sources: ['new.md'] }));
    expect(status).toBe(202);
    expect(server.builder.begun).toHaveLength(1);
    adding.finish();
    expect((await server.builder.next()).request.remove).toEqual(['new.md']);
  });

  it('names the sources that nobody knows', async () => {
    const { status, body } = await server.json(
      '/api/documents/remove',
      jsonBody({ sources: ['notes/lora.md', 'gone.md'] }),
    );
    expect(status).toBe(404);
    expect(body).toMatchObject({ error: { code: 'not-found', message: expect.stringContaining('gone.md') } });
    expect(server.jobs.list()).toEqual([]);
  });

  it('takes the samples out as a folder that is empty now', async () => {
    expect((await server.json('/api/samples', { method: 'DELETE' })).status).toBe(202);
    expect((await server.builder.next()).request).toMatchObject({ add: [], roots: ['samples'], prune: true });
  });
});

describe('after a job has written', () => {
  it('the new index is read by whoever sees the job done', async () => {
    expect((await server.json('/api/status')).body).toMatchObject({ samples: true, index: { documents: 3 } });
    await server.fetch('/api/samples', { method: 'DELETE' });
    const build = await server.builder.next();
    const documents = server.held.index.documents.slice(0, 2);
    server.held.index = { ...server.held.index, documents };
    server.held.info = { ...server.held.info, version: 2, documents: 2 };
    expect((await server.json('/api/documents')).body).toMatchObject({ total: 3 });
    build.finish();
    await server.jobs.settled();
    expect((await server.json('/api/documents')).body).toMatchObject({ total: 2 });
    expect((await server.json('/api/status')).body).toMatchObject({
      samples: false,
      index: { version: 2, documents: 2 },
    });
  });
});
