import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { GraphRagError } from '../../../domain/errors.ts';
import type { IngestReport } from '../../../domain/job.ts';
import type { BuildProgress } from '../../../domain/ports/index-builder.ts';
import type { PublishedRow, VectorPublisher } from '../../../domain/ports/vector-publisher.ts';
import { embeddingTexts } from '../../../ingest/embed/embedding-texts.ts';
import { generatedCorpus, sourceFile } from '../../support/generated-corpus.ts';
import { createMemoryStore, type MemoryStore } from '../../support/memory-store.ts';
import { createMemoryVectors, type MemoryVectors } from '../../support/memory-vectors.ts';
import { type ModelIngest, openModelIngest, someNotes } from '../../support/model-ingest.ts';
import { SERVERS } from '../../support/model-server/server-traits.ts';
import { filesBelow } from '../search/search-corpus.ts';

const MODEL = 'scripted-embedding';
const TIMEOUT_MS = 120_000;
const LONG = sourceFile('notes/long.md', `# Long\n\n${'An endless sentence of many words '.repeat(120)}.\n`);

/** The vectors that the index asks for are there, and no others. */
async function expectWhole(store: MemoryStore, vectors: MemoryVectors, model = MODEL): Promise<void> {
  const wanted = embeddingTexts(await store.loadIndex(), { withEntities: false });
  const there = [...vectors.rows(model).values()].map(({ id, textHash }) => `${id} ${textHash}`);
  expect(there.sort()).toEqual(wanted.map(({ id, textHash }) => `${id} ${textHash}`).sort());
}

/** Builds with vectors; the model on this machine costs nothing, so every run embeds. */
async function open(options: Parameters<typeof openModelIngest>[0] = {}) {
  const vectors = createMemoryVectors();
  const ingest = await openModelIngest(options);
  const build: ModelIngest['build'] = (request, more = {}) => ingest.build(request, { vectors, ...more });
  return { ...ingest, vectors, build };
}

describe('vectors of an index', () => {
  it('are made once: the same documents again ask nothing, an edit asks for what it changed', async () => {
    const { server, store, vectors, build, embeddedSince } = await open();
    const notes = someNotes(6);
    const first = await build({ add: notes, extractor: 'offline' });
    await expectWhole(store, vectors);
    expect(first.embeddings).toEqual({
      model: MODEL,
      written: vectors.rows(MODEL).size,
      kept: 0,
      deleted: 0,
    });

    const asked = server.calls.length;
    const again = await build({ add: notes, extractor: 'offline' });
    expect(server.calls).toHaveLength(asked);
    expect(again.embeddings).toMatchObject({ written: 0, kept: first.embeddings?.written });

    const before = new Map(vectors.rows(MODEL));
    const edited = sourceFile('notes/note-3.md', '# Tide mills\n\nTide mills grind corn twice a day.\n');
    await build({ add: [edited], extractor: 'offline' });
    await expectWhole(store, vectors);
    const fresh = [...vectors.rows(MODEL).values()].filter(
      ({ id, textHash }) => before.get(id)?.textHash !== textHash,
    );
    const texts = embeddedSince(asked);
    expect(texts).toHaveLength(fresh.length);
    expect(texts.some((text) => text.includes('Tide mills grind corn'))).toBe(true);
    expect(texts.filter((text) => text.includes('barrel 2-0-0 '))).toEqual([]);
  });

  it('go with their document, in the tables of models that are no longer set too, and nothing is asked', async () => {
    const { server, models, store, vectors, build } = await open();
    await build({ add: someNotes(3), extractor: 'offline' });
    const other = await models.again({ embeddingModel: 'another' });
    await build({ add: someNotes(3), extractor: 'offline' }, { access: other });
    await expectWhole(store, vectors, 'another');
    await expectWhole(store, vectors);
    const asked = server.calls.length;
    const none = await models.again({ embeddingModel: undefined });
    const report = await build({ remove: ['notes'] }, { access: none });
    expect(report.embeddings).toBeUndefined();
    expect(vectors.rows('another').size + vectors.rows(MODEL).size).toBe(0);
    expect(server.calls).toHaveLength(asked);
  });

  it('are the same index with and without, of any documents that come and go', {
    timeout: TIMEOUT_MS,
  }, async () => {
    const { build, models } = await open();
    const access = await models.again({ embeddingModel: undefined });
    await fc.assert(
      fc.asyncProperty(generatedCorpus(4), generatedCorpus(2), async (corpus, others) => {
        const [store, plain] = [createMemoryStore(), createMemoryStore()];
        const vectors = createMemoryVectors();
        for (const add of [corpus, others]) {
          await build({ add, extractor: 'offline' }, { store, vectors });
          await build({ add, extractor: 'offline' }, { store: plain, access });
          await expectWhole(store, vectors);
        }
        const remove = others.map(({ source }) => source);
        await build({ remove }, { store, vectors });
        await build({ remove }, { store: plain, access });
        await expectWhole(store, vectors);
        expect(await store.loadIndex()).toEqual(await plain.loadIndex());
      }),
      { numRuns: 8 },
    );
  });
});

