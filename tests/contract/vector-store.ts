import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { VectorRow, VectorStore } from '../../domain/ports/vector-store.ts';

/** A store under test. */
export interface VectorStoreFixture {
  store: VectorStore;
  /** The same vectors as a later process finds them. */
  again(): VectorStore;
  close(): Promise<void>;
}

const row = (id: string, ...numbers: number[]): VectorRow => ({
  id,
  textHash: `hash of ${numbers.join()}`,
  vector: Float32Array.from(numbers),
});

/** What every vector store promises. */
export function testVectorStore(name: string, open: () => Promise<VectorStoreFixture>): void {
  describe(`vector store: ${name}`, () => {
    let fixture: VectorStoreFixture;
    beforeEach(async () => {
      fixture = await open();
    });
    afterEach(() => fixture.close());

    it('is empty for a model that it has not seen', async () => {
      const table = await fixture.store.load('m');
      expect(table).toEqual({
        model: 'm',
        dimension: 0,
        ids: [],
        textHashes: [],
        vectors: new Float32Array(0),
      });
    });

    it('gives back what was written, by id, one table a model', async () => {
      await fixture.store.write('m', { write: [row('b', 1, 2), row('实体:a', 3, 4)], delete: [] });
      await fixture.store.write('M', { write: [row('b', 5, 6, 7)], delete: [] });
      for (const store of [fixture.store, fixture.again()]) {
        expect(await store.load('m')).toEqual({
          model: 'm',
          dimension: 2,
          ids: ['b', '实体:a'],
          textHashes: ['hash of 1,2', 'hash of 3,4'],
          vectors: Float32Array.of(1, 2, 3, 4),
        });
        expect((await store.load('M')).vectors).toEqual(Float32Array.of(5, 6, 7));
        const ids = await store.idsOf('m');
        expect(['b', '实体:a', 'c'].map((id) => ids.has(id))).toEqual([true, true, false]);
        expect(ids.size).toBe(2);
        expect((await store.idsOf('other')).size).toBe(0);
      }
    });

    it('refuses a vector of another length, and changes nothing', async () => {
      await fixture.store.write('m', { write: [row('a', 1, 2)], delete: [] });
      const wrong = fixture.store.write('m', { write: [row('b', 1, 2), row('c', 1, 2, 3)], delete: [] });
      await expect(wrong).rejects.toMatchObject({ code: 'model-output-invalid' });
      expect((await fixture.again().load('m')).ids).toEqual(['a']);
    });

    it('forgets, in the tables of all models, what is not to be kept', async () => {
      await fixture.store.write('old', { write: [row('a', 1, 2), row('b', 3, 4)], delete: [] });
      const later = fixture.again();
      await later.write('new', { write: [row('a', 5), row('b', 6), row('c', 7)], delete: [] });
      const isKept = (id: string, textHash: string): boolean => id === 'b' && textHash !== 'hash of 6';
      expect(await later.keepOnly(isKept)).toBe(4);
      expect(await later.keepOnly(isKept)).toBe(0);
      for (const store of [later, fixture.again()]) {
        expect((await store.load('old')).ids).toEqual(['b']);
        expect((await store.load('new')).ids).toEqual([]);
      }
      // An empty table takes vectors of any length.
      await later.write('new', { write: [row('a', 1, 2, 3)], delete: [] });
      expect((await later.load('new')).dimension).toBe(3);
    });

    it('has nothing to forget where nothing was written', async () => {
      expect(await fixture.store.keepOnly(() => false)).toBe(0);
    });

    it('keeps what it was given, though the caller uses its array again', async () => {
      const vector = Float32Array.of(1, 2);
      await fixture.store.write('m', { write: [{ id: 'a', textHash: 'h', vector }], delete: [] });
      vector.fill(9);
      expect((await fixture.store.load('m')).vectors).toEqual(Float32Array.of(1, 2));
    });

    it('ends as a plain map would, whatever was written and forgotten, now and later', async () => {
      const id = fc.constantFrom('a', 'b', 'c', 'd');
      const change = fc.record({
        write: fc.uniqueArray(fc.tuple(id, fc.integer({ min: 0, max: 9 })), {
          selector: ([name]) => name,
          maxLength: 3,
        }),
        delete: fc.uniqueArray(id, { maxLength: 2 }),
      });
      let run = 0;
      await fc.assert(
        fc.asyncProperty(fc.array(change, { maxLength: 8 }), async (changes) => {
          const model = `m${run++}`;
          const expected = new Map<string, number>();
          await Promise.all(
            changes.map(({ write, delete: gone }) =>
              fixture.store.write(model, {
                write: write.map(([name, number]) => row(name, number, 1)),
                delete: gone,
              }),
            ),
          );
          for (const { write, delete: gone } of changes) {
            for (const [name, number] of write) expected.set(name, number);
            for (const name of gone) expected.delete(name);
          }
          for (const store of [fixture.store, fixture.again()]) {
            const table = await store.load(model);
            expect(table.ids).toEqual([...expected.keys()].sort());
            table.ids.forEach((name, index) => {
              expect(table.vectors[index * 2]).toBe(expected.get(name));
            });
          }
        }),
        { numRuns: 40 },
      );
    });
  });
}
