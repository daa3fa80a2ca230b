import { groupBy } from '../../algorithms/group-by.ts';
import type { Chunk } from '../../domain/chunk.ts';
import type { Report } from '../../domain/community.ts';
import type { Mention } from '../../domain/entity.ts';
import type { GraphIndex, IndexChanges, RecordChanges } from '../../domain/graph-index.ts';
import type { IngestReport } from '../../domain/job.ts';

/** What makes `wanted` of `present`: nothing where they are equal. Chunks that go take their mentions with them. */
export function difference(present: GraphIndex, wanted: GraphIndex): IndexChanges {
  const id = (record: { id: string }): string => record.id;
  return {
    documents: changesOf(
      present.documents,
      wanted.documents,
      id,
      (one, other) => isEqual({ ...one, text: '' }, { ...other, text: '' }) && one.text === other.text,
    ),
    chunks: changesOf(present.chunks, wanted.chunks, id, isSameChunk),
    entities: changesOf(present.entities, wanted.entities, id, isEqual),
    mentions: mentionChanges(present.mentions, wanted),
    relationships: changesOf(present.relationships, wanted.relationships, id, isEqual),
    communities: changesOf(present.communities, wanted.communities, id, isEqual),
    reports: changesOf<Report>(present.reports, wanted.reports, (report) => report.communityId, isEqual),
    decisions: changesOf(present.decisions, wanted.decisions, id, isEqual),
  };
}

/** True when nothing would be written. */
export function isEmptyChange(changes: IndexChanges): boolean {
  const { mentions, ...records } = changes;
  return (
    mentions.length === 0 &&
    Object.values(records).every((list) => list.write.length + list.delete.length === 0)
  );
}

/** Records that a change writes and deletes, by kind. A rewritten chunk's mentions count as written. */
export function countChanges(
  present: GraphIndex,
  changes: IndexChanges,
): Pick<IngestReport, 'written' | 'deleted'> {
  const touched = new Set([...changes.mentions.map(({ chunkId }) => chunkId), ...changes.chunks.delete]);
  const keyOf = ({ chunkId, entityId, start, end }: Mention) => `${chunkId} ${entityId} ${start} ${end}`;
  const after = new Set(changes.mentions.flatMap(({ mentions }) => mentions.map(keyOf)));
  const gone = present.mentions.filter(
    (mention) => touched.has(mention.chunkId) && !after.has(keyOf(mention)),
  );
  const count = (side: 'write' | 'delete', mentions: number) => ({
    documents: changes.documents[side].length,
    chunks: changes.chunks[side].length,
    entities: changes.entities[side].length,
    mentions,
    relationships: changes.relationships[side].length,
    communities: changes.communities[side].length,
    reports: changes.reports[side].length,
  });
  return { written: count('write', after.size), deleted: count('delete', gone.length) };
}

function changesOf<T>(
  present: readonly T[],
  wanted: readonly T[],
  keyOf: (record: T) => string,
  isSame: (one: T, other: T) => boolean,
): RecordChanges<T> {
  const before = new Map(present.map((record) => [keyOf(record), record]));
  const write: T[] = [];
  for (const record of wanted) {
    const key = keyOf(record);
    const known = before.get(key);
    if (known === undefined || !isSame(known, record)) write.push(record);
    before.delete(key);
  }
  return { write, delete: [...before.keys()] };
}

/** A reading is a function of its key, so two with the same key need no comparison of their many findings. */
function isSameChunk(one: Chunk, other: Chunk): boolean {
  return (
    one.extraction?.key === other.extraction?.key &&
    one.extraction?.extractor === other.extraction?.extractor &&
    isEqual({ ...one, extraction: null }, { ...other, extraction: null })
  );
}

function mentionChanges(present: readonly Mention[], wanted: GraphIndex): IndexChanges['mentions'] {
  const before = groupBy(present, (mention) => mention.chunkId);
  const after = groupBy(wanted.mentions, (mention) => mention.chunkId);
  const changes: IndexChanges['mentions'] = [];
  for (const { id: chunkId } of wanted.chunks) {
    const mentions = after.get(chunkId) ?? [];
    const known = before.get(chunkId) ?? [];
    if (!isEqual(sortMentions(known), sortMentions(mentions))) changes.push({ chunkId, mentions });
  }
  return changes;
}

function sortMentions(mentions: readonly Mention[]): Mention[] {
  return [...mentions].sort(
    (one, other) =>
      one.start - other.start || one.end - other.end || (one.entityId < other.entityId ? -1 : 1),
  );
}

/** Deep equality of plain records; a property that is undefined is as good as none. */
function isEqual(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false;
  if (Array.isArray(one) || Array.isArray(other)) {
    return (
      Array.isArray(one) &&
      Array.isArray(other) &&
      one.length === other.length &&
      one.every((item, at) => isEqual(item, other[at]))
    );
  }
  const left = one as Record<string, unknown>;
  const right = other as Record<string, unknown>;
  for (const key in left) if (!isEqual(left[key], right[key])) return false;
  for (const key in right) if (right[key] !== undefined && !(key in left)) return false;
  return true;
}
