import { mkdir } from 'node:fs/promises';
import { totalmem } from 'node:os';
import { join } from 'node:path';
import { GraphRagError } from '../../../domain/errors.ts';
import type { GraphStore } from '../../../domain/ports/graph-store.ts';
import { createGraphStore } from '../graph-store/graph-store.ts';
import { type Logger, silentLogger } from '../logger.ts';
import { createEmbeddedEngine } from './embedded-engine.ts';
import { prepareEmbedded } from './prepare-embedded.ts';
import { superviseStore } from './store-supervisor.ts';

const GIBIBYTE = 1024 ** 3;

export interface EmbeddedStoreOptions {
  /** One index a folder; made when it is not there. */
  dataFolder: string;
  logger?: Logger;
  /** Opens an index whose log is damaged with the changes before the damage. */
  salvage?: boolean;
  /** Resident bytes of the store's process beyond which the oldest query is ended; half of the machine's, 4 GiB at most, unless told. */
  memoryLimit?: number;
}

/**
 * The graph in a folder, kept by an engine in a child process of ours.
 *
 * @throws GraphRagError `store-unavailable` (no binary for this machine, folder in use or not writable), `store-damaged`
 */
export async function createEmbeddedStore(options: EmbeddedStoreOptions): Promise<GraphStore> {
  const { dataFolder, logger = silentLogger, salvage = false } = options;
  const memoryLimit = options.memoryLimit ?? Math.max(GIBIBYTE, Math.min(4 * GIBIBYTE, totalmem() / 2));
  await mkdir(dataFolder, { recursive: true }).catch((cause) => {
    throw new GraphRagError('store-unavailable', `The data folder "${dataFolder}" cannot be made`, {
      cause,
      retryable: false,
    });
  });
  const supervisor = await superviseStore({
    path: join(dataFolder, 'graph.grafeo'),
    salvage,
    memoryLimit,
    logger,
  });
  const engine = createEmbeddedEngine(supervisor);
  try {
    await prepareEmbedded(supervisor);
  } catch (error) {
    await supervisor.close();
    throw error;
  }
  return createGraphStore(engine);
}
