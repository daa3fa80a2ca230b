import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { Piscina } from 'piscina';
import type { BuildProgress } from '../../domain/ports/index-builder.ts';
import { ChannelClosedError, createChannel } from './channel.ts';
import type { FromWorker, TaskName, ToWorker, WorkerTasks } from './tasks.ts';

/** Threads that do the heavy work of ingest. */
export interface WorkerPool {
  /** Most tasks that run at once. */
  readonly size: number;
  /**
   * Runs one task in a free thread, waiting for one if need be.
   *
   * @param pieces pulled one at a time, each when the thread asks for it
   * @param onPiece called with each piece of the result, in order
   * @throws the signal's own error when cancelled: the thread is ended at once
   */
  run<Name extends TaskName>(
    name: Name,
    pieces: Iterable<WorkerTasks[Name]['in']>,
    onPiece: (piece: WorkerTasks[Name]['out']) => void,
    options?: {
      signal?: AbortSignal | undefined;
      onProgress?: ((progress: BuildProgress) => void) | undefined;
    },
  ): Promise<void>;
  /** Ends all threads. */
  close(): Promise<void>;
}

export interface PoolOptions {
  size?: number;
  entry?: URL;
}

/** A thread that had nothing to do for this long gives its memory back. */
const IDLE_MS = 60_000;

/**
 * Starts the threads of ingest as they are needed. From source (tsx, Vitest) they run the `.ts` file, otherwise what was built of it.
 *
 * @param options.size most threads; the number of cores when absent, at least 2, at most 4
 * @param options.entry module that threads run, for tests
 */
export function createWorkerPool({
  size = defaultSize(),
  entry = entryModule(),
}: PoolOptions = {}): WorkerPool {
  const pool = new Piscina({
    filename: fileURLToPath(entry),
    minThreads: 0,
    maxThreads: size,
    idleTimeout: IDLE_MS,
    // A thread serves one task at a time and talks over a port meanwhile, which needs its event loop.
    concurrentTasksPerWorker: 1,
  });
  const running = new Set<AbortController>();
  // A thread that cannot even start leaves its task waiting for another one, which could not either.
  pool.on('error', (error) => {
    for (const run of running) run.abort(error);
  });
  return {
    size,
    async run(name, pieces, onPiece, { signal, onProgress } = {}) {
      signal?.throwIfAborted();
      const own = new AbortController();
      running.add(own);
      const { port1, port2 } = new MessageChannel();
      const task = pool.run(
        { port: port2 },
        {
          name,
          transferList: [port2],
          signal: signal ? AbortSignal.any([signal, own.signal]) : own.signal,
        },
      );
      try {
        await Promise.race([converse(port1, pieces, onPiece, onProgress), failureOf(task)]);
        await task;
      } catch (error) {
        port1.close();
        signal?.throwIfAborted();
        own.signal.throwIfAborted();
        // Why a thread ended tells more than that it did.
        throw error instanceof ChannelClosedError ? await reasonOf(task, error) : error;
      } finally {
        port1.close();
        running.delete(own);
      }
    },
    close: () => pool.destroy(),
  };
}

function defaultSize(): number {
  return Math.min(4, Math.max(2, availableParallelism()));
}

function entryModule(): URL {
  const isSource = import.meta.url.endsWith('.ts');
  return new URL(isSource ? './source-worker.mjs' : './ingest-worker.js', import.meta.url);
}

/** Rejects when the task does, and never resolves. */
function failureOf(task: Promise<unknown>): Promise<never> {
  return task.then(() => new Promise<never>(() => {}));
}

function reasonOf(task: Promise<unknown>, otherwise: Error): Promise<unknown> {
  return task.then(
    () => otherwise,
    (reason: unknown) => reason,
  );
}

async function converse<In, Out>(
  port: MessagePort,
  pieces: Iterable<In>,
  onPiece: (piece: Out) => void,
  onProgress?: (progress: BuildProgress) => void,
): Promise<void> {
  const channel = createChannel<ToWorker<In>, FromWorker<Out>>(port);
  const rest = pieces[Symbol.iterator]();
  for (;;) {
    const message = await channel.receive();
    if (message.kind === 'end') return;
    if (message.kind === 'progress') onProgress?.(message.progress);
    else if (message.kind === 'ready') {
      const next = rest.next();
      channel.send(next.done ? { kind: 'end' } : { kind: 'piece', piece: next.value });
    } else {
      onPiece(message.piece);
      channel.send({ kind: 'ready' });
    }
  }
}