describe('when vectors cannot be made', () => {
  it('the index is written all the same, the report says why, and the next run asks for the rest', async () => {
    let isDown = true;
    const { server, store, vectors, build, embeddedSince } = await open({
      misbehave: ({ kind, number }) =>
        kind === 'embedding' && isDown && number > 1 ? { kind: 'server-error', status: 500 } : null,
    });
    const report = await build({ add: someNotes(30), extractor: 'offline' });
    expect(report.documents.added).toHaveLength(30);
    const kept = vectors.rows(MODEL).size;
    expect(kept).toBeGreaterThan(0);
    expect(report.embeddings).toMatchObject({ written: kept, missing: { code: 'model-unavailable' } });
    const all = embeddingTexts(await store.loadIndex(), { withEntities: false }).length;
    expect(report.embeddings?.missing?.count).toBe(all - kept);

    isDown = false;
    const asked = server.calls.length;
    await build({ add: [], rebuild: false });
    expect(embeddedSince(asked)).toHaveLength(all - kept);
    await expectWhole(store, vectors);
  });

  it('a run cut off between batches keeps what arrived, and the next one asks for the rest only', async () => {
    const { server, store, vectors, build, embeddedSince } = await open();
    const stop = new AbortController();
    const onProgress = ({ stage, done }: BuildProgress): void => {
      if (stage === 'embed' && done > 0) stop.abort(new Error('cut off'));
    };
    const add = someNotes(60);
    const cut = build({ add, extractor: 'offline' }, { signal: stop.signal, onProgress });
    await expect(cut).rejects.toThrow('cut off');
    const kept = vectors.rows(MODEL).size;
    const all = embeddingTexts(await store.loadIndex(), { withEntities: false }).length;
    expect(kept).toBeGreaterThan(0);
    expect(kept).toBeLessThan(all);
    expect(store.runs.at(-1)?.report.embeddings).toMatchObject({
      missing: { code: 'cancelled', count: all - kept },
    });

    const asked = server.calls.length;
    await build({ add, extractor: 'offline' });
    expect(embeddedSince(asked)).toHaveLength(all - kept);
    await expectWhole(store, vectors);
  });

  it('a text that the server finds too long is cut until it fits; the others are whole', async () => {
    const { store, vectors, build, embeddedSince } = await open({
      traits: { ...SERVERS.vllm, embeddingTokens: 300 },
    });
    const report = await build({ add: [LONG, ...someNotes(4)], extractor: 'offline' });
    expect(report.embeddings?.missing).toBeUndefined();
    await expectWhole(store, vectors);
    const cut = embeddedSince(0).filter((text) => text.includes('endless'));
    expect(cut.length).toBeGreaterThan(0);
    const whole = embeddingTexts(await store.loadIndex(), { withEntities: false }).map(({ text }) => text);
    for (const text of embeddedSince(0)) if (!text.includes('endless')) expect(whole).toContain(text);
  });
});

