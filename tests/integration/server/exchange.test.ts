import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { JobAccepted, JobResponse } from '../../../domain/api/jobs.ts';
import { StatusResponse } from '../../../domain/api/status.ts';
import type { GraphStore } from '../../../domain/ports/graph-store.ts';
import { importIndex } from '../../../server/exchange/import-index.ts';
import { aDocument, anEntity, aRelationship, wholeIndex, writing } from '../../contract/index-fixture.ts';
import { openBatchedStore } from '../../support/batched-store.ts';
import { exported, exportStoreOf } from '../../support/exchange-files.ts';
import { anAnswer, aRun } from '../../support/history.ts';
import { createMemoryVectors } from '../../support/memory-vectors.ts';
import { readEvents } from '../../support/server/read-events.ts';
import { serveEmbedded } from '../../support/server/serve-embedded.ts';
import { jsonBody } from '../../support/server/start-server.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'orrery-exchange-'));
});
afterEach(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));

describe('over HTTP', () => {
  let server: Awaited<ReturnType<typeof serveEmbedded>>;
  beforeEach(async () => {
    server = await serveEmbedded(join(folder, 'one'));
  });
  afterEach(() => server.close());

  const post = (body: Uint8Array | ReadableStream<Uint8Array>) => {
    const headers = { 'content-type': 'application/gzip' };
    // The types know a body that is streamed, but not what it asks for.
    const init = { method: 'POST', body: body as BodyInit, headers, duplex: 'half' };
    return fetch(new URL('/api/import', server.url), init);
  };
  const download = async () =>
    Buffer.from(await (await fetch(new URL('/api/export', server.url))).arrayBuffer());
  const status = async () =>
    StatusResponse.parse(await (await fetch(new URL('/api/status', server.url))).json());

  /** The job of a 202 once it has ended. */
  async function ended(reply: Response): Promise<JobResponse> {
    expect(reply.status).toBe(202);
    const { jobId } = JobAccepted.parse(await reply.json());
    let last: unknown;
    for await (const { data } of readEvents(await fetch(new URL(`/api/jobs/${jobId}/events`, server.url)))) {
      last = data;
    }
    return JobResponse.parse(last);
  }

  it('what was ingested, downloaded and taken in elsewhere is the same file there', async () => {
    const documents = [
      { source: 'notes/lora.md', text: '# LoRA\n\nLoRA is a method for fine-tuning. QLoRA is a LoRA.\n' },
      { source: 'notes/图谱.md', text: '# 知识图谱\n\n知识图谱（Knowledge Graph）由实体和关系组成。\n' },
    ];
    await ended(await fetch(new URL('/api/documents', server.url), jsonBody({ documents })));
    const reply = await fetch(new URL('/api/export', server.url));
    expect(reply.headers.get('content-type')).toBe('application/gzip');
    expect(reply.headers.get('content-disposition')).toMatch(/^attachment; filename=".+\.jsonl\.gz"$/);
    const file = Buffer.from(await reply.arrayBuffer());
    const { index } = await status();
    await server.close();

    server = await serveEmbedded(join(folder, 'two'));
    const job = await ended(await post(file));
    expect(job).toMatchObject({
      kind: 'import',
      state: 'done',
      report: { documents: { added: documents.map(({ source }) => source) }, chunks: { read: 0 } },
    });
    expect((await status()).index).toEqual({ ...index, version: 1 });
    expect((await download()).equals(file)).toBe(true);
    const again = await ended(await fetch(new URL('/api/documents', server.url), jsonBody({ documents })));
    expect(again.report).toMatchObject({ documents: { unchanged: 2 }, written: { entities: 0 } });
  });

  it('a file that is cut off fails its job, which names what is wrong, and leaves nothing', async () => {
    const file = await exported(exportStoreOf({ index: wholeIndex(), runs: [], answers: [] }));
    const job = await ended(await post(file.subarray(0, file.length - 40)));
    expect(job).toMatchObject({ state: 'failed', error: { code: 'document-unreadable', hint: /./ } });
    expect((await status()).index).toMatchObject({ version: 0, documents: 0 });
  });

  it('what is no export is refused before it is kept', async () => {
    for (const body of [new Uint8Array(), new TextEncoder().encode('{"header":{}}')]) {
      const reply = await post(body);
      expect(reply.status).toBe(422);
      expect(await reply.json()).toMatchObject({ error: { code: 'document-unreadable' } });
    }
    expect(await readdir(join(folder, 'one', 'jobs'))).toEqual([]);
  });

  it('an upload that breaks off leaves no job and no file', async () => {
    const file = await exported(exportStoreOf({ index: wholeIndex(), runs: [], answers: [] }));
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        controller.enqueue(file.subarray(0, 100));
      },
      async pull(controller) {
        // Its first bytes have arrived: only then the other side goes away.
        await expect.poll(() => readdir(join(folder, 'one', 'jobs'))).toHaveLength(1);
        controller.error(new Error('gone'));
      },
    });
    await expect(post(body)).rejects.toThrow();
    await expect.poll(() => readdir(join(folder, 'one', 'jobs'))).toEqual([]);
    const jobs = await (await fetch(new URL('/api/jobs', server.url))).json();
    expect(jobs).toMatchObject({ total: 0 });
  });

  it('a reader who goes away in the middle of an export disturbs nobody', async () => {
    await ended(await post(await exported(exportStoreOf(large()))));
    const controller = new AbortController();
    const reply = await fetch(new URL('/api/export', server.url), { signal: controller.signal });
    const reader = reply.body?.getReader();
    await reader?.read();
    controller.abort();
    expect(gunzipSync(await download()).length).toBeGreaterThan(1_000_000);
  });
});

