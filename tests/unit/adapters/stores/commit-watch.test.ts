import { describe, expect, it } from 'vitest';
import { createCommitWatch } from '../../../../adapters/stores/neo4j/commit-watch.ts';
import { createWriteQueue } from '../../../../adapters/stores/write-queue.ts';

/** A value in two halves that a commit changes one after the other. */
function tornValue() {
  const halves = [1, 1];
  let ended = 0;
  const enqueue = createWriteQueue();
  const watch = createCommitWatch({
    async awaitCommit() {
      ended += 1;
      halves[1] = halves[0] as number;
    },
    inTurn: enqueue,
  });
  return {
    watch,
    enqueue,
    halves,
    beginCommit() {
      watch.begin();
      halves[0] = (halves[0] as number) + 1;
    },
    endCommit() {
      halves[1] = halves[0] as number;
      watch.end();
    },
    read: () => watch.read(async () => [...halves]),
    awaited: () => ended,
  };
}

describe('createCommitWatch', () => {
  it('reads once and waits for nothing while nothing is committed', async () => {
    const value = tornValue();
    expect(await value.read()).toEqual([1, 1]);
    expect(value.awaited()).toBe(0);
  });

  it('waits for the commit that is under way', async () => {
    const value = tornValue();
    value.beginCommit();
    expect(await value.read()).toEqual([2, 2]);
    expect(value.awaited()).toBe(1);
  });

  it('reads again when a commit began meanwhile, though it has ended since', async () => {
    const value = tornValue();
    const [first = 0] = value.halves;
    const seen = await value.watch.read(async () => {
      const before = value.halves[0];
      if (before === first) {
        value.beginCommit();
        value.endCommit();
      }
      return [before, value.halves[1]];
    });
    expect(seen).toEqual([2, 2]);
  });

  it('waits once for a commit of which its writer never heard again', async () => {
    const value = tornValue();
    value.beginCommit();
    await value.read();
    await value.read();
    expect(value.awaited()).toBe(1);
  });

  it('takes its turn among the writers when commits never pause', async () => {
    const value = tornValue();
    const write = async (): Promise<void> => {
      value.beginCommit();
      value.endCommit();
    };
    // A writer waits while the reader has its turn, and else is through before the reader is.
    const seen = await value.watch.read(async () => {
      const [first] = value.halves;
      const written = value.enqueue(write);
      await Promise.race([written, new Promise((resolve) => setImmediate(resolve))]);
      return [first, value.halves[1]];
    });
    expect(seen).toEqual([4, 4]);
  });

  it('passes on what the read itself fails with', async () => {
    const { watch } = tornValue();
    await expect(watch.read(() => Promise.reject(new Error('gone')))).rejects.toThrow('gone');
  });
});