describe('a model that costs money', () => {
  const prices = { embeddingModel: 'text-embedding-3-small' };

  it('embeds only where a run may ask a model, then all that is missing', async () => {
    const { server, models, vectors, store, build, estimate, embeddedSince } = await open();
    const access = { ...(await models.again(prices)), embeddingPrice: { input: 0.02, output: 0 } };
    const notes = someNotes(3);
    const offline: IngestReport = await build({ add: notes, extractor: 'offline' }, { access });
    expect(embeddedSince(0)).toEqual([]);
    expect(offline.embeddings).toMatchObject({ written: 0, missing: { code: 'request-invalid' } });

    // The same documents, now with a model: what there is of them is known to the token.
    const expected = await estimate({ add: notes }, access, vectors);
    expect(expected).toMatchObject({ model: 'scripted', embeddingModel: prices.embeddingModel });
    const read = await build({ add: notes }, { access });
    await expectWhole(store, vectors, prices.embeddingModel);
    expect(read.model?.receipts.map(({ purpose }) => purpose)).toContain('embed');
    expect(read.model?.estimate.stages.map(({ purpose }) => purpose)).toContain('embed');
    const asked = server.calls.length;
    await build({ remove: ['notes/note-1.md'] }, { access });
    expect(server.calls).toHaveLength(asked);
  });
});

describe('an embedding model without a chat model', () => {
  it('gives vectors to what is read offline, and tells what they took', async () => {
    const { server, models, store, vectors, build, estimate, readings } = await open();
    const access = await models.again({ chatModel: undefined });
    const notes = someNotes(4);
    const expected = await estimate({ add: notes }, access, vectors);
    expect(expected).toMatchObject({ model: null, embeddingModel: MODEL, stages: [{ purpose: 'embed' }] });
    const report = await build({ add: notes }, { access });
    await expectWhole(store, vectors);
    expect(readings()).toEqual([]);
    expect(server.calls.every(({ kind }) => kind === 'embedding')).toBe(true);
    expect(report.model).toMatchObject({ name: MODEL, receipts: [{ purpose: 'embed', model: MODEL }] });
    expect(report.tokens.input).toBe(report.model?.receipts[0]?.inputTokens);
    expect(report.model?.ontology).toBeUndefined();
    for (const request of [
      { extractor: 'model' as const },
      { ontology: 'find' as const },
      { reports: ['m1'] },
    ])
      await expect(build({ add: notes, ...request }, { access })).rejects.toMatchObject({
        code: 'request-invalid',
      });
  });

  it('is asked for money where documents are given, and never by what is read offline on purpose', async () => {
    const { models, vectors, store, build, embeddedSince } = await open();
    const alone = await models.again({ chatModel: undefined, embeddingModel: 'text-embedding-3-small' });
    const access = { ...alone, embeddingPrice: { input: 0.02, output: 0 } };
    // As the samples are read.
    await build({ add: someNotes(2), extractor: 'offline' }, { access });
    await build({ remove: ['notes/note-1.md'] }, { access });
    expect(embeddedSince(0)).toEqual([]);
    await build({ add: someNotes(3) }, { access });
    await expectWhole(store, vectors, 'text-embedding-3-small');
  });
});

