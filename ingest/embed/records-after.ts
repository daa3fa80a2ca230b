import type { GraphIndex, IndexChanges, RecordChanges } from '../../domain/graph-index.ts';
import type { EmbeddableRecords } from './embedding-texts.ts';

/** The records of the index as they are once the changes were applied, in no order. */
export function recordsAfter(present: GraphIndex, changes: IndexChanges): EmbeddableRecords {
  return {
    documents: after(present.documents, changes.documents, ({ id }) => id),
    chunks: after(present.chunks, changes.chunks, ({ id }) => id),
    entities: after(present.entities, changes.entities, ({ id }) => id),
    reports: after(present.reports, changes.reports, ({ communityId }) => communityId),
  };
}

function after<T>(records: readonly T[], changes: RecordChanges<T>, keyOf: (record: T) => string): T[] {
  const byKey = new Map(records.map((record) => [keyOf(record), record]));
  for (const key of changes.delete) byKey.delete(key);
  for (const record of changes.write) byKey.set(keyOf(record), record);
  return [...byKey.values()];
}
