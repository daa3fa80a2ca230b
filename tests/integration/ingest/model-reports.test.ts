import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Report } from '../../../domain/community.ts';
import type { GraphIndex } from '../../../domain/graph-index.ts';
import type { BuildProgress } from '../../../domain/ports/index-builder.ts';
import { createIndexBuilder } from '../../../ingest/index-builder.ts';
import { sourceFile } from '../../support/generated-corpus.ts';
import { brokenInvariants } from '../../support/invariants.ts';
import { asksForReports, openModelIngest } from '../../support/model-ingest.ts';
import { createRandom } from '../../support/model-server/misbehaviour.ts';
import type { ModelCall } from '../../support/model-server/model-call.ts';
import { readDiligently, writeReports } from '../../support/scripted-reader.ts';
import { LONG_NOTE, namesOf, topicNote, topicNotes } from '../../support/topic-notes.ts';

const TOPICS = 7;
const NOTES = [...topicNotes(TOPICS), LONG_NOTE];

/** The report on the largest community that holds the topic's first name. */
function reportOn(index: GraphIndex, topic: number): Report {
  const entity = index.entities.find(({ name }) => name === namesOf(topic)[0]);
  let community = index.communities.find(({ id }) => id === entity?.communityId);
  while (community?.parentId) community = index.communities.find(({ id }) => id === community?.parentId);
  return index.reports.find(({ communityId }) => communityId === community?.id)!;
}

function topicsIn(text: string): number[] {
  return Array.from({ length: TOPICS + 1 }, (_, topic) => topic).filter((topic) =>
    namesOf(topic).some((name) => text.includes(name)),
  );
}

const byModel = ({ reports }: GraphIndex): Report[] => reports.filter(({ origin }) => origin === 'model');

describe('reports by a model', () => {
  it('are written for the large communities, several a call, each finding with a sentence that it was given', async () => {
    const { store, build, reportCalls } = await openModelIngest();
    const report = await build({ add: NOTES });
    const index = await store.loadIndex();
    expect(brokenInvariants(index)).toEqual([]);
    const large = index.communities.filter(({ level, size }) => level <= 1 && size >= 10);
    expect(large.length).toBeGreaterThanOrEqual(TOPICS);
    expect(new Set(byModel(index).map(({ communityId }) => communityId))).toEqual(
      new Set(large.map(({ id }) => id)),
    );
    expect(reportCalls().length).toBeLessThan(large.length / 2);
    const textOf = new Map(index.documents.map(({ id, text }) => [id, text]));
    for (const { title, findings, stale } of byModel(index)) {
      expect(title).toMatch(/^About /);
      expect(stale).toBe(false);
      for (const { text, evidence } of findings) {
        const quotes = evidence.map(({ documentId, start, end }) =>
          textOf.get(documentId)?.slice(start, end),
        );
        expect(quotes.map((quote) => `It is said: ${quote}`)).toEqual([text]);
      }
    }
    expect(report.model?.receipts.map(({ purpose }) => purpose)).toEqual(['extract', 'report']);
    expect(report.model?.reports).toMatchObject({
      written: large.length,
      failed: [],
      findings: { dropped: 0 },
    });
    expect(report.written.reports).toBe(index.reports.length);
  });

  it('are neither expected nor written unasked of a few paragraphs, for which they would cost more than reading does', async () => {
    const { store, build, estimate, reportCalls } = await openModelIngest();
    const add = topicNotes(2);
    const { stages } = await estimate({ add });
    expect(stages.map(({ purpose }) => purpose)).toEqual(['extract']);
    const { tokens } = await build({ add });
    expect(reportCalls()).toEqual([]);
    expect(byModel(await store.loadIndex())).toEqual([]);
    expect(Math.abs(tokens.input / (stages[0]?.inputTokens ?? 0) - 1)).toBeLessThan(0.15);
  });

  it('are not asked for again, nor written, when everything is there already (I4), not even when all is built anew', async () => {
    const { server, store, build } = await openModelIngest();
    await build({ add: NOTES });
    const [before, asked, writes] = [await store.loadIndex(), server.calls.length, store.applied.length];
    await build({ add: NOTES });
    expect(server.calls).toHaveLength(asked);
    expect(store.applied).toHaveLength(writes);
    await build({ rebuild: true });
    expect(server.calls).toHaveLength(asked);
    expect(await store.loadIndex()).toEqual(before);
  });

  it('drop what they cite wrongly or what its sentences do not hold, and say how much that was', async () => {
    const { store, build } = await openModelIngest({
      answer: (call) => {
        if (!asksForReports(call)) return readDiligently(call);
        const { reports } = JSON.parse(writeReports(call));
        for (const one of reports)
          one.f.push(
            { t: 'Nobody cited this.', s: [] },
            { t: 'It is far away.', s: [4711] },
            { t: 'Submarines carried 4096 tourists to Antarctica.', s: one.f[0].s },
            { t: one.f[0].t, s: [...one.f[0].s, 4711] },
          );
        return JSON.stringify({ reports });
      },
    });
    const { model } = await build({ add: NOTES });
    const index = await store.loadIndex();
    const count = byModel(index).length;
    expect(model?.reports).toMatchObject({
      written: count,
      findings: { kept: 4 * count, dropped: 3 * count },
    });
    expect(brokenInvariants(index)).toEqual([]);
    expect(JSON.stringify(byModel(index))).not.toMatch(/Submarines|far away|Nobody/);
  });
});

