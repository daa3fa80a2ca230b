import { describe, expect, it } from 'vitest';
import type { BuildProgress, SourceFile } from '../../../domain/ports/index-builder.ts';
import { sourceFile } from '../../support/generated-corpus.ts';
import { factsOf } from '../../support/ingest-properties.ts';
import { brokenInvariants } from '../../support/invariants.ts';
import { createMemoryStore } from '../../support/memory-store.ts';
import {
  aSection,
  asksForReports,
  isReadByModel,
  openModelIngest,
  someNotes,
} from '../../support/model-ingest.ts';
import type { ModelCall } from '../../support/model-server/model-call.ts';
import { LONG_NOTE, topicNotes } from '../../support/topic-notes.ts';

/** Ledgers that the calls show: each is one chunk of `someNotes`. */
function ledgersIn(calls: readonly Pick<ModelCall, 'prompt'>[]): string[] {
  return calls.flatMap(({ prompt }) => [
    ...new Set([...prompt.matchAll(/barrel (\d+-\d+)-/g)].map(([, ledger]) => ledger ?? '')),
  ]);
}

/** The file under another name. */
function renamed({ bytes }: SourceFile, source: string): SourceFile {
  return sourceFile(source, new TextDecoder().decode(bytes));
}

describe('what a model told of a text', () => {
  it('is there again when a removal is undone, its reports too: nothing is asked, and the estimate says so', async () => {
    const { server, store, build, estimate } = await openModelIngest();
    const notes = [...topicNotes(4), LONG_NOTE];
    await build({ add: notes });
    const before = await store.loadIndex();
    await build({ remove: [notes[1]!.source, notes[2]!.source] });
    const asked = server.calls.length;
    const undo = { add: [notes[1]!, notes[2]!] };

    const expected = await estimate(undo);
    const report = await build(undo);
    expect(server.calls).toHaveLength(asked);
    expect(expected).toMatchObject({ model: null, stages: [], cost: 0, chunks: { read: 0 } });
    expect(expected.chunks).toEqual(report.chunks);
    expect(report).toMatchObject({ tokens: { input: 0, output: 0 }, cost: 0 });
    expect(report.model).toMatchObject({ name: 'scripted', receipts: [], estimate: { stages: [] } });
    expect(report.model?.remembered?.chunks).toBeGreaterThan(0);
    expect(report.model?.remembered?.reports).toBeGreaterThan(0);
    const after = await store.loadIndex();
    expect(brokenInvariants(after)).toEqual([]);
    expect(factsOf(after)).toEqual(factsOf(before));
    expect(new Set(after.reports.map(({ summary }) => summary))).toEqual(
      new Set(before.reports.map(({ summary }) => summary)),
    );
  });

  it('goes with a file that is moved, renamed, or lies under a second name, wherever in it the text stands', async () => {
    const { server, store, build } = await openModelIngest();
    const [note, other] = someNotes(2);
    await build({ add: [note!, other!] });
    const asked = server.calls.length;
    await build({ add: [renamed(note!, 'archive/old.md')], remove: [note!.source] });
    const shifted = `Nothing here.\n\n${aSection(1, 2)}\n\n${aSection(0, 1)}`;
    const twice = await build({ add: [sourceFile('archive/both.md', shifted)] });
    const news = server.calls.slice(asked).filter((call) => !asksForReports(call));
    expect(ledgersIn(news)).toEqual([]);
    expect(twice.model?.remembered?.chunks).toBe(2);

    const { documents, chunks, relationships, ...rest } = await store.loadIndex();
    expect(brokenInvariants({ documents, chunks, relationships, ...rest })).toEqual([]);
    const copy = documents.find(({ source }) => source === 'archive/both.md')!;
    const places = relationships
      .flatMap(({ evidence }) => evidence)
      .filter(({ documentId }) => documentId === copy.id);
    expect(places.length).toBeGreaterThan(10);
    for (const { start, end } of places) expect(copy.text.slice(start, end)).toMatch(/^\w.*\.$/);
  });

  it('is not asked for again by a run on a part of what a killed run had begun', async () => {
    let isHeld = true;
    let taken = 0;
    const stop = new AbortController();
    const { server, store, build, models } = await openModelIngest({
      misbehave: () => (isHeld && ++taken > 3 ? { kind: 'slow' } : null),
    });
    const notes = someNotes(12);
    const onProgress = ({ stage, done }: BuildProgress): void => {
      if (stage === 'extract' && done >= 20) stop.abort(new Error('killed'));
    };
    await expect(build({ add: notes }, { signal: stop.signal, onProgress })).rejects.toThrow('killed');
    isHeld = false;
    server.release();
    const accepted = new Set(ledgersIn(server.calls.filter(({ outcome }) => outcome === 'answered')));
    expect(accepted.size).toBeGreaterThan(10);
    const asked = server.calls.length;

    // Every other note: no call of this run has the chunks of one before.
    const part = notes.filter((_, at) => at % 2 === 0);
    const report = await build({ add: part }, { access: await models.again() });
    const again = ledgersIn(server.calls.slice(asked).filter((call) => !asksForReports(call)));
    expect(again.filter((ledger) => accepted.has(ledger))).toEqual([]);
    expect(again).toHaveLength(report.chunks.read);
    expect(report.chunks.read).toBeLessThan(part.length * 4);
    const { documents, chunks } = await store.loadIndex();
    const sources = new Set(part.map(({ source }) => source));
    const ids = new Set(documents.filter(({ source }) => sources.has(source)).map(({ id }) => id));
    const read = chunks.filter(({ documentId }) => ids.has(documentId));
    expect(read).toHaveLength(part.length * 4);
    expect(read.every(isReadByModel)).toBe(true);
  });

  it('is not asked for again in later runs, however often it stands in this one', async () => {
    const { server, store, build } = await openModelIngest();
    const [note] = someNotes(1);
    await build({ add: [note!, renamed(note!, 'copy.md')] });
    const asked = server.calls.length;
    await build({ add: [renamed(note!, 'second.md'), renamed(note!, 'third.md')] });
    await build({ remove: ['copy.md'] });
    await build({ add: [renamed(note!, 'copy.md')] });
    expect(server.calls.slice(asked).filter((call) => !asksForReports(call))).toEqual([]);
    expect((await store.loadIndex()).chunks).toHaveLength(16);
  });
});