/** More than a few rows, so that a small transaction does not hold it. */
function large() {
  const index = wholeIndex();
  index.documents.push(
    ...Array.from({ length: 300 }, (_, at) =>
      aDocument({ id: `d-4${at}`, text: `Text ${at}. `.repeat(300 + at) }),
    ),
  );
  index.entities.push(...Array.from({ length: 3000 }, (_, at) => anEntity({ id: `n-${at}` })));
  index.relationships.push(
    ...Array.from({ length: 2999 }, (_, at) =>
      aRelationship({ id: `l-${at}`, sourceId: `n-${at}`, targetId: `n-${at + 1}` }),
    ),
  );
  for (const list of [index.documents, index.entities, index.relationships]) {
    list.sort((a, b) => (a.id < b.id ? -1 : 1));
  }
  return { index, runs: [aRun()], answers: [anAnswer()] };
}

describe('an import that needs several transactions', () => {
  let store: GraphStore;
  beforeEach(async () => {
    store = await openBatchedStore(folder);
  });
  afterEach(() => store.close());

  /** Takes the file in, and asks it to stop in the middle of the writing. */
  async function cutOff(file: Buffer, target: GraphStore): Promise<unknown> {
    const abort = new AbortController();
    return importIndex(() => bytes(file), target, {
      signal: abort.signal,
      onProgress: ({ stage, done, total }) => {
        if (stage === 'write' && done > total / 2) abort.abort(new Error('cut'));
      },
    }).catch((error: unknown) => error);
  }
  async function* bytes(file: Buffer) {
    yield file;
  }

  it('leaves nothing when it is cancelled in the middle', async () => {
    const file = await exported(exportStoreOf(large()));
    expect(await cutOff(file, store)).toMatchObject({ message: 'cut' });
    expect(await store.unfinished()).toBe(false);
    expect(Object.values(await store.loadIndex()).every((list) => list.length === 0)).toBe(true);
    await importIndex(() => bytes(file), store);
    expect((await exported(store)).equals(file)).toBe(true);
  });

  it('is completed by the next one of the same file where the process ended in the middle, and by no other', async () => {
    const file = await exported(exportStoreOf(large()));
    // A process that ends cannot take back what it has written.
    let writes = 0;
    const dying: GraphStore = {
      ...store,
      apply: (changes, options) =>
        writes++ === 0 ? store.apply(changes, options) : Promise.reject(new Error('killed')),
    };
    await cutOff(file, dying);
    await store.close();
    store = await openBatchedStore(folder);
    expect(await store.unfinished()).toBe(true);
    expect((await store.loadIndex()).documents.length).toBeGreaterThan(0);

    const other = large();
    other.index.documents[0] = aDocument({ id: 'd-1', text: 'Another text, as long as it takes.' });
    const otherFile = await exported(exportStoreOf(other));
    await expect(importIndex(() => bytes(otherFile), store)).rejects.toMatchObject({ code: 'conflict' });

    await importIndex(() => bytes(file), store);
    expect(await store.unfinished()).toBe(false);
    expect((await exported(store)).equals(file)).toBe(true);
  });

  it('keeps the vectors of the file, so that they need not be asked for again', async () => {
    const content = large();
    const id = content.index.chunks[0]?.id ?? '';
    const vector = Float32Array.of(0.5, 0.25);
    const table = { model: 'small', dimension: 2, ids: [id], textHashes: ['h'], vectors: vector };
    const file = await exported(exportStoreOf(content), table);
    const vectors = createMemoryVectors();
    const report = await importIndex(() => bytes(file), store, { vectors });
    expect(report.embeddings).toEqual({ model: 'small', written: 0, kept: 1, deleted: 0 });
    expect(await vectors.load('small')).toEqual(table);
    expect((await exported(store, await vectors.load('small'))).equals(file)).toBe(true);
    // The same file again brings those that a kill left out.
    const later = createMemoryVectors();
    await importIndex(() => bytes(file), store, { vectors: later });
    expect((await later.load('small')).ids).toEqual([id]);
  });

  it('goes beside what was done and asked before', async () => {
    await store.apply(writing({}), { history: { runs: [aRun({ id: 'old' })], answers: [] } });
    await importIndex(() => exportedPieces(), store);
    expect((await store.listRuns({ limit: 10 })).items.map(({ id }) => id).sort()).toEqual(['old', 'run-1']);
  });
  async function* exportedPieces() {
    yield await exported(exportStoreOf(large()));
  }
});
