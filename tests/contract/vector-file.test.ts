import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createVectorFile } from '../../adapters/vector-file.ts';
import { testVectorStore } from './vector-store.ts';

testVectorStore('flat file', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'orrery-vectors-'));
  return {
    store: createVectorFile({ folder }),
    again: () => createVectorFile({ folder }),
    close: () => rm(folder, { recursive: true, force: true }),
  };
});
