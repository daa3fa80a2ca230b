import type { DocumentSummaryResponse } from '../domain/api/documents.ts';
import type { GraphReader } from '../domain/ports/graph-store.ts';
import type { IndexSnapshot } from './snapshot.ts';

export type ReadBy = DocumentSummaryResponse['readBy'];

/** Tells who read a document; a document is the model's when one of its chunks is: what a model failed at, the rules stand in for. */
export type ReaderOf = (documentId: string) => ReadBy;

/** Finds out, once a snapshot, who read its documents: snapshots have no readings. */
export function createReaders(
  store: Pick<GraphReader, 'documentsReadBy'>,
): (snapshot: IndexSnapshot) => Promise<ReaderOf> {
  const known = new WeakMap<IndexSnapshot, Promise<ReaderOf>>();
  const load = async (): Promise<ReaderOf> => {
    const [model, offline] = await Promise.all([
      store.documentsReadBy('model'),
      store.documentsReadBy('offline'),
    ]);
    return (id) => (model.has(id) ? 'model' : offline.has(id) ? 'offline' : null);
  };
  return (snapshot) => {
    const found = known.get(snapshot) ?? load();
    known.set(snapshot, found);
    found.catch(() => known.delete(snapshot));
    return found;
  };
}
