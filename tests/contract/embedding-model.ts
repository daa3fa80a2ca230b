import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EmbeddingModel } from '../../domain/ports/embedding-model.ts';

/** An embedding model under test. */
export interface EmbeddingModelFixture {
  model: EmbeddingModel;
  close(): Promise<void>;
}

/** What every embedding model promises. */
export function testEmbeddingModel(name: string, open: () => Promise<EmbeddingModelFixture>): void {
  describe(`embedding model: ${name}`, () => {
    let fixture: EmbeddingModelFixture;
    beforeAll(async () => {
      fixture = await open();
    });
    afterAll(() => fixture.close());

    const similarity = (left: Float32Array | undefined, right: Float32Array | undefined) =>
      left?.reduce((sum, number, index) => sum + number * (right?.[index] ?? 0), 0);

    it('gives one vector a text, in order, of one length and norm 1', async () => {
      const texts = ['Ada', 'Ada met Charles in London.', '检索增强生成', 'Ada'];
      const vectors = await fixture.model.embed(texts);
      expect(vectors).toHaveLength(4);
      expect(new Set(vectors.map(({ length }) => length)).size).toBe(1);
      for (const vector of vectors) expect(similarity(vector, vector)).toBeCloseTo(1, 5);
      expect(vectors[3]).toEqual(vectors[0]);
      expect(similarity(vectors[0], vectors[2])).toBeLessThan(0.999);
    });

    it('takes any number of texts, and tells of each batch as it arrives', async () => {
      const texts = Array.from({ length: 333 }, (_, index) => `Text ${index}`);
      const told = new Map<number, Float32Array>();
      const vectors = await fixture.model.embed(texts, {
        onBatch: (start, batch) => {
          for (const [place, vector] of batch.entries()) told.set(start + place, vector);
        },
      });
      expect(vectors).toHaveLength(333);
      expect(vectors.map((_, index) => told.get(index))).toEqual(vectors);
      expect(await fixture.model.embed([texts[300] ?? ''])).toEqual([vectors[300]]);
    });

    it('gives nothing for nothing, and refuses an empty text', async () => {
      expect(await fixture.model.embed([])).toEqual([]);
      await expect(fixture.model.embed(['a', ' '])).rejects.toMatchObject({ code: 'request-invalid' });
    });

    it('passes the reason of a cancelled signal untouched', async () => {
      const reason = new Error('enough');
      await expect(fixture.model.embed(['a'], { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    });
  });
}
