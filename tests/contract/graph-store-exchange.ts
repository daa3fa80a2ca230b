import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Decision } from '../../domain/decision.ts';
import type { GraphIndex } from '../../domain/graph-index.ts';
import { importIndex } from '../../server/exchange/import-index.ts';
import { exported, exportStoreOf } from '../support/exchange-files.ts';
import { anAnswer, aRun } from '../support/history.ts';
import type { OpenStore, StoreHarness } from './graph-store.ts';
import { aDecision, aDocument, deleting, wholeIndex, writing } from './index-fixture.ts';

const content = () => ({
  index: wholeIndex(),
  runs: ['03', '02'].map((day) => aRun({ id: `run-${day}`, at: `2026-01-${day}T00:00:00.000Z` })),
  answers: ['05', '04'].map((day) => anAnswer({ id: `a-${day}`, at: `2026-01-${day}T00:00:00.000Z` })),
});

function byId(a: { id: string }, b: { id: string }): number {
  return a.id < b.id ? -1 : 1;
}

/** Everything that an index holds, by id; mentions and reports go with what they stand on. */
function idsOf(index: GraphIndex) {
  const ids = (records: readonly { id: string }[]) => records.map(({ id }) => id);
  return {
    documents: ids(index.documents),
    chunks: ids(index.chunks),
    entities: ids(index.entities),
    relationships: ids(index.relationships),
    communities: ids(index.communities),
    decisions: ids(index.decisions),
  };
}

/** What makes an index move from one engine to another and back without losing a byte. */
export function testExchange(name: string, openStore: OpenStore): void {
  describe(`${name}: moving an index`, () => {
    let harness: StoreHarness;
    beforeEach(async () => {
      harness = await openStore();
    });
    afterEach(() => harness.dispose());

    const file = () => exported(exportStoreOf(content()));
    const take = (bytes: Buffer) =>
      importIndex(async function* () {
        yield bytes;
      }, harness.store);

    it('gives back the very file that it took in', async () => {
      const bytes = await file();
      const report = await take(bytes);
      expect(report).toMatchObject({
        documents: { added: ['notes/d-1.md', 'notes/第二篇.md', 'table.jsonl#7'] },
        written: { entities: 5, mentions: 4 },
      });
      expect(await harness.store.loadIndex()).toEqual(wholeIndex());
      const again = await exported(harness.store);
      expect(again.equals(bytes)).toBe(true);
    });

    it('keeps what came with a change, lists runs newest first, page by page', async () => {
      const { runs, answers } = content();
      await harness.store.apply(writing({}), { history: { runs, answers } });
      const first = await harness.store.listRuns({ limit: 1 });
      expect(first).toMatchObject({ items: [runs[0]], total: 2 });
      const second = await harness.store.listRuns({ limit: 1, cursor: first.nextCursor });
      expect(second).toEqual({ items: [runs[1]], total: 2 });
      expect(await harness.store.findAnswer('a-04')).toEqual(answers[1]);
    });

    it('gives decisions of every kind as they were settled here, and takes them back', async () => {
      const { runs, answers } = content();
      const kinds: Decision['kind'][] = ['merge', 'keep-apart', 'rename', 'retype', 'hide', 'pin'];
      const decisions = kinds.flatMap((kind, at) => [
        aDecision({ id: `y-${at}`, kind, subject: ['图谱', `e-${at}`], value: `值 ${at}`, reason: 'why' }),
        aDecision({ id: `z-${at}`, kind }),
      ]);
      const index = { ...wholeIndex(), decisions };
      await harness.store.apply(writing(index), { history: { runs, answers } });
      const bytes = await exported(harness.store);
      await harness.store.apply(deleting(idsOf(index)));
      expect((await harness.store.loadIndex()).decisions).toEqual([]);
      await take(bytes);
      expect((await harness.store.loadIndex()).decisions).toEqual(decisions.sort(byId));
      expect((await exported(harness.store)).equals(bytes)).toBe(true);
    });

    it('is refused where something is, and changes nothing there', async () => {
      await harness.store.apply(writing({ documents: [aDocument()] }));
      const before = await exported(harness.store);
      await expect(take(await file())).rejects.toMatchObject({ code: 'conflict' });
      expect((await exported(harness.store)).equals(before)).toBe(true);
    });

    it('writes nothing when the very same is there already', async () => {
      await take(await file());
      const { version } = await harness.store.info();
      expect(await take(await file())).toMatchObject({ documents: { added: [], unchanged: 3 } });
      expect((await harness.store.info()).version).toBe(version);
    });
  });
}
