import { inBatches } from './batches.ts';
import type { TaskName, WorkerTasks } from './tasks.ts';
import type { WorkerPool } from './worker-pool.ts';

/** Bytes or characters that one task gets at most, unless a single item has more. */
const TASK_SIZE = 64 * 1024;
/** Below so many in all, one thread does everything: starting a second takes longer than it saves. */
const SHARED_SIZE = 64 * 1024;

export interface BatchRun<Name extends TaskName> {
  name: Name;
  items: readonly WorkerTasks[Name]['in'][];
  /** Bytes or characters of an item. */
  sizeOf: (item: WorkerTasks[Name]['in']) => number;
  onPiece: (piece: WorkerTasks[Name]['out']) => void;
  signal?: AbortSignal | undefined;
  onProgress: (done: number, total: number) => void;
  /** What an item counts in progress; 1 when absent. */
  unitsOf?: (item: WorkerTasks[Name]['in']) => number;
}

/** Spreads items over the threads of a pool, as many at a time as one task can hold. Pieces come in no order. */
export async function runBatches<Name extends TaskName>(
  pool: WorkerPool,
  run: BatchRun<Name>,
): Promise<void> {
  const { name, items, sizeOf, onPiece, signal, onProgress, unitsOf = () => 1 } = run;
  const count = (batch: readonly WorkerTasks[Name]['in'][]) =>
    batch.reduce<number>((sum, item) => sum + unitsOf(item), 0);
  const total = count(items);
  const size = items.reduce<number>((sum, item) => sum + sizeOf(item), 0);
  const batches = inBatches(items, sizeOf, TASK_SIZE);
  let done = 0;
  onProgress(0, total);
  const work = async () => {
    for (const batch of batches) {
      const before = done;
      await pool.run(name, batch, onPiece, {
        signal,
        // Other tasks report as well; a task's own steps only show while it is the last to have begun.
        onProgress: (progress) => {
          if (done === before) onProgress(Math.min(total, before + progress.done), total);
        },
      });
      done += count(batch);
      onProgress(done, total);
    }
  };
  const threads = size <= SHARED_SIZE ? 1 : pool.size;
  try {
    await Promise.all(Array.from({ length: threads }, work));
  } finally {
    // After a failure the other threads finish what they have, and get no more.
    batches.return([]);
  }
}