describe('reports of a model that misbehaves', () => {
  it('in three calls of ten and always on one topic: what failed is named and keeps its quotes, and only that is asked for later', async () => {
    const random = createRandom(11);
    let isOdd = true;
    const { store, build, reportCalls } = await openModelIngest({
      answer: (call) => {
        if (!asksForReports(call) || !isOdd) return readDiligently(call);
        if (random() < 0.3) return "I'm sorry, but I can't help with that.";
        const { reports } = JSON.parse(writeReports(call));
        return JSON.stringify({
          reports: reports.filter(({ d }: { d: string }) => !topicsIn(d).includes(2)),
        });
      },
    });
    const first = await build({ add: NOTES });
    const { failed = [], written = 0 } = first.model?.reports ?? {};
    const index = await store.loadIndex();
    expect(failed.map(({ communityId }) => communityId)).toContain(reportOn(index, 2).communityId);
    expect(failed.every(({ code, title }) => code === 'model-output-invalid' && title !== '')).toBe(true);
    expect(reportOn(index, 2).origin).toBe('extractive');
    expect(byModel(index)).toHaveLength(written);
    expect(written).toBeGreaterThan(0);

    isOdd = false;
    const asked = reportCalls().length;
    const again = await build({ add: NOTES });
    expect(again.model?.reports).toMatchObject({ written: failed.length, failed: [] });
    const topics = new Set(
      reportCalls()
        .slice(asked)
        .flatMap(({ prompt }) => topicsIn(prompt)),
    );
    expect(topics).toEqual(new Set(failed.flatMap(({ title }) => topicsIn(title))));
    expect(again.model?.receipts.map(({ purpose }) => purpose)).toEqual(['report']);
    expect(byModel(await store.loadIndex())).toHaveLength(written + failed.length);
  });

  it('at the end of its budget keeps what was written, names the rest, and a later run writes only that', async () => {
    const { store, build, models, reportCalls, readings } = await openModelIngest();
    await writeFile(
      path.join(models.folder, 'prices.json'),
      JSON.stringify({ scripted: { input: 10, output: 10 } }),
    );
    const access = await models.again();
    await build({ add: NOTES.slice(0, 1), extractor: 'model' }, { access });
    const price = store.runs[0]!.report.cost ?? 0;
    // Enough to read all, and for some of the reports.
    const report = await build({ add: topicNotes(TOPICS), budget: price * 6 }, { access });
    const { written = 0, failed = [] } = report.model?.reports ?? {};
    expect(report.cost).toBeLessThanOrEqual(price * 6);
    expect(failed.length).toBeGreaterThan(0);
    for (const { code } of failed) expect(code).toBe('budget-spent');
    const read = readings().length;
    const before = reportCalls().map(({ prompt }) => prompt);
    const rest = await build({ add: topicNotes(TOPICS) }, { access });
    expect(rest.documents.failed).toEqual([]);
    expect(byModel(await store.loadIndex()).length).toBeGreaterThanOrEqual(written + failed.length);
    expect(reportCalls().length).toBeGreaterThan(before.length);
    expect(readings().length).toBeGreaterThanOrEqual(read);
    const answered = reportCalls().filter(({ outcome }) => outcome === 'answered');
    expect(new Set(answered.map(({ prompt }) => prompt)).size).toBe(answered.length);
  });

  it('cut off in the middle asks again only for what was not answered', async () => {
    let isHeld = true;
    let answered = 0;
    const stop = new AbortController();
    const many = [...topicNotes(8), LONG_NOTE];
    const { server, store, build, models, reportCalls } = await openModelIngest({
      misbehave: ({ body }) => {
        if (!asksForReports({ body } as ModelCall) || !isHeld) return null;
        return ++answered > 1 ? { kind: 'slow' } : null;
      },
    });
    const onProgress = ({ stage, done, total }: BuildProgress): void => {
      if (stage === 'report' && done > 0 && total > 1 && done < total) stop.abort(new Error('killed'));
    };
    await expect(build({ add: many }, { signal: stop.signal, onProgress })).rejects.toThrow('killed');
    expect(byModel(await store.loadIndex())).toEqual([]);
    isHeld = false;
    server.release();
    const done = reportCalls().filter(({ outcome }) => outcome === 'answered');
    const before = reportCalls().length;
    await build({ add: many }, { access: await models.again() });
    expect(done).toHaveLength(1);
    expect(
      reportCalls()
        .slice(before)
        .map(({ prompt }) => prompt),
    ).not.toContain(done[0]!.prompt);
    expect(byModel(await store.loadIndex()).length).toBeGreaterThanOrEqual(8);
  });
});

