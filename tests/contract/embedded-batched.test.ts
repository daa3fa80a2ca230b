import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { GraphStore } from '../../domain/ports/graph-store.ts';
import { openBatchedStore } from '../support/batched-store.ts';
import { anEntity, aRelationship, wholeIndex, writing } from './index-fixture.ts';

/** Changes too large for one transaction, made small here: the engine says that it carries 100 rows at a time. */
describe('a change that needs several transactions', () => {
  let folder: string;
  let store: GraphStore;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'orrery-batched-'));
    store = await openBatchedStore(folder);
  });
  afterEach(async () => {
    await store.close();
    await rm(folder, { recursive: true, force: true });
  });

  const large = () => ({
    entities: Array.from({ length: 5000 }, (_, number) => anEntity({ id: `n-${number}` })),
    relationships: Array.from({ length: 4999 }, (_, number) =>
      aRelationship({ id: `l-${number}`, sourceId: `n-${number}`, targetId: `n-${number + 1}` }),
    ),
  });

  it('ends whole, as one version, with the mark gone', async () => {
    await store.apply(writing(wholeIndex()));
    const info = await store.apply(writing(large()));
    expect(info).toMatchObject({ version: 2, entities: 5005, relationships: 5004 });
    expect(await store.unfinished()).toBe(false);
  });

  it('is marked when it was cut off, until a later one has ended', async () => {
    await store.apply(writing(wholeIndex()));
    const abort = new AbortController();
    const cut = store.apply(writing(large()), {
      signal: abort.signal,
      onProgress: (done, total) => done > total / 3 && abort.abort(new Error('cut')),
    });
    await expect(cut).rejects.toThrow('cut');
    await store.close();
    store = await openBatchedStore(folder);
    expect(await store.unfinished()).toBe(true);
    expect((await store.info()).version).toBe(1);
    await store.apply(writing(large()));
    expect(await store.unfinished()).toBe(false);
    expect(await store.info()).toMatchObject({ version: 2, entities: 5005, relationships: 5004 });
  });

  it('leaves no mark behind when the change that ends it turns out to be empty', async () => {
    const abort = new AbortController();
    const cut = store.apply(writing(large()), {
      signal: abort.signal,
      onProgress: () => abort.abort(new Error('cut')),
    });
    await expect(cut).rejects.toThrow('cut');
    expect(await store.unfinished()).toBe(true);
    await store.apply(writing({}));
    expect(await store.unfinished()).toBe(false);
  });
});
