import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { createEmbeddedStore } from '../../../adapters/stores/embedded/embedded-store.ts';
import { emptyIndex } from '../../../domain/empty-index.ts';
import type { GraphStore } from '../../../domain/ports/graph-store.ts';
import { difference } from '../../../ingest/stages/difference.ts';
import { testIngestInvariants } from '../../support/ingest-properties.ts';

/** Stores that are open and empty: a new one takes half a second, emptying one far less. */
const free: GraphStore[] = [];
const opened: { store: GraphStore; dataFolder: string }[] = [];

async function openStore(): Promise<GraphStore> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'orrery-invariants-'));
  const store = await createEmbeddedStore({ dataFolder });
  opened.push({ store, dataFolder });
  return store;
}

afterAll(async () => {
  for (const { store, dataFolder } of opened) {
    await store.close();
    await rm(dataFolder, { recursive: true, force: true });
  }
});

testIngestInvariants(
  'the embedded store',
  async () => {
    const store = free.pop() ?? (await openStore());
    return {
      store,
      close: async () => {
        await store.apply(difference(await store.loadIndex(), emptyIndex()));
        free.push(store);
      },
    };
  },
  10,
);