describe('reports by a model after a change', () => {
  it('are written anew where what they were told changed, and nowhere else (I7)', async () => {
    const { store, build, reportCalls } = await openModelIngest();
    await build({ add: NOTES });
    const before = await store.loadIndex();
    const asked = reportCalls().length;
    const [name, other] = namesOf(3);
    const definition = `${name} is a fishing village of stone houses opposite ${other}. `;
    await build({ add: [topicNote(3, { first: definition })] });
    const after = await store.loadIndex();
    const prompts = reportCalls()
      .slice(asked)
      .map(({ prompt }) => prompt)
      .join('\n');
    expect(topicsIn(prompts)).toEqual([3]);
    expect(reportOn(after, 3)).not.toEqual(reportOn(before, 3));
    expect(reportOn(after, 3).origin).toBe('model');
    for (const topic of [0, 1, 2, 4, 5, 6]) expect(reportOn(after, topic)).toEqual(reportOn(before, topic));
  });

  it('stay, with their evidence where it stands now, when text before their sentences moves them', async () => {
    const { store, build, reportCalls } = await openModelIngest();
    const note = topicNote(0);
    const text = new TextDecoder().decode(note.bytes);
    await build({ add: [note, LONG_NOTE] });
    const [asked, before] = [reportCalls().length, await store.loadIndex()];
    const moved = `# Weather\n\nit rained all day and nobody came.\n\n# Topic\n\n`;
    await build({ add: [sourceFile(note.source, `${moved}${text}`)] });
    const after = await store.loadIndex();
    expect(reportCalls()).toHaveLength(asked);
    expect(brokenInvariants(after)).toEqual([]);
    expect(reportOn(after, 0).summary).toBe(reportOn(before, 0).summary);
    expect(reportOn(after, 0).findings[0]!.evidence[0]!.start).toBe(
      reportOn(before, 0).findings[0]!.evidence[0]!.start + moved.length,
    );
  });

  it('hold nothing of a document that was removed, and removing reads nothing', async () => {
    const { store, build, readings, reportCalls } = await openModelIngest();
    const [name, other] = namesOf(5);
    const guest = sourceFile('guest.md', `${name} is a smuggling nest of ${other}.\n`);
    await build({ add: [...NOTES, guest] });
    expect(JSON.stringify(await store.loadIndex())).toContain('smuggling');
    const [read, asked] = [readings().length, reportCalls().length];
    await build({ remove: ['guest.md'] });
    const after = await store.loadIndex();
    expect(readings()).toHaveLength(read);
    expect(JSON.stringify(after)).not.toContain('smuggling');
    expect(reportOn(after, 5).origin).toBe('model');
    const prompts = reportCalls().slice(asked);
    expect(prompts.flatMap(({ prompt }) => topicsIn(prompt)).every((topic) => topic === 5)).toBe(true);
    await build({ remove: ['topics'] });
    expect((await store.loadIndex()).reports).toEqual([]);
  });

  it('become quotes again when the change is read offline, which asks nothing', async () => {
    const { server, store, build, reportCalls } = await openModelIngest();
    await build({ add: NOTES });
    const [asked, before] = [server.calls.length, await store.loadIndex()];
    const [name, other] = namesOf(1);
    const guest = sourceFile('guest.md', `${name} is a walled town that taxes ${other}.\n`);
    await build({ add: [guest], extractor: 'offline' });
    const after = await store.loadIndex();
    expect(server.calls).toHaveLength(asked);
    expect(reportOn(after, 1).origin).toBe('extractive');
    expect(reportOn(after, 4)).toEqual(reportOn(before, 4));

    // What the model wrote of is written of again as soon as it may be asked, and of nothing else.
    expect(after.reports.filter(({ stale }) => stale).length).toBeGreaterThan(0);
    const reports = reportCalls().length;
    await build({ remove: ['topics/elmer.md'] });
    expect(reportCalls()).toHaveLength(reports);
    await build({ add: [sourceFile('other.md', 'it rained all day and nobody came.\n')] });
    const again = await store.loadIndex();
    expect(reportOn(again, 1).origin).toBe('model');
    expect(again.reports.filter(({ stale }) => stale)).toEqual([]);
    const prompts = reportCalls().slice(reports);
    expect(new Set(prompts.flatMap(({ prompt }) => topicsIn(prompt)))).toEqual(new Set([1]));
  });

  it('are all there in the end when a run is cut off while its first map stands in for what is still to be read (I8)', async () => {
    const guests = Array.from({ length: TOPICS }, (_, topic) => {
      const [name, other] = namesOf(topic);
      const filler = 'the harbour pays nothing to anybody at all this year. '.repeat(90);
      return sourceFile(`guest-${topic}.md`, `${name} is a walled town that taxes ${other}. ${filler}\n`);
    });
    const ends: GraphIndex[] = [];
    for (const isCut of [false, true]) {
      const { store, build } = await openModelIngest();
      await build({ add: NOTES });
      const { communities } = await store.loadIndex();
      await build({ reports: communities.filter(({ size }) => size < 10).map(({ id }) => id) });
      const written = byModel(await store.loadIndex()).length;
      if (isCut) {
        const stop = new AbortController();
        const onWritten = async (): Promise<void> => stop.abort(new Error('killed'));
        const cut = build({ add: guests }, { signal: stop.signal, onWritten });
        await expect(cut).rejects.toThrow('killed');
        expect(byModel(await store.loadIndex()).length).toBeLessThan(written);
      }
      await build({ add: guests });
      ends.push(await store.loadIndex());
    }
    const [whole, resumed] = ends.map((index) => byModel(index).map(({ communityId }) => communityId));
    expect(resumed).toEqual(whole);
  });
});

