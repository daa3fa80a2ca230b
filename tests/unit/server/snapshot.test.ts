import { describe, expect, it } from 'vitest';
import type { GraphIndex } from '../../../domain/graph-index.ts';
import { createIndexSnapshot, withSnapshotRefresh } from '../../../server/snapshot.ts';
import { snapshotOf } from '../../../server/snapshot-of.ts';
import {
  aCommunity,
  aGraphIndex,
  aNotesIndex,
  anEntity,
  aRelationship,
  infoOf,
} from '../../support/server/a-graph-index.ts';
import { createScriptedBuilder } from '../../support/server/scripted-builder.ts';

const ids = (records: readonly { id: string }[]): string[] => records.map(({ id }) => id);

/** A store whose loads end when the test says so. */
function heldStore(index: GraphIndex = aGraphIndex()) {
  const waiting: (() => void)[] = [];
  const store = {
    version: 1,
    loads: 0,
    info: async () => infoOf(index, store.version),
    loadIndex: () => {
      store.loads += 1;
      return new Promise<GraphIndex>((resolve) => waiting.push(() => resolve(index)));
    },
    /** Ends the next load, waiting until it was begun. */
    async finishLoad() {
      while (waiting.length === 0) await new Promise((resolve) => setImmediate(resolve));
      waiting.shift()?.();
    },
  };
  return store;
}

describe('snapshots', () => {
  it('load once, however many ask at first', async () => {
    const store = heldStore();
    const snapshots = createIndexSnapshot(store);
    const asked = [snapshots.current(), snapshots.current()];
    await store.finishLoad();
    const [left, right] = await Promise.all(asked);
    expect(left).toBe(right);
    expect(await snapshots.current()).toBe(left);
    expect(store.loads).toBe(1);
  });

  it('hand out the old index until the new one is whole', async () => {
    const store = heldStore();
    const snapshots = createIndexSnapshot(store);
    const first = snapshots.current();
    await store.finishLoad();
    const old = await first;
    store.version = 2;
    const refreshed = snapshots.refresh();
    expect(await snapshots.current()).toBe(old);
    await store.finishLoad();
    expect((await refreshed).info.version).toBe(2);
    expect(await snapshots.current()).toBe(await refreshed);
  });

  it('stay as they are while the version does, unless forced', async () => {
    const store = heldStore();
    const snapshots = createIndexSnapshot(store);
    const first = snapshots.current();
    await store.finishLoad();
    expect(await snapshots.refresh()).toBe(await first);
    const forced = snapshots.refresh({ force: true });
    await store.finishLoad();
    expect(await forced).not.toBe(await first);
  });

  it('try again after a load that failed', async () => {
    let broken = true;
    const snapshots = createIndexSnapshot({
      info: async () => infoOf(aGraphIndex()),
      loadIndex: async () => {
        if (broken) throw new Error('not yet');
        return aGraphIndex();
      },
    });
    await expect(snapshots.current()).rejects.toThrow('not yet');
    broken = false;
    expect((await snapshots.current()).index).toEqual(aGraphIndex());
  });

  it('are refreshed after a build, before it is told as done, and after a failed one too', async () => {
    let version = 1;
    const snapshots = createIndexSnapshot({
      info: async () => infoOf(aGraphIndex(), version),
      loadIndex: async () => aGraphIndex(),
    });
    const scripted = createScriptedBuilder();
    const builder = withSnapshotRefresh(scripted, snapshots);
    const request = {
      add: [],
      remove: [],
      roots: [],
      prune: false,
      rebuild: false,
      extractor: 'auto',
    } as const;
    for (const end of ['finish', 'fail'] as const) {
      await snapshots.current();
      const built = builder.build(request, {});
      const held = await scripted.next();
      version += 1;
      if (end === 'finish') held.finish();
      else held.fail(new Error('cut off half-way'));
      await built.catch(() => undefined);
      expect((await snapshots.current()).info.version).toBe(version);
    }
  });
});

describe('one snapshot', () => {
  const index = aNotesIndex();
  const snapshot = snapshotOf(infoOf(index), index);

  it('finds what belongs together', () => {
    expect(ids(snapshot.entitiesByRank)).toEqual(['e-lora', 'e-graph', 'e-transformer']);
    expect(ids(snapshot.relationshipsOf('e-transformer'))).toEqual(['r-stated', 'r-together']);
    expect(snapshot.mentionsOf('e-transformer').map(({ documentId }) => documentId)).toEqual([
      'd-graph',
      'd-lora',
    ]);
    expect(snapshot.mentionsIn('c-lora').map(({ entityId }) => entityId)).toEqual([
      'e-lora',
      'e-lora',
      'e-transformer',
    ]);
    expect(ids(snapshot.chunksOf('d-lora'))).toEqual(['c-lora']);
    expect(ids(snapshot.childrenOf('everything'))).toEqual(['tuning', 'graphs']);
    expect(ids(snapshot.membersOf('everything'))).toEqual(['e-lora', 'e-graph', 'e-transformer']);
    expect(ids(snapshot.branchOf('graphs'))).toEqual(['everything', 'graphs']);
    expect(snapshot.reportById.get('tuning')?.title).toBe('Tuning');
  });

  it('has nothing for ids that are not there', () => {
    expect(snapshot.relationshipsOf('none')).toEqual([]);
    expect(snapshot.mentionsOf('none')).toEqual([]);
    expect(snapshot.membersOf('none')).toEqual([]);
    expect(snapshot.branchOf('none')).toEqual([]);
    expect(snapshot.branchOf(null)).toEqual([]);
    expect(snapshot.entityById.get('none')).toBeUndefined();
  });

  it('counts a relationship of an entity with itself once', () => {
    const looped = aGraphIndex({
      entities: [anEntity({ id: 'a' })],
      relationships: [aRelationship({ sourceId: 'a', targetId: 'a' })],
    });
    expect(snapshotOf(infoOf(looped), looped).relationshipsOf('a')).toHaveLength(1);
  });

  it('does not run in circles where communities are each other’s parents', () => {
    const circle = aGraphIndex({
      communities: [aCommunity({ id: 'a', parentId: 'b' }), aCommunity({ id: 'b', parentId: 'a' })],
    });
    expect(snapshotOf(infoOf(circle), circle).branchOf('a')).toHaveLength(2);
  });
});
