import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { collectSources } from '../ingest/collect-sources.ts';
import { createIndexBuilder } from '../ingest/index-builder.ts';
import { createWorkerPool } from '../ingest/workers/worker-pool.ts';
import { createMemoryStore } from '../tests/support/memory-store.ts';

interface Result {
  name: string;
  figures: Record<string, number | string>;
}

/**
 * Builds an index of a file or folder in memory, everything but the writing: once with threads that still have to start, once with warm
 * ones, once more when all is there already. Also how long this thread was held up meanwhile.
 *
 * @param options.input file or folder; the samples when absent
 */
export async function run({ input }: { input?: string }): Promise<Result[]> {
  const path = input ?? fileURLToPath(new URL('../samples', import.meta.url));
  const { files, roots } = await collectSources([path]);
  const megabytes = files.reduce((sum, { bytes }) => sum + bytes.length, 0) / 1e6;
  const request = {
    add: files,
    remove: [],
    roots,
    prune: false,
    rebuild: false,
    extractor: 'offline' as const,
  };
  const pool = createWorkerPool();
  const results: Result[] = [];
  let store = createMemoryStore();
  const measure = async (name: string) => {
    const stalls = watchStalls();
    const { milliseconds, stages, documents, written } = await createIndexBuilder({ store, pool }).build(
      request,
      {},
    );
    results.push({
      name: `ingest, ${name}`,
      figures: {
        'MB/s': (megabytes / milliseconds) * 1000,
        megabytes,
        milliseconds,
        ...stages,
        'longest stall ms': stalls(),
        documents: documents.added.length + documents.unchanged,
        entities: written.entities,
        relationships: written.relationships,
        communities: written.communities,
        threads: Math.min(pool.size, availableParallelism()),
      },
    });
  };
  try {
    await measure('cold');
    store = createMemoryStore();
    await measure('warm');
    await measure('again');
  } finally {
    await pool.close();
  }
  return results;
}

/** The longest time between two turns of the event loop, beyond the 5 ms it is asked to come back after. */
function watchStalls(): () => number {
  let longest = 0;
  let last = performance.now();
  const timer = setInterval(() => {
    const now = performance.now();
    longest = Math.max(longest, now - last - 5);
    last = now;
  }, 5);
  return () => {
    clearInterval(timer);
    return Math.max(longest, performance.now() - last - 5);
  };
}
