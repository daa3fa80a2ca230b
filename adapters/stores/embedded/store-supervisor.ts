import { setTimeout as delay } from 'node:timers/promises';
import { GraphRagError } from '../../../domain/errors.ts';
import { reasonFor } from '../../../domain/reason.ts';
import type { Logger } from '../logger.ts';
import { type StoreProcess, StoreProcessLost, startStoreProcess } from './store-process.ts';

/** A process that ends may still hold the files for a moment: asked again for so long. */
const LOCK_PATIENCE_MS = 2500;
const LOCK_RETRY_MS = 100;
/** How many processes may end under one piece of work before its caller is told. */
const MAX_REPLAYS = 3;
/** An end without closing loses nothing that was acknowledged, so closing need not take long. */
const CLOSE_PATIENCE_MS = 1200;

export interface SupervisorOptions {
  /** Path of the database file. */
  path: string;
  /** Open a damaged log with what comes before the damage. */
  salvage: boolean;
  /** Resident bytes beyond which the process is ended. */
  memoryLimit: number;
  logger: Logger;
}

/** Work that may be ended, with its process, when memory runs out. */
interface ExpendableWork {
  /** Tells the caller why. */
  condemn(error: GraphRagError): void;
}

/** Keeps one process with the open database alive, and does again on its successor what was under way when it ended. */
export interface StoreSupervisor {
  /** Version of the engine. */
  readonly version: string;
  /**
   * Runs `work` on the living process; again on the next one when that ends first.
   *
   * @throws `store-unavailable` when several processes ended under it, `store-damaged` when no new one can open the files
   */
  run<T>(work: (process: StoreProcess, attempt: number) => Promise<T>): Promise<T>;
  /** @returns what to call when the work has ended */
  expendable(work: ExpendableWork): () => void;
  close(): Promise<void>;
}

/** Opens the database in a first process. @throws `store-unavailable`, `store-damaged` */
export async function superviseStore(options: SupervisorOptions): Promise<StoreSupervisor> {
  const { logger, memoryLimit } = options;
  const expendables = new Set<ExpendableWork>();
  let closed = false;
  let version = '';
  let living: Promise<StoreProcess> | null = null;

  function onMemory(process: StoreProcess, bytes: number): void {
    const [oldest] = expendables;
    const megabytes = (size: number) => `${Math.round(size / 1_048_576)} MB`;
    if (!oldest) {
      logger.warn({ bytes }, 'the embedded store uses more memory than planned');
      return;
    }
    expendables.delete(oldest);
    const message = `The query was ended: with it the store used ${megabytes(bytes)}, it may use ${megabytes(memoryLimit)}`;
    oldest.condemn(
      new GraphRagError('query-timeout', message, {
        reason: reasonFor('query-too-large', {}),
        hint: 'Collect less at once: add a filter or a LIMIT.',
      }),
    );
    void process.kill('out of memory');
  }

  function current(): Promise<StoreProcess> {
    if (closed)
      return Promise.reject(
        new GraphRagError('store-unavailable', 'The store is closed', { retryable: false }),
      );
    if (living) return living;
    const opening = openProcess(options, onMemory).then((opened) => {
      version = opened.version;
      logger.info({ pid: opened.process.pid, path: options.path }, 'the embedded store is open');
      void opened.process.ended.then(() => {
        if (living === opening) living = null;
        if (!closed) logger.warn({}, 'the embedded store ended; it starts again with the next request');
      });
      return opened.process;
    });
    opening.catch(() => {
      living = null;
    });
    living = opening;
    return opening;
  }

  async function run<T>(work: (process: StoreProcess, attempt: number) => Promise<T>): Promise<T> {
    for (let attempt = 0; ; attempt++) {
      const process = await current();
      try {
        return await work(process, attempt);
      } catch (error) {
        if (!(error instanceof StoreProcessLost)) throw error;
        await process.ended;
        if (closed || attempt >= MAX_REPLAYS) {
          throw new GraphRagError(
            'store-unavailable',
            `The embedded store ended while it worked: ${error.message}`,
          );
        }
      }
    }
  }

  await current();
  return {
    get version() {
      return version;
    },
    run,
    expendable(work) {
      expendables.add(work);
      return () => expendables.delete(work);
    },
    async close() {
      if (closed) return;
      closed = true;
      const process = await living?.catch(() => null);
      if (!process) return;
      const patience = new AbortController();
      await Promise.race([
        process.call('close', {}).then(
          () => process.ended,
          () => undefined,
        ),
        delay(CLOSE_PATIENCE_MS, undefined, { signal: patience.signal }),
      ]);
      patience.abort();
      await process.kill('closed');
    },
  };
}

/** Starts a process and opens the database in it, waiting a moment for one that lets go of the files. */
async function openProcess(
  { path, salvage, memoryLimit, logger }: SupervisorOptions,
  onMemory: (process: StoreProcess, bytes: number) => void,
): Promise<{ process: StoreProcess; version: string }> {
  const until = Date.now() + LOCK_PATIENCE_MS;
  for (;;) {
    const process: StoreProcess = startStoreProcess({
      logger,
      onMemory: (bytes) => onMemory(process, bytes),
    });
    try {
      const { version } = await process.call('open', { path, salvage, memoryLimit });
      return { process, version };
    } catch (error) {
      await process.kill('could not open');
      const locked = error instanceof GraphRagError && error.code === 'store-unavailable' && error.retryable;
      if (error instanceof StoreProcessLost) {
        throw new GraphRagError('store-unavailable', `The embedded store could not start: ${error.message}`, {
          cause: error,
        });
      }
      if (!locked || Date.now() > until) throw error;
      await delay(LOCK_RETRY_MS);
    }
  }
}