describe('what is asked nevertheless', () => {
  it('is what another model told, or one that looks for other types', async () => {
    const { readings, build, models } = await openModelIngest();
    const add = someNotes(1);
    await build({ add });
    const elsewhere = () => ({ store: createMemoryStore() });
    await build({ add }, elsewhere());
    expect(readings()).toHaveLength(1);
    await build({ add }, { ...elsewhere(), access: await models.again({ chatModel: 'other' }) });
    expect(readings()).toHaveLength(2);
    const ontology = { entityTypes: ['THING'], relationshipTypes: [] };
    await build({ add, ontology }, elsewhere());
    expect(readings()).toHaveLength(3);
    await build({ add, ontology }, elsewhere());
    expect(readings()).toHaveLength(3);
  });

  it('is what failed: it is not remembered, and all else of its calls is', async () => {
    let isOdd = true;
    const { readings, build } = await openModelIngest({
      misbehave: ({ prompt }) =>
        isOdd && prompt.includes('barrel 1-2-') ? { kind: 'malformed', how: 'apology' } : null,
    });
    const add = someNotes(6);
    const { documents } = await build({ add });
    expect(documents.failed.map(({ source }) => source)).toContain('notes/note-1.md');
    isOdd = false;
    const answered = new Set(ledgersIn(readings().filter(({ outcome }) => outcome === 'answered')));
    const asked = readings().length;
    const report = await build({ add }, { store: createMemoryStore() });
    const again = ledgersIn(readings().slice(asked));
    expect(again).toContain('1-2');
    expect(again).toHaveLength(report.chunks.read);
    expect(report.model?.remembered?.chunks).toBe(24 - again.length);
    expect(answered.size).toBeGreaterThan(0);
    expect(report.documents.failed).toEqual([]);
  });

  it('is what the estimate counts, packed into as few calls as if nothing else were there', async () => {
    const { readings, build, estimate } = await openModelIngest();
    const notes = someNotes(12, 2);
    await build({ add: notes.filter((_, at) => at % 2 === 0) }, { store: createMemoryStore() });
    const asked = readings().length;
    const expected = await estimate({ add: notes });
    expect(readings()).toHaveLength(asked);
    const report = await build({ add: notes });
    const news = readings().slice(asked);
    expect(expected.chunks).toEqual(report.chunks);
    expect(report.chunks).toEqual({ read: 12, kept: 12 });
    expect(ledgersIn(news)).toHaveLength(12);
    expect(expected.stages[0]).toMatchObject({ purpose: 'extract', calls: news.length });
    expect(news.length).toBeLessThanOrEqual(2);
    expect(report.model?.receipts[0]).toMatchObject({ calls: news.length, cachedCalls: 0 });
    const input = expected.stages[0]!.inputTokens;
    expect(Math.abs(report.model!.receipts[0]!.inputTokens - input) / input).toBeLessThan(0.15);
  });

  it('is what reports there are still to write when all was read already: counted from their very prompts', async () => {
    let isHeld = true;
    const stop = new AbortController();
    const { server, build, estimate, reportCalls } = await openModelIngest({
      misbehave: (call) => (isHeld && asksForReports(call) ? { kind: 'slow' } : null),
    });
    const add = topicNotes(5);
    const onProgress = ({ stage, total }: BuildProgress): void => {
      if (stage === 'report' && total > 1) stop.abort(new Error('killed'));
    };
    await expect(build({ add }, { signal: stop.signal, onProgress })).rejects.toThrow('killed');
    isHeld = false;
    server.release();
    const asked = reportCalls().length;
    const expected = await estimate({ add });
    expect(reportCalls()).toHaveLength(asked);
    const report = await build({ add });
    const [receipt] = report.model!.receipts;
    expect(report.model?.receipts).toHaveLength(1);
    expect(expected.stages).toMatchObject([{ purpose: 'report', calls: receipt?.calls }]);
    expect(report.model?.estimate.stages).toEqual(expected.stages);
    const input = expected.stages[0]!.inputTokens;
    expect(Math.abs(receipt!.inputTokens - input) / input).toBeLessThan(0.15);
  });
});