describe('one report', () => {
  it('is written for whoever asks, however small and deep its community is', async () => {
    const { store, build, reportCalls } = await openModelIngest();
    await build({ add: NOTES, extractor: 'offline' });
    const { reports, communities } = await store.loadIndex();
    expect(reports.every(({ origin }) => origin === 'extractive')).toBe(true);
    const deepest = [...communities].sort((one, other) => other.level - one.level)[0]!;
    const report = await build({ reports: [deepest.id] });
    expect(report.model?.reports).toMatchObject({ written: 1, failed: [] });
    expect(report.model?.receipts).toMatchObject([{ purpose: 'report', calls: 1 }]);
    expect(reportCalls()).toHaveLength(1);
    expect(byModel(await store.loadIndex()).map(({ communityId }) => communityId)).toEqual([deepest.id]);
    expect(store.runs.at(-1)?.kind).toBe('report');
  });

  it('cannot be asked for without a model', async () => {
    const { store, build } = await openModelIngest();
    await build({ add: NOTES.slice(0, 1), extractor: 'offline' });
    const builder = createIndexBuilder({ store });
    const request = {
      add: [],
      remove: [],
      roots: [],
      prune: false,
      rebuild: false,
      extractor: 'auto' as const,
    };
    await expect(builder.build({ ...request, reports: ['m0-none'] }, {})).rejects.toMatchObject({
      code: 'request-invalid',
    });
    await builder.close();
  });
});
