import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { GraphIndex } from '../../../domain/graph-index.ts';
import { JOB_STAGES } from '../../../domain/job.ts';
import type { BuildProgress, SourceFile } from '../../../domain/ports/index-builder.ts';
import { embeddingTexts } from '../../../ingest/embed/embedding-texts.ts';
import { generatedCorpus, sourceFile } from '../../support/generated-corpus.ts';
import { factsOf } from '../../support/ingest-properties.ts';
import { brokenInvariants } from '../../support/invariants.ts';
import { createMemoryStore } from '../../support/memory-store.ts';
import { createMemoryVectors, type MemoryVectors } from '../../support/memory-vectors.ts';
import { openModelIngest } from '../../support/model-ingest.ts';
import { tangledNotes } from '../../support/tangled-notes.ts';
import { topicNote } from '../../support/topic-notes.ts';
import { rewrittenForNothing } from '../../support/truly-changed.ts';

const MODEL = 'scripted-embedding';
const TIMEOUT_MS = 240_000;
const RUNS = 4;
const SEED = 20_240_601;
/** All but the last that changes the index: a change is whole or not there. */
const STAGES = JOB_STAGES.filter((stage) => stage !== 'write');
/** In no generated corpus. */
const GUEST_TOPIC = 7;

/** Topics that become communities of their own, notes that share names, and small notes in two languages. */
const someCorpus = fc
  .record({
    topics: fc.uniqueArray(fc.nat(GUEST_TOPIC - 1), { minLength: 1, maxLength: 3 }),
    seed: fc.nat(1000),
    small: generatedCorpus(2),
  })
  .map(({ topics, seed, small }): SourceFile[] => [
    ...topics.map((topic) => topicNote(topic)),
    ...tangledNotes(12, 6, seed),
    ...small,
  ]);

function emptyStores() {
  return { store: createMemoryStore(), vectors: createMemoryVectors() };
}

/** Ids of what has a vector, with the hash of its text; must be what the index wants embedded. */
function embedded(index: GraphIndex, vectors: MemoryVectors): string[] {
  const rows = [...vectors.rows(MODEL).values()].map(({ id, textHash }) => `${id} ${textHash}`).sort();
  const wanted = embeddingTexts(index, { withEntities: false });
  expect(rows).toEqual(wanted.map(({ id, textHash }) => `${id} ${textHash}`).sort());
  return rows;
}

const writtenByModel = ({ reports }: GraphIndex) => reports.filter(({ origin }) => origin === 'model');

it(
  'with reports and vectors: everything there already asks nothing and writes nothing (I4); what came and went leaves nothing, and its going reads nothing (I5)',
  async () => {
    const { server, readings, build } = await openModelIngest();
    await fc.assert(
      fc.asyncProperty(someCorpus, async (corpus) => {
        const to = emptyStores();
        await build({ add: corpus }, to);
        const before = await to.store.loadIndex();
        expect(brokenInvariants(before)).toEqual([]);
        expect(writtenByModel(before)).not.toEqual([]);
        const vectorsBefore = embedded(before, to.vectors);
        const [asked, writes] = [server.calls.length, to.store.applied.length];
        const again = await build({ add: corpus }, to);
        expect(server.calls).toHaveLength(asked);
        expect(to.store.applied).toHaveLength(writes);
        expect(again).toMatchObject({ tokens: { input: 0, output: 0 }, cost: 0 });
        expect(embedded(before, to.vectors)).toEqual(vectorsBefore);

        const guests = [
          topicNote(GUEST_TOPIC),
          sourceFile('guest.txt', 'Alder Abbey taxed Brack Bridge twice.\n'),
        ];
        await build({ add: guests }, to);
        const read = readings().length;
        await build({ remove: guests.map(({ source }) => source) }, to);
        expect(readings()).toHaveLength(read);
        const after = await to.store.loadIndex();
        expect(brokenInvariants(after)).toEqual([]);
        expect(factsOf(after)).toEqual(factsOf(before));
        embedded(after, to.vectors);

        const plain = emptyStores();
        await build({ add: corpus }, plain);
        for (const stores of [to, plain]) await build({ rebuild: true }, stores);
        const [visited, never] = [await to.store.loadIndex(), await plain.store.loadIndex()];
        expect({ ...visited, reports: [] }).toEqual({ ...never, reports: [] });
        // What a model wrote while there was more to read is kept where it still holds; of the rest all is the same.
        const others = new Map(never.reports.map((report) => [report.communityId, report]));
        expect(visited.reports).toHaveLength(others.size);
        for (const report of visited.reports) {
          const other = others.get(report.communityId);
          if (other?.origin === report.origin) expect(report).toEqual(other);
        }
        expect(JSON.stringify(visited.reports)).not.toMatch(/Hazel|taxed/);
        for (const [index, { vectors }] of [[visited, to] as const, [never, plain] as const])
          embedded(index, vectors);
      }),
      { numRuns: RUNS, seed: SEED },
    );
  },
  TIMEOUT_MS,
);

