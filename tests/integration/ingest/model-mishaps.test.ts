import fc from 'fast-check';
import { expect, it } from 'vitest';
import { factsOf } from '../../support/ingest-properties.ts';
import { brokenInvariants } from '../../support/invariants.ts';
import { createMemoryStore } from '../../support/memory-store.ts';
import { isReadByModel, openModelIngest, someNotes } from '../../support/model-ingest.ts';
import { type Misbehaviour, randomMisbehaviour } from '../../support/model-server/misbehaviour.ts';
import type { ModelCall } from '../../support/model-server/model-call.ts';

const NOTES = someNotes(20, 4);
const RUNS = 8;
const TIMEOUT_MS = 240_000;

/** Which ledgers a prompt shows. */
const ledgersIn = (prompt: string): string[] => [
  ...new Set([...prompt.matchAll(/barrel (\d+-\d+)-/g)].map(([, ledger]) => ledger ?? '')),
];

it(
  'whatever share of calls goes wrong in whatever ways: no chunk is silently empty, no bad reply is kept, a later run asks only what failed',
  async () => {
    let trouble: () => Misbehaviour | null = () => null;
    const { server, readings, build, models } = await openModelIngest({ misbehave: () => trouble() });
    const undisturbed = createMemoryStore();
    await (await openModelIngest()).build({ add: NOTES }, { store: undisturbed });
    const wanted = factsOf(await undisturbed.loadIndex());
    const mix = fc.record({ seed: fc.nat(1_000_000), share: fc.double({ min: 0.2, max: 0.7, noNaN: true }) });

    await fc.assert(
      fc.asyncProperty(mix, async ({ seed, share }) => {
        trouble = randomMisbehaviour(seed, share);
        await models.forget();
        const access = await models.again();
        const store = createMemoryStore();
        const start = server.calls.length;
        const report = await build({ add: NOTES }, { store, access });
        const index = await store.loadIndex();
        expect(brokenInvariants(index)).toEqual([]);

        const sourceOf = new Map(index.documents.map(({ id, source }) => [id, source]));
        const unread = index.chunks.filter((chunk) => !isReadByModel(chunk));
        const failed = new Set(report.documents.failed.map(({ source }) => source));
        expect(new Set(unread.map(({ documentId }) => sourceOf.get(documentId)))).toEqual(failed);
        for (const { code, message } of report.documents.failed) {
          expect(code).toBe('extraction-failed');
          expect(message.length).toBeGreaterThan(20);
        }

        trouble = () => null;
        const before = readings().length;
        const again = await build({ add: NOTES }, { store, access });
        expect(again.documents.failed).toEqual([]);
        const asked = readings()
          .slice(before)
          .flatMap(({ prompt }) => ledgersIn(prompt));
        expect(new Set(asked).size).toBe(unread.length);
        expect(factsOf(await store.loadIndex())).toEqual(wanted);
        expect(askedAfterGoodReply(server.calls.slice(start))).toEqual([]);
      }),
      { numRuns: RUNS },
    );
  },
  TIMEOUT_MS,
);

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
