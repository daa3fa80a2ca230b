import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createEmbeddedStore } from '../../adapters/stores/embedded/embedded-store.ts';
import { testGraphStore } from './graph-store.ts';

testGraphStore('embedded', async () => {
  const dataFolder = await mkdtemp(join(tmpdir(), 'orrery-contract-'));
  let pid = 0;
  const logger = {
    info(details: { pid?: number }) {
      pid = details.pid ?? pid;
    },
    warn() {},
  };
  const open = () => createEmbeddedStore({ dataFolder, logger });
  const harness = {
    store: await open(),
    async reopen() {
      await harness.store.close();
      harness.store = await open();
      return harness.store;
    },
    async crash() {
      process.kill(pid, 'SIGKILL');
    },
    async dispose() {
      await harness.store.close();
      await rm(dataFolder, { recursive: true, force: true });
    },
  };
  return harness;
});
