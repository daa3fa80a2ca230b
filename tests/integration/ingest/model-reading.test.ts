import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { GraphIndex } from '../../../domain/graph-index.ts';
import type { ModelSpending } from '../../../domain/job.ts';
import type { BuildProgress, SourceFile } from '../../../domain/ports/index-builder.ts';
import { sourceFile } from '../../support/generated-corpus.ts';
import { factsOf } from '../../support/ingest-properties.ts';
import { brokenInvariants } from '../../support/invariants.ts';
import { createMemoryStore } from '../../support/memory-store.ts';
import { aSection, isReadByModel, openModelIngest, someNotes } from '../../support/model-ingest.ts';
import { randomMisbehaviour } from '../../support/model-server/misbehaviour.ts';
import { readDiligently } from '../../support/scripted-reader.ts';

const NOTES = someNotes(20);

describe('a model that misbehaves', () => {
  it('in one call of five and always on one note: the rest is read, what failed is named, and only that is asked for later', async () => {
    const trouble = randomMisbehaviour(7, 0.2);
    let isOdd = true;
    const { readings, store, build, models } = await openModelIngest({
      misbehave: ({ prompt }) =>
        isOdd && prompt.includes('barrel 13-2-')
          ? { kind: 'malformed', how: 'apology' }
          : isOdd
            ? trouble()
            : null,
    });
    const report = await build({ add: NOTES });
    const { failed } = report.documents;
    expect(failed.map(({ source }) => source)).toContain('notes/note-13.md');
    expect(failed.every(({ code }) => code === 'extraction-failed')).toBe(true);
    expect(failed.find(({ source }) => source === 'notes/note-13.md')?.message).toContain(
      'could not be used',
    );

    const first = await store.loadIndex();
    const unread = first.chunks.filter((chunk) => !isReadByModel(chunk));
    const failedIds = new Set(
      first.documents.filter(({ source }) => failed.some((one) => one.source === source)).map(({ id }) => id),
    );
    expect(unread.length).toBeGreaterThan(0);
    expect(unread.length).toBeLessThan(first.chunks.length / 4);
    for (const chunk of unread) {
      expect(failedIds).toContain(chunk.documentId);
      expect(chunk.extraction?.extractor).toMatch(/^offline\//);
    }
    expect(brokenInvariants(first)).toEqual([]);

    isOdd = false;
    const before = readings().length;
    const again = await build({ add: NOTES });
    expect(again.documents.failed).toEqual([]);
    expect(again.chunks.read).toBe(unread.length);
    expect((await store.loadIndex()).chunks.every(isReadByModel)).toBe(true);
    const asked = readings()
      .slice(before)
      .map(({ prompt }) => prompt)
      .join('\n');
    const barrels = new Set([...asked.matchAll(/barrel (\d+-\d+)-/g)].map(([, barrel]) => barrel));
    expect(barrels.size).toBe(unread.length);

    // Not a fact less than a model gives that never fails: nothing that was cut short or garbled was taken for a reading.
    const undisturbed = await openModelIngest();
    await undisturbed.build({ add: NOTES });
    expect(factsOf(await store.loadIndex())).toEqual(factsOf(await undisturbed.store.loadIndex()));

    // Whatever was taken is remembered, and nothing else: another index from the same replies asks nothing that was answered well.
    const elsewhere = createMemoryStore();
    const calls = readings().length;
    await build({ add: NOTES }, { store: elsewhere, access: await models.again() });
    expect((await elsewhere.loadIndex()).chunks.every(isReadByModel)).toBe(true);
    expect(factsOf(await elsewhere.loadIndex())).toEqual(factsOf(await store.loadIndex()));
    expect(readings().length - calls).toBeLessThan(before / 2);
  });

  it('by finding nothing where names plainly stand is asked once more, then told of by document and chunk', async () => {
    const nothing = JSON.stringify({ entities: [], relationships: [] });
    let isSilent = true;
    const { readings, build } = await openModelIngest({
      answer: (call) => (isSilent && /barrel 1-[12]-/.test(call.prompt) ? nothing : readDiligently(call)),
    });
    const add = someNotes(2, 3);
    const { model, documents } = await build({ add });
    expect(documents.failed).toEqual([]);
    expect(model?.silent).toEqual([{ source: 'notes/note-1.md', chunks: [2, 3] }]);
    const asked = readings().filter(({ prompt }) => prompt.includes('barrel 1-1-'));
    expect(asked.length).toBeGreaterThan(1);
    // It is told of once: its word is kept. Where a few types are looked for there may well be none.
    expect((await build({ add })).model?.silent).toBeUndefined();
    const ontology = { entityTypes: ['SHIP'], relationshipTypes: [] };
    expect((await build({ add, ontology })).model?.silent).toBeUndefined();
    isSilent = false;
    expect((await build({ add: someNotes(3, 3), ontology: 'any' })).model?.silent).toBeUndefined();
  });

  it('a fact is counted by what became of it, and every kept one has its sentence', async () => {
    const { store, build } = await openModelIngest({
      answer: () =>
        JSON.stringify({
          entities: [
            { n: 'Mira Lindqvist', t: 'PERSON', a: [], s: [1] },
            { n: 'Amber Harbour', t: 'PLACE', a: [], s: [1] },
            { n: 'Atlantis', t: 'PLACE', a: [], s: [2] },
          ],
          relationships: [
            { f: 0, o: 1, t: 'RUNS', d: 'runs', s: 1 },
            { f: 0, o: 1, t: 'RUNS', d: 'runs', s: 2 },
            { f: 0, o: 2, t: 'RUNS', d: 'runs', s: 1 },
            { f: 0, o: 1, t: 'RUNS', d: 'runs', s: 99 },
          ],
        }),
    });
    const add = [sourceFile('harbour.txt', 'Mira Lindqvist runs Amber Harbour. It is cold there in winter.')];
    const { model } = await build({ add });
    expect(model?.facts).toEqual({ cited: 1, found: 1, unverified: 0, dropped: 2 });
    const { documents, relationships } = await store.loadIndex();
    const stated = relationships.filter(({ origin }) => origin === 'stated');
    expect(stated).toHaveLength(1);
    for (const { start, end } of stated[0]!.evidence)
      expect(documents[0]!.text.slice(start, end)).toBe('Mira Lindqvist runs Amber Harbour.');
  });
});

describe('reading again', () => {
  it('asks nothing for what is there, nothing for a removal, and one chunk for an edited paragraph (I4, I5, I7)', async () => {
    const { server, readings, store, build, promptsSince } = await openModelIngest();
    const [edited, ...others] = someNotes(8);
    const first = await build({ add: [edited!, ...others] });
    expect(first.documents.failed).toEqual([]);
    expect(first.model?.receipts[0]?.purpose).toBe('extract');
    const whole = await store.loadIndex();
    let asked = server.calls.length;

    const same = await build({ add: [edited!, ...others] });
    expect(same).toMatchObject({ tokens: { input: 0, output: 0 }, cost: 0 });
    expect(same).not.toHaveProperty('model');
    expect(server.calls).toHaveLength(asked);

    const text = new TextDecoder()
      .decode(edited!.bytes)
      .replace('barrel 0-1-3 down', 'barrel 0-1-3 slowly down');
    const change = await build({ add: [sourceFile(edited!.source, text)] });
    expect(change.chunks.read).toBe(1);
    const prompts = promptsSince(asked);
    expect(prompts).toHaveLength(1);
    expect(prompts[0]).toContain('slowly');
    expect(prompts[0]).not.toContain('barrel 0-2-');
    expect(server.calls.slice(asked).reduce((sum, { inputTokens }) => sum + inputTokens, 0)).toBeLessThan(
      2000,
    );
    asked = readings().length;

    await build({ add: [sourceFile('notes/more.md', aSection(99, 0))] });
    expect(readings().length).toBe(asked + 1);
    await build({ remove: ['notes/more.md'] });
    expect(readings().length).toBe(asked + 1);
    // As it was read at first: nothing of it is new.
    await build({ add: [edited!] });
    expect(readings().length).toBe(asked + 1);
    expect(factsOf(await store.loadIndex())).toEqual(factsOf(whole));
  });

  it('of a document as the index has it asks only for what failed', async () => {
    let isOdd = true;
    const { readings, store, build } = await openModelIngest({
      misbehave: ({ prompt }) =>
        isOdd && prompt.includes('barrel 0-2-') ? { kind: 'malformed', how: 'apology' } : null,
    });
    await build({ add: someNotes(6, 4) });
    const unread = (await store.loadIndex()).chunks.filter((chunk) => !isReadByModel(chunk)).length;
    expect(unread).toBeGreaterThan(0);
    isOdd = false;
    const asked = readings().length;
    const { documents } = await store.loadIndex();
    const add = documents.map(({ source, title, mediaType, text }) => ({
      ...sourceFile(source, text),
      title,
      mediaType,
      asRead: {},
    }));
    const report = await build({ add });
    expect(report.documents).toMatchObject({ added: [], changed: [], failed: [], unchanged: 6 });
    expect(report.chunks.read).toBe(unread);
    expect(readings().length - asked).toBe(1);
  });

  it('never asks a model because of another document', async () => {
    const { readings, store, build } = await openModelIngest({
      misbehave: ({ prompt }) =>
        prompt.includes('barrel 0-') ? { kind: 'malformed', how: 'apology' } : null,
    });
    const [odd, ...others] = someNotes(12);
    await build({ add: [odd!] });
    await build({ add: others });
    const asked = readings().length;
    await build({ remove: [others[0]!.source] });
    await build({ rebuild: true });
    expect(readings()).toHaveLength(asked);
    expect((await store.loadIndex()).chunks.filter((chunk) => !isReadByModel(chunk))).toHaveLength(4);
  });
});

describe('a run that ends early', () => {
  it('at its budget keeps what was read, names the rest, and a later run goes on there', async () => {
    const { server, store, build, models, estimate, promptsSince } = await openModelIngest();
    await writeFile(
      path.join(models.folder, 'prices.json'),
      JSON.stringify({ scripted: { input: 10, output: 40 } }),
    );
    const access = await models.again();
    const budget = 0.4;
    const costs: number[] = [];
    const onProgress = ({ spent }: BuildProgress): void => {
      if (spent) costs.push(spent.cost ?? -1);
    };
    expect((await estimate({ add: NOTES })).tokens.input * 1e-5).toBeGreaterThan(0.1);
    const report = await build({ add: NOTES, budget }, { access, onProgress });
    expect(costs).toEqual([...costs].sort((one, other) => one - other));
    expect(costs.at(-1)).toBe(report.cost);
    expect(report.cost).toBeGreaterThan(0);
    expect(report.cost).toBeLessThanOrEqual(budget);
    expect(report.documents.failed.length).toBeGreaterThan(0);
    for (const { message } of report.documents.failed) expect(message).toContain('budget');
    const read = (await store.loadIndex()).chunks.filter(isReadByModel).length;
    expect(read).toBeGreaterThan(0);

    const first = new Set(promptsSince(0));
    const asked = server.calls.length;
    const rest = await build({ add: NOTES }, { access });
    expect(rest.documents.failed).toEqual([]);
    expect(rest.chunks.read).toBe((await store.loadIndex()).chunks.length - read);
    expect(promptsSince(asked).filter((prompt) => first.has(prompt))).toEqual([]);
    expect((await store.loadIndex()).chunks.every(isReadByModel)).toBe(true);
  });

  it('because it was cut off has only the rest of its budget, and tells the whole of what was spent', async () => {
    const { build, models } = await openModelIngest();
    const prices = { scripted: { input: 10, output: 40 } };
    await writeFile(path.join(models.folder, 'prices.json'), JSON.stringify(prices));
    const budget = 0.4;
    const whole = await build(
      { add: NOTES, budget },
      { access: await models.again(), store: createMemoryStore() },
    );
    await rm(path.join(models.folder, 'models'), { recursive: true });

    let spentBefore: ModelSpending | undefined;
    const stop = new AbortController();
    const cutOff = ({ spent }: BuildProgress): void => {
      spentBefore = spent ?? spentBefore;
      if ((spent?.cost ?? 0) > budget / 4) stop.abort(new Error('enough'));
    };
    const request = { add: NOTES, budget };
    const first = build(request, { access: await models.again(), signal: stop.signal, onProgress: cutOff });
    await expect(first).rejects.toThrow('enough');
    const before = spentBefore?.cost ?? 0;
    expect(before).toBeGreaterThan(budget / 4);

    const costs: number[] = [];
    const onProgress = ({ spent }: BuildProgress): void => void costs.push(spent?.cost ?? 0);
    const report = await build(request, { access: await models.again(), spentBefore, onProgress });
    expect(Math.min(...costs)).toBeGreaterThanOrEqual(before);
    expect(report.model?.before?.cost).toBe(before);
    expect(report.cost).toBeGreaterThan(before);
    expect(report.cost).toBeLessThanOrEqual(budget);
    expect(report.chunks.read + (report.model?.remembered?.chunks ?? 0)).toBe(whole.chunks.read);
  });

  it('because it was cut off asks again only for what was not answered', async () => {
    let isHeld = true;
    const stop = new AbortController();
    const progress = new Set<number>();
    let asked = 0;
    const { server, store, build, models, readings } = await openModelIngest({
      misbehave({ kind }) {
        if (kind === 'chat') asked += 1;
        return isHeld && asked > 3 ? { kind: 'slow' } : null;
      },
    });
    const onProgress = ({ stage, done }: BuildProgress): void => {
      if (stage === 'extract' && done > 0 && progress.add(done).size === 3) stop.abort(new Error('enough'));
    };
    await expect(build({ add: NOTES }, { signal: stop.signal, onProgress })).rejects.toThrow('enough');
    expect((await store.loadIndex()).chunks.some(isReadByModel)).toBe(false);
    const answered = readings()
      .filter(({ outcome }) => outcome === 'answered')
      .map(({ prompt }) => prompt);
    isHeld = false;
    server.release();
    const before = readings().length;
    const report = await build({ add: NOTES }, { access: await models.again() });
    expect(report.documents.failed).toEqual([]);
    const later = readings()
      .slice(before)
      .map(({ prompt }) => prompt);
    expect(answered).toHaveLength(3);
    expect(later.filter((prompt) => answered.includes(prompt))).toEqual([]);
    expect((await store.loadIndex()).chunks.every(isReadByModel)).toBe(true);
  });
});

it('read offline, a budget needs no price, for nothing is paid', async () => {
  const { server, models, build } = await openModelIngest();
  const access = await models.again({ baseUrl: 'https://models.example/v1' });
  const report = await build({ add: NOTES.slice(0, 2), extractor: 'offline', budget: 1 }, { access });
  expect(report.documents.failed).toEqual([]);
  expect(server.calls).toEqual([]);
  await expect(build({ add: NOTES.slice(2, 4), budget: 1 }, { access })).rejects.toMatchObject({
    code: 'request-invalid',
    message: expect.stringContaining('price'),
  });
});

describe('while a model reads', () => {
  it('the index shows what was found without it; then every chunk as the model read it, in the index of a run that nobody watched', async () => {
    let isHeld = true;
    const { server, store, build } = await openModelIngest({
      misbehave: () => (isHeld ? { kind: 'slow' } : null),
    });
    let shown: GraphIndex | null = null;
    const report = await build(
      { add: NOTES },
      {
        async onWritten() {
          shown = await store.loadIndex();
          isHeld = false;
          server.release();
        },
      },
    );
    const first = shown as GraphIndex | null;
    expect(first?.documents.map(({ source }) => source).sort()).toEqual(
      NOTES.map(({ source }) => source).sort(),
    );
    expect(first?.entities.map(({ name }) => name)).toContain('Amberwick');
    expect(first?.chunks.every(({ extraction }) => extraction?.extractor.startsWith('offline/'))).toBe(true);
    expect(brokenInvariants(first as GraphIndex)).toEqual([]);

    const index = await store.loadIndex();
    expect(index.chunks.every(isReadByModel)).toBe(true);
    expect(report.documents.added).toHaveLength(NOTES.length);
    expect(report.written.documents).toBe(NOTES.length);
    // What was shown meanwhile leaves nothing behind but places on the map.
    const plain = createMemoryStore();
    for (const note of NOTES) await build({ add: [note] }, { store: plain });
    expect(factsOf(index)).toEqual(factsOf(await plain.loadIndex()));
  });

  it('an edit of a few words shows nothing in between', async () => {
    const { store, build } = await openModelIngest();
    await build({ add: NOTES });
    const writes = store.applied.length;
    const [note] = NOTES as [SourceFile];
    const text = `${new TextDecoder().decode(note.bytes)} Kestrel Works closed.`;
    await build({ add: [sourceFile(note.source, text)] });
    expect(store.applied.length - writes).toBe(1);
  });
});

it('in batch mode a run reads the same facts, in one batch a purpose after the call that tries the server out', async () => {
  const { server, store, build } = await openModelIngest();
  const report = await build({ add: NOTES, batch: true });
  expect(report.documents.failed).toEqual([]);
  expect(server.batches.started()).toBe(report.model?.receipts.length);
  expect(server.calls.filter(({ kind, batched }) => kind === 'chat' && !batched)).toHaveLength(1);
  const directly = createMemoryStore();
  await build({ add: NOTES }, { store: directly });
  expect(factsOf(await store.loadIndex())).toEqual(factsOf(await directly.loadIndex()));
});
