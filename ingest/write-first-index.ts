import type { GraphIndex } from '../domain/graph-index.ts';
import type { IngestReport } from '../domain/job.ts';
import type { IndexStore } from './pipeline.ts';
import type { RunPlan } from './plan-run.ts';
import { rememberReports } from './reports/remembered-reports.ts';
import { standInChunks } from './stages/extract-chunks.ts';
import type { IngestWorkers } from './workers/ingest-workers.ts';

export interface FirstIndexDeps {
  store: Pick<IndexStore, 'loadIndex' | 'apply'>;
  workers: Pick<IngestWorkers, 'buildIndex'>;
}

/** The index that is there once stand-ins were written, and what that took. */
export interface FirstIndex {
  present: GraphIndex;
  counts: Pick<IngestReport, 'written' | 'deleted'>;
}

/**
 * Writes an index of what was found at once, to be looked at while slow extractors read; null, and nothing written, where none is slow.
 *
 * @throws the signal's own error when cancelled before it was written
 */
export async function writeFirstIndex(
  { present, isWhole, plan, toExtract }: RunPlan,
  { store, workers }: FirstIndexDeps,
  { rebuild, signal }: { rebuild: boolean; signal?: AbortSignal | undefined },
): Promise<FirstIndex | null> {
  const chunks = await standInChunks(toExtract, signal);
  if (!chunks) return null;
  const { changes, counts } = await workers.buildIndex(
    {
      present,
      kept: plan.kept,
      documents: plan.fresh,
      chunks,
      remembered: rememberReports(present),
      options: { rebuild: rebuild || !isWhole, wish: { of: 'none', named: [] } },
    },
    { signal, onProgress: () => {} },
  );
  signal?.throwIfAborted();
  await store.apply(changes, signal ? { signal } : {});
  return { present: await store.loadIndex(), counts };
}

/** Records written and deleted by two writes, one after the other. */
export function addCounts(
  one: FirstIndex['counts'],
  other: FirstIndex['counts'] | undefined,
): FirstIndex['counts'] {
  const sum = (side: 'written' | 'deleted'): IngestReport['written'] => {
    const total = { ...one[side] };
    for (const kind of Object.keys(total) as (keyof typeof total)[]) total[kind] += other?.[side][kind] ?? 0;
    return total;
  };
  return { written: sum('written'), deleted: sum('deleted') };
}
