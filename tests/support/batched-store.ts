import { join } from 'node:path';
import { createEmbeddedEngine } from '../../adapters/stores/embedded/embedded-engine.ts';
import { prepareEmbedded } from '../../adapters/stores/embedded/prepare-embedded.ts';
import { superviseStore } from '../../adapters/stores/embedded/store-supervisor.ts';
import { createGraphStore } from '../../adapters/stores/graph-store/graph-store.ts';
import { silentLogger } from '../../adapters/stores/logger.ts';
import type { GraphStore } from '../../domain/ports/graph-store.ts';

/** The embedded store of a folder, in which 100 rows are the most of one transaction: larger changes need several. */
export async function openBatchedStore(folder: string): Promise<GraphStore> {
  const supervisor = await superviseStore({
    path: join(folder, 'graph.grafeo'),
    salvage: false,
    memoryLimit: Number.POSITIVE_INFINITY,
    logger: silentLogger,
  });
  await prepareEmbedded(supervisor);
  const engine = createEmbeddedEngine(supervisor);
  return createGraphStore({ ...engine, dialect: { ...engine.dialect, maxTransactionRows: 100 } });
}
