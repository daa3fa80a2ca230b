import type { GraphIndex, IndexChanges } from '../../domain/graph-index.ts';
import { copyCost, inBatches } from './batches.ts';
import type { ChangePiece, IndexPiece } from './tasks.ts';

/** Takes an index apart for the journey. */
export function* indexPieces(present: GraphIndex): Generator<IndexPiece> {
  for (const documents of inBatches(present.documents, copyCost.document))
    yield { part: 'present', records: { documents } };
  for (const chunks of inBatches(present.chunks, copyCost.chunk))
    yield { part: 'present', records: { chunks } };
  for (const entities of inBatches(present.entities, copyCost.entity))
    yield { part: 'present', records: { entities } };
  for (const mentions of inBatches(present.mentions, copyCost.mention))
    yield { part: 'present', records: { mentions } };
  for (const relationships of inBatches(present.relationships, copyCost.relationship))
    yield { part: 'present', records: { relationships } };
  for (const communities of inBatches(present.communities, copyCost.other))
    yield { part: 'present', records: { communities } };
  for (const reports of inBatches(present.reports, copyCost.report))
    yield { part: 'present', records: { reports } };
  for (const decisions of inBatches(present.decisions, copyCost.other))
    yield { part: 'present', records: { decisions } };
}

/** Takes changes apart for the journey; `collectChange` puts them together again. */
export function* changePieces(changes: IndexChanges): Generator<ChangePiece> {
  for (const documents of inBatches(changes.documents.write, copyCost.document))
    yield { part: 'write', records: { documents } };
  for (const chunks of inBatches(changes.chunks.write, copyCost.chunk))
    yield { part: 'write', records: { chunks } };
  for (const entities of inBatches(changes.entities.write, copyCost.entity))
    yield { part: 'write', records: { entities } };
  for (const mentions of inBatches(changes.mentions, (change) => 2 + change.mentions.length))
    yield { part: 'write', records: { mentions } };
  for (const relationships of inBatches(changes.relationships.write, copyCost.relationship))
    yield { part: 'write', records: { relationships } };
  for (const communities of inBatches(changes.communities.write, copyCost.other))
    yield { part: 'write', records: { communities } };
  for (const reports of inBatches(changes.reports.write, copyCost.report))
    yield { part: 'write', records: { reports } };
  for (const decisions of inBatches(changes.decisions.write, copyCost.other))
    yield { part: 'write', records: { decisions } };
  for (const [kind, change] of Object.entries(changes))
    if (kind !== 'mentions' && 'delete' in change)
      for (const ids of inBatches(change.delete as string[], () => 1))
        yield { part: 'delete', kind: kind as Exclude<keyof IndexChanges, 'mentions'>, ids };
}

/** Puts the pieces of `changePieces` together again. */
export function collectChange(changes: IndexChanges, piece: ChangePiece): void {
  if (piece.part === 'delete') {
    appendLists(changes[piece.kind], { delete: piece.ids });
  } else if (piece.part === 'write') {
    const { mentions, ...records } = piece.records;
    if (mentions) appendLists(changes, { mentions });
    for (const [kind, write] of Object.entries(records))
      appendLists(changes[kind as Exclude<keyof IndexChanges, 'mentions'>] as { write: unknown[] }, {
        write,
      });
  }
}

/** Changes that change nothing. */
export function emptyChanges(): IndexChanges {
  const none = () => ({ write: [], delete: [] });
  return {
    documents: none(),
    chunks: none(),
    entities: none(),
    mentions: [],
    relationships: none(),
    communities: none(),
    reports: none(),
    decisions: none(),
  };
}

/** Appends each list of `from` to the list of that name. */
export function appendLists<T extends object>(to: T, from: Partial<T>): void {
  for (const [name, items] of Object.entries(from)) {
    const list = to[name as keyof T] as unknown[];
    for (const item of items as unknown[]) list.push(item);
  }
}
