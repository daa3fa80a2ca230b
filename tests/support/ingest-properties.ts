import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { GraphIndex } from '../../domain/graph-index.ts';
import type { IngestReport } from '../../domain/job.ts';
import type { BuildRequest, SourceFile } from '../../domain/ports/index-builder.ts';
import { createOfflineExtractor } from '../../ingest/extractors/offline/offline-extractor.ts';
import { type IndexStore, ingest } from '../../ingest/pipeline.ts';
import { generatedCorpus } from './generated-corpus.ts';
import { createInlineWorkers } from './inline-workers.ts';
import { brokenInvariants } from './invariants.ts';

/** A store for one run of a property, and its end. */
export interface OpenedStore {
  store: IndexStore;
  close(): Promise<void>;
}

/** Properties run many builds; a busy machine may take its time. */
const TIMEOUT_MS = 120_000;

const workers = createInlineWorkers();
const extractors = [createOfflineExtractor()];

/** Builds with the real stages in this thread; every generated document can be read. */
async function build(store: IndexStore, request: Partial<BuildRequest>): Promise<IngestReport> {
  const whole = {
    add: [],
    remove: [],
    roots: [],
    prune: false,
    rebuild: false,
    extractor: 'offline' as const,
    ...request,
  };
  const report = await ingest(whole, { store, workers, extractors, writeReports: null, now: () => 0 });
  expect(report.documents.failed).toEqual([]);
  return report;
}

/** What I5 and I6 compare at once; communities, reports and positions are compared after a rebuild. */
export function factsOf({ documents, chunks, entities, mentions, relationships }: GraphIndex) {
  return {
    documents,
    chunks,
    entities: entities.map(({ x: _x, y: _y, communityId: _communityId, ...entity }) => entity),
    mentions,
    relationships,
  };
}

/**
 * The invariants of the design as properties of generated corpora, on any store.
 *
 * @param openStore an empty store
 * @param runs generated corpora per property
 */
export function testIngestInvariants(
  name: string,
  openStore: () => Promise<OpenedStore>,
  runs: number,
): void {
  const withStores = async (
    count: number,
    test: (...stores: IndexStore[]) => Promise<void>,
  ): Promise<void> => {
    const opened = await Promise.all(Array.from({ length: count }, openStore));
    try {
      await test(...opened.map(({ store }) => store));
    } finally {
      await Promise.all(opened.map(({ close }) => close()));
    }
  };
  /** Each property of one arbitrary, so that what fails can be shrunk as a whole. */
  const check = <T>(arbitrary: fc.Arbitrary<T>, test: (value: T) => Promise<void>) =>
    fc.assert(fc.asyncProperty(arbitrary, test), { numRuns: runs, seed: 20_240_601 });
  const corpus = generatedCorpus(6);
  const shuffled = (files: SourceFile[]) => fc.shuffledSubarray(files, { minLength: files.length });

  describe(`an index built in ${name}`, () => {
    it(
      'has every span where it says, no id that leads nowhere, and every joined entity in a community (I1, I2, I3)',
      () =>
        check(corpus, (files) =>
          withStores(1, async (store) => {
            await build(store!, { add: files });
            expect(brokenInvariants(await store!.loadIndex())).toEqual([]);
          }),
        ),
      TIMEOUT_MS,
    );

    it(
      'is not written to when everything is there already (I4)',
      () =>
        check(corpus, (files) =>
          withStores(1, async (store) => {
            await build(store!, { add: files });
            const before = await store!.loadIndex();
            const report = await build(store!, { add: files });
            expect(Object.values({ ...report.written }).concat(Object.values(report.deleted))).toEqual(
              Array(14).fill(0),
            );
            expect(report.chunks.read).toBe(0);
            expect(await store!.loadIndex()).toEqual(before);
          }),
        ),
      TIMEOUT_MS,
    );

    it(
      'forgets a document that was added and removed again, as if it had never been (I5)',
      () =>
        check(fc.tuple(corpus, generatedCorpus(2)), ([files, others]) =>
          withStores(2, async (plain, visited) => {
            const guests = others.map((file, at) => ({
              ...file,
              source: `guests/${at}-${file.source.slice(6)}`,
            }));
            await build(plain!, { add: files });
            await build(visited!, { add: files });
            await build(visited!, { add: guests });
            expect(brokenInvariants(await visited!.loadIndex())).toEqual([]);
            await build(visited!, { remove: ['guests'] });
            expect(brokenInvariants(await visited!.loadIndex())).toEqual([]);
            expect(factsOf(await visited!.loadIndex())).toEqual(factsOf(await plain!.loadIndex()));
            await build(visited!, { rebuild: true });
            expect(await visited!.loadIndex()).toEqual(await plain!.loadIndex());
          }),
        ),
      TIMEOUT_MS,
    );

    it(
      'does not depend on the order in which documents come (I6)',
      () =>
        check(
          corpus.chain((files) => fc.record({ files: fc.constant(files), other: shuffled(files) })),
          ({ files, other }) =>
            withStores(2, async (one, two) => {
              const half = Math.ceil(files.length / 2);
              await build(one!, { add: files });
              await build(two!, { add: other });
              expect(await two!.loadIndex()).toEqual(await one!.loadIndex());
              // In two steps the facts are the same as in one.
              await build(two!, { remove: ['notes'] });
              await build(two!, { add: other.slice(0, half) });
              await build(two!, { add: other.slice(half) });
              expect(factsOf(await two!.loadIndex())).toEqual(factsOf(await one!.loadIndex()));
            }),
        ),
      TIMEOUT_MS,
    );
  });
}
