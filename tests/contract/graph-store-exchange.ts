import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { importIndex } from '../../server/exchange/import-index.ts';
import { exported, exportStoreOf } from '../support/exchange-files.ts';
import { anAnswer, aRun } from '../support/history.ts';
import type { OpenStore, StoreHarness } from './graph-store.ts';
import { aDocument, wholeIndex, writing } from './index-fixture.ts';

const content = () => ({
  index: wholeIndex(),
  runs: ['03', '02'].map((day) => aRun({ id: `run-${day}`, at: `2026-01-${day}T00:00:00.000Z` })),
  answers: ['05', '04'].map((day) => anAnswer({ id: `a-${day}`, at: `2026-01-${day}T00:00:00.000Z` })),
});

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
