import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { GraphIndex } from '../../../domain/graph-index.ts';
import type { IngestReport } from '../../../domain/job.ts';
import { embeddingTexts } from '../../../ingest/embed/embedding-texts.ts';
import { factsOf } from '../../support/ingest-properties.ts';
import { brokenInvariants } from '../../support/invariants.ts';
import { createMemoryStore } from '../../support/memory-store.ts';
import { createMemoryVectors, type MemoryVectors } from '../../support/memory-vectors.ts';
import { asksForReports, isReadByModel, openModelIngest, someNotes } from '../../support/model-ingest.ts';
import { type Misbehaviour, randomMisbehaviour } from '../../support/model-server/misbehaviour.ts';
import type { ModelCall } from '../../support/model-server/model-call.ts';
import { namesOf, topicNotes } from '../../support/topic-notes.ts';

const MODEL = 'scripted-embedding';
const TOPICS = 5;
/** Enough of them that every report that is worth it has room: which ones are chosen where there is none depends on what was there before. */
const NOTES = [...someNotes(16), ...topicNotes(TOPICS)];
const RUNS = 5;
const SEED = 20_240_601;
const TIMEOUT_MS = 240_000;

it(
  'whatever goes wrong in a fifth of all calls, to read, to report and to embed, and always in one of each: each failure is named, nothing bad is kept, a later run asks only that and ends as if nothing had been',
  async () => {
    let trouble: (call: ModelCall) => Misbehaviour | null = () => null;
    const { server, build, models, embeddedSince } = await openModelIngest({
      misbehave: (call) => trouble(call),
    });
    const undisturbed = await (async () => {
      const [store, vectors] = [createMemoryStore(), createMemoryVectors()];
      const { build: buildWell } = await openModelIngest();
      await buildWell({ add: NOTES }, { store, vectors });
      await buildWell({ rebuild: true }, { store, vectors });
      return wholeOf(await store.loadIndex(), vectors);
    })();
    expect(undisturbed.reports.some(({ origin }) => origin === 'model')).toBe(true);

    const kinds = new Set<string>();

    await fc.assert(
      fc.asyncProperty(fc.nat(1_000_000), fc.nat(TOPICS - 1), async (seed, topic) => {
        const random = randomMisbehaviour(seed, 0.2);
        trouble = (call) => (isAlwaysOdd(call, topic) ? { kind: 'malformed', how: 'apology' } : random());
        await models.forget();
        const access = await models.again();
        const [store, vectors] = [createMemoryStore(), createMemoryVectors()];
        const start = server.calls.length;
        const report = await build({ add: NOTES }, { store, vectors, access });
        const index = await store.loadIndex();
        expect(brokenInvariants(index)).toEqual([]);
        expectNamed(index, report, vectors);
        for (const kind of kindsOf(report)) kinds.add(kind);

        trouble = () => null;
        const before = server.calls.length;
        const missing = missingTexts(index, vectors).map(({ text }) => text);
        const known = new Set(textsOf(index).map(({ text }) => text));
        const again = await build({ add: NOTES }, { store, vectors, access });
        expect(kindsOf(again)).toEqual([]);
        // Of what there was already, only what failed; what its readings changed is new.
        const asked = embeddedSince(before);
        expect(asked.filter((text) => known.has(text) && !missing.includes(text))).toEqual([]);
        expect(askedAfterGoodReply(server.calls.slice(start))).toEqual([]);
        // Communities start from what they were, and reports are rated as they were, until all is built anew.
        await build({ rebuild: true }, { store, vectors, access });
        expect(wholeOf(await store.loadIndex(), vectors)).toEqual(undisturbed);
      }),
      { numRuns: RUNS, seed: SEED },
    );
    expect([...kinds].sort()).toEqual(['documents', 'embeddings', 'reports']);
  },
  TIMEOUT_MS,
);

/** One note is never read well, one topic never reported on, one text never embedded. */
function isAlwaysOdd(call: ModelCall, topic: number): boolean {
  const [name = ''] = namesOf(topic);
  if (call.kind === 'embedding') return call.prompt.includes(name);
  return asksForReports(call) ? call.prompt.includes(name) : call.prompt.includes(`barrel ${topic}-2-`);
}

/** What two runs must have in common: facts, reports, and what has a vector of which text. */
function wholeOf(index: GraphIndex, vectors: MemoryVectors) {
  const embedded = [...vectors.rows(MODEL).values()].map(({ id, textHash }) => `${id} ${textHash}`);
  return {
    ...factsOf(index),
    communities: index.communities,
    reports: index.reports,
    embedded: embedded.sort(),
  };
}

const textsOf = (index: GraphIndex) => embeddingTexts(index, { withEntities: false });

/** What the index would have embedded and has not. */
function missingTexts(index: GraphIndex, vectors: MemoryVectors) {
  const rows = vectors.rows(MODEL);
  return textsOf(index).filter(({ id, textHash }) => rows.get(id)?.textHash !== textHash);
}

/** Everything that is missing is told with a reason, and only that. */
function expectNamed(
  index: GraphIndex,
  { documents, model, embeddings }: IngestReport,
  vectors: MemoryVectors,
) {
  const sourceOf = new Map(index.documents.map(({ id, source }) => [id, source]));
  const unread = index.chunks.filter((chunk) => !isReadByModel(chunk));
  expect(new Set(documents.failed.map(({ source }) => source))).toEqual(
    new Set(unread.map(({ documentId }) => sourceOf.get(documentId))),
  );
  const byModel = index.reports.filter(({ origin }) => origin === 'model');
  expect(byModel).toHaveLength(model?.reports?.written ?? 0);
  const written = new Set(byModel.map(({ communityId }) => communityId));
  for (const { communityId, code, message } of model?.reports?.failed ?? []) {
    expect(written).not.toContain(communityId);
    expect(code).toMatch(/^model-/);
    expect(message.length).toBeGreaterThan(20);
  }
  for (const { title, findings } of index.reports) expect(title && findings.length).toBeTruthy();
  const missing = missingTexts(index, vectors);
  expect(embeddings?.missing?.count ?? 0).toBe(missing.length);
  if (embeddings?.missing) expect(embeddings.missing.message.length).toBeGreaterThan(20);
}

/** The kinds of what a run failed to do. */
function kindsOf({ documents, model, embeddings }: IngestReport): string[] {
  return [
    ...(documents.failed.length > 0 ? ['documents'] : []),
    ...((model?.reports?.failed.length ?? 0) > 0 ? ['reports'] : []),
    ...(embeddings?.missing ? ['embeddings'] : []),
  ];
}

/** Prompts that were asked although a good reply to the very same one had been given. */
function askedAfterGoodReply(calls: readonly ModelCall[]): string[] {
  const answered = new Set<string>();
  return calls.flatMap(({ kind, prompt, outcome }) => {
    if (kind !== 'chat') return [];
    const isRepeated = answered.has(prompt);
    if (outcome === 'answered') answered.add(prompt);
    return isRepeated ? [prompt] : [];
  });
}
