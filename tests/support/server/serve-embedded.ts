import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { pino } from 'pino';
import { createJobFiles } from '../../../adapters/job-files.ts';
import { createEmbeddedStore } from '../../../adapters/stores/embedded/embedded-store.ts';
import { createIndexBuilder } from '../../../ingest/index-builder.ts';
import { createApp } from '../../../server/app.ts';
import { withImport } from '../../../server/exchange/import-index.ts';
import { createJobQueue } from '../../../server/jobs/job-queue.ts';
import { createIndexSnapshot, withSnapshotRefresh } from '../../../server/snapshot.ts';
import { SECRET } from './start-server.ts';

/** The whole server over the embedded store and the real pipeline, without the command line. */
export async function serveEmbedded(folder: string): Promise<{ url: string; close(): Promise<void> }> {
  const store = await createEmbeddedStore({ dataFolder: folder });
  const builder = createIndexBuilder({ store });
  const snapshots = createIndexSnapshot(store);
  const logger = pino({ level: 'silent' });
  const jobs = createJobQueue({
    builder: withSnapshotRefresh(withImport(builder, store), snapshots),
    files: createJobFiles({ folder: join(folder, 'jobs') }),
    clock: () => new Date(),
    newId: randomUUID,
    logger,
  });
  await jobs.start();
  const app = createApp({
    store,
    snapshots,
    jobs,
    estimator: builder,
    typeFinder: builder,
    ask: async function* () {},
    status: { version: '0.0.0', models: { extractor: 'offline', chat: null, embedding: null } },
    logger,
    auth: { secret: SECRET, host: '127.0.0.1' },
  });
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      await jobs.close();
      server.closeAllConnections();
      server.close();
      await builder.close();
      await store.close();
    },
  };
}