it(
  'with reports and vectors: an edit asks only about new chunks, reports only of communities that changed, and embeds only new texts (I7)',
  async () => {
    const { server, build, promptsSince, embeddedSince } = await openModelIngest();
    await fc.assert(
      fc.asyncProperty(someCorpus, fc.nat(), fc.nat(), async (corpus, which, where) => {
        const to = emptyStores();
        await build({ add: corpus }, to);
        const before = await to.store.loadIndex();
        const known = new Set(embeddingTexts(before, { withEntities: false }).map(({ text }) => text));
        const note = corpus.filter(({ source }) => source.endsWith('.txt'))[which % 12] as SourceFile;
        const sentences = new TextDecoder().decode(note.bytes).split(/(?<=\.) /);
        sentences[where % sentences.length] = 'Quill Quarry was drained by Tarn Tower in a dry summer.';
        const start = server.calls.length;
        await build({ add: [sourceFile(note.source, sentences.join(' '))] }, to);

        const after = await to.store.loadIndex();
        expect(brokenInvariants(after)).toEqual([]);
        for (const prompt of promptsSince(start)) expect(prompt).toContain('dry summer');
        expect(rewrittenForNothing(before, after)).toEqual([]);
        for (const text of embeddedSince(start)) expect(known).not.toContain(text);
        embedded(after, to.vectors);
      }),
      { numRuns: RUNS, seed: SEED },
    );
  },
  TIMEOUT_MS,
);

it(
  'with reports and vectors: a run cut off anywhere and begun again ends in the index of an undisturbed one (I8)',
  async () => {
    const { build } = await openModelIngest();
    const moment = fc.record({ stage: fc.constantFrom(...STAGES), isBegun: fc.boolean() });
    const cutOff = new Set<string>();
    await fc.assert(
      fc.asyncProperty(someCorpus, moment, async (corpus, { stage, isBegun }) => {
        const undisturbed = emptyStores();
        await build({ add: corpus }, undisturbed);

        const to = emptyStores();
        const stop = new AbortController();
        const onProgress = (progress: BuildProgress): void => {
          if (progress.stage !== stage || (isBegun && progress.done === 0)) return;
          cutOff.add(stage);
          stop.abort(new Error('killed'));
        };
        await build({ add: corpus }, { ...to, signal: stop.signal, onProgress }).catch((error: Error) => {
          expect(error.message).toBe('killed');
        });
        await build({ add: corpus }, to);
        const index = await to.store.loadIndex();
        const wanted = await undisturbed.store.loadIndex();
        expect(index).toEqual(wanted);
        expect(embedded(index, to.vectors)).toEqual(embedded(wanted, undisturbed.vectors));
      }),
      { numRuns: RUNS * 3, seed: SEED },
    );
    expect(cutOff.size).toBeGreaterThan(2);
  },
  TIMEOUT_MS,
);
