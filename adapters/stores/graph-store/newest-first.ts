import type { Page, PageRequest } from '../../../domain/ports/graph-store.ts';
import type { CypherEngine } from '../cypher-engine.ts';
import { pageOfSorted, readCursor, type SortKey } from './paging.ts';
import { type Properties, text } from './properties.ts';

interface Listing<T> {
  /** Gives `id` and `at` of all. */
  all: string;
  /** Gives what `toRecord` reads, and `id`, of those in `$ids`. */
  some: string;
  toRecord(row: Properties): T;
}

/** A page of what has a time, the newest first, ties by id; only what is on the page is read whole. */
export async function newestFirst<T>(
  engine: CypherEngine,
  page: PageRequest,
  { all, some, toRecord }: Listing<T>,
): Promise<Page<T>> {
  const after = readCursor(page.cursor, ['number', 'string']);
  const [rows = []] = await engine.read([{ query: all }]);
  const places = rows
    .map((row) => ({ id: text(row.id), time: -Date.parse(text(row.at)) || 0 }))
    .sort((a, b) => a.time - b.time || (a.id < b.id ? -1 : 1));
  const slice = pageOfSorted(places, page, after, ({ id, time }): SortKey => [time, id]);
  const ids = slice.items.map(({ id }) => id);
  const [found = []] = await engine.read([{ query: some, params: { ids } }]);
  const byId = new Map(found.map((row) => [text(row.id), toRecord(row)]));
  return { ...slice, items: ids.flatMap((id) => byId.get(id) ?? []) };
}