describe('an estimate', () => {
  it('says what vectors will take, chunks to the token, and nothing once they are there', async () => {
    const { server, models, vectors, build, estimate } = await open();
    const notes = filesBelow(fileURLToPath(new URL('../search/other-texts', import.meta.url)), 'texts');
    const expected = await estimate({ add: notes, extractor: 'offline' }, models.access, vectors);
    expect(expected).toMatchObject({
      model: null,
      embeddingModel: MODEL,
      stages: [{ purpose: 'embed', cost: 0 }],
    });
    expect(server.calls).toEqual([]);
    const { model } = await build({ add: notes, extractor: 'offline' });
    const [receipt] = model?.receipts ?? [];
    const off = Math.abs((receipt?.inputTokens ?? 0) - expected.tokens.input) / expected.tokens.input;
    expect(off).toBeLessThan(0.15);
    // What is asked is counted anew right before it is asked.
    expect(model?.estimate.stages).toMatchObject([{ purpose: 'embed', inputTokens: receipt?.inputTokens }]);
    expect(await estimate({ add: notes, extractor: 'offline' }, models.access, vectors)).toMatchObject({
      embeddingModel: null,
      stages: [],
    });
  });
});

/** Vectors beside their records, as a map from the ids of these to hashes. @param onPublish told before they are there */
function aPublisher(onPublish: (rows: readonly PublishedRow[]) => void = () => undefined) {
  const there = new Map<string, string>();
  const publisher: VectorPublisher = {
    published: async () => new Map(there),
    async publish(_model, rows) {
      onPublish(rows);
      for (const row of rows) there.set(row.id, row.textHash);
    },
    async keepOnly(isKept) {
      for (const [id, textHash] of there) if (!isKept(id, textHash)) there.delete(id);
    },
  };
  return { there, publisher };
}

describe('a store with a vector index', () => {
  it('keeps no vector of a text that is no more, also where nothing is asked for a new one', async () => {
    const { models, store, build } = await open();
    const { there, publisher } = aPublisher();
    const publishing = Object.assign(store, { vectors: publisher });
    // The mills are defined in one note and told of in the other, so that they stay, with another text, when the definition goes.
    const definition = sourceFile('notes/a.md', '# Tide mill\n\nTide mill is a mill that the tide drives.\n');
    const other = sourceFile(
      'notes/b.md',
      '# Coasts\n\nThe tide mill ground corn. A tide mill is still there.\n',
    );
    await build({ add: [definition, other], extractor: 'offline' }, { store: publishing });
    const access = await models.again({ embeddingModel: undefined });
    for (const options of [
      { store: publishing, access: { ...models.access, embeddingPrice: null } },
      { store: publishing, access },
    ]) {
      await build({ add: [definition, other], extractor: 'offline' }, { store: publishing });
      const before = there.size;
      await build({ remove: [definition.source] }, options);
      const texts = new Map(
        embeddingTexts(await store.loadIndex(), { withEntities: true }).map(({ id, textHash }) => [
          id,
          textHash,
        ]),
      );
      expect(there.size).toBeLessThan(before);
      for (const [id, textHash] of there) expect(textHash).toBe(texts.get(id));
    }
  });

  it('is given what it does not have yet, with the kind of each record; its failure is told', async () => {
    const { store, vectors, build } = await open();
    const given: PublishedRow[] = [];
    let isFull = false;
    const { there, publisher } = aPublisher((rows) => {
      if (isFull) throw new GraphRagError('store-unavailable', 'The disk is full');
      given.push(...rows);
    });
    const publishing = Object.assign(store, { vectors: publisher });
    const first = await build({ add: someNotes(3), extractor: 'offline' }, { store: publishing });
    expect(first.embeddings?.published).toBe(vectors.rows(MODEL).size);
    expect(new Set(given.map(({ kind }) => kind))).toEqual(new Set(['chunk', 'entity', 'community']));
    for (const { id, kind } of given) expect(id[0]).toBe({ chunk: 'c', entity: 'e', community: 'm' }[kind]);

    there.delete([...there.keys()][0] ?? '');
    const again = await build({ add: [] }, { store: publishing });
    expect(again.embeddings).toMatchObject({ written: 0, published: 1 });

    isFull = true;
    there.clear();
    const full = await build({ add: [] }, { store: publishing });
    expect(full.embeddings?.unpublished).toMatchObject({
      code: 'store-unavailable',
      message: 'The disk is full',
    });
  });
});
