import { emptyIndex } from '../../domain/empty-index.ts';
import type { GraphIndex, IndexChanges } from '../../domain/graph-index.ts';
import type { IngestReport } from '../../domain/job.ts';
import type { GraphReader } from '../../domain/ports/graph-store.ts';
import type { IndexStore } from '../../ingest/pipeline.ts';
import { infoOf } from './server/a-graph-index.ts';

/** An index in memory, with what tests of ingest ask about it. */
export interface MemoryStore extends IndexStore, Pick<GraphReader, 'listRuns'> {
  /** Every change that was applied, in order. */
  readonly applied: readonly IndexChanges[];
  readonly runs: readonly { id: string; kind: string; at: string; report: IngestReport }[];
  /** From now on the store says that an earlier change was cut off, until the next one has ended. */
  cutOff(): void;
}

/** Keeps copies: what a caller changes later changes nothing here, as with any store outside the process. */
export function createMemoryStore(initial: GraphIndex = emptyIndex()): MemoryStore {
  let index = structuredClone(initial);
  let isUnfinished = false;
  let version = 0;
  const applied: IndexChanges[] = [];
  const runs: { id: string; kind: string; at: string; report: IngestReport }[] = [];
  return {
    applied,
    runs,
    async loadIndex() {
      return structuredClone(index);
    },
    async apply(changes, { onProgress } = {}) {
      const copy = structuredClone(changes);
      applied.push(copy);
      index = applyChanges(index, copy);
      isUnfinished = false;
      version++;
      onProgress?.(1, 1);
      return infoOf(index, version);
    },
    unfinished: async () => isUnfinished,
    async listRuns({ limit, cursor }) {
      const start = Number(cursor ?? 0);
      const items = structuredClone(runs.toReversed().slice(start, start + limit));
      const end = start + items.length;
      return { items, total: runs.length, ...(end < runs.length ? { nextCursor: String(end) } : {}) };
    },
    async saveRun(run) {
      runs.push(structuredClone(run));
    },
    cutOff() {
      isUnfinished = true;
    },
  };
}

/** The index after the changes, its lists in the order that GraphIndex documents. */
export function applyChanges(index: GraphIndex, changes: IndexChanges): GraphIndex {
  const replaced = new Set([...changes.mentions.map(({ chunkId }) => chunkId), ...changes.chunks.delete]);
  const documents = changed(index.documents, changes.documents, ({ id }) => id);
  return {
    documents,
    chunks: changed(index.chunks, changes.chunks, ({ id }) => id).sort(
      (one, other) => order(one.documentId, other.documentId) || one.position - other.position,
    ),
    entities: changed(index.entities, changes.entities, ({ id }) => id),
    mentions: [
      ...index.mentions.filter(({ chunkId }) => !replaced.has(chunkId)),
      ...changes.mentions.flatMap(({ mentions }) => mentions),
    ].sort(
      (one, other) =>
        order(one.documentId, other.documentId) || one.start - other.start || one.end - other.end,
    ),
    relationships: changed(index.relationships, changes.relationships, ({ id }) => id),
    communities: changed(index.communities, changes.communities, ({ id }) => id),
    reports: changed(index.reports, changes.reports, ({ communityId }) => communityId),
    decisions: changed(index.decisions, changes.decisions, ({ id }) => id),
  };
}

function changed<T>(
  records: readonly T[],
  changes: { write: T[]; delete: string[] },
  keyOf: (record: T) => string,
): T[] {
  const byKey = new Map(records.map((record) => [keyOf(record), record]));
  for (const key of changes.delete) byKey.delete(key);
  for (const record of changes.write) byKey.set(keyOf(record), record);
  return [...byKey.values()].sort((one, other) => order(keyOf(one), keyOf(other)));
}

function order(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
