import type { GraphIndex } from './graph-index.ts';

/** The index of nothing. */
export function emptyIndex(): GraphIndex {
  return {
    documents: [],
    chunks: [],
    entities: [],
    mentions: [],
    relationships: [],
    communities: [],
    reports: [],
    decisions: [],
  };
}
