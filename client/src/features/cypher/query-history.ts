import { useCallback, useState } from 'react';

const STORAGE_KEY = 'orrery-cypher-history';
const MAX_ENTRIES = 50;

/** A query that was run on this machine. */
interface HistoryEntry {
  query: string;
  /** ISO 8601. */
  at: string;
}

function readHistory(): HistoryEntry[] {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(STORAGE_KEY) ?? '[]');
    return Array.isArray(stored)
      ? stored.filter((entry): entry is HistoryEntry => typeof entry?.query === 'string')
      : [];
  } catch {
    return [];
  }
}

/** What was run, how to add to it and how to forget it. */
export interface QueryHistory {
  entries: readonly HistoryEntry[];
  add: (query: string) => void;
  clear: () => void;
}

/** Queries run here, newest first, each once. */
export function useQueryHistory(): QueryHistory {
  const [entries, setEntries] = useState(readHistory);
  const save = useCallback((next: HistoryEntry[]) => {
    localStorage.setItem(STORAGE_KEY, JSON.stringify(next));
    setEntries(next);
  }, []);
  const add = useCallback(
    (query: string) => {
      const others = readHistory().filter((entry) => entry.query !== query);
      save([{ query, at: new Date().toISOString() }, ...others].slice(0, MAX_ENTRIES));
    },
    [save],
  );
  const clear = useCallback(() => save([]), [save]);
  return { entries, add, clear };
}
