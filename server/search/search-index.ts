import type { IndexSnapshot } from '../snapshot.ts';
import { buildSearchTables, type SearchTables } from './index/search-tables.ts';
import { runSteps, runStepsInSlices } from './index/stepwise.ts';
import type { QuestionVectors } from './vectors/question-vectors.ts';
import type { RecordVectors } from './vectors/record-vectors.ts';

/** What questions are answered from: one snapshot of the index, made ready for search. It never changes. */
export interface SearchIndex {
  readonly snapshot: IndexSnapshot;
  readonly tables: SearchTables;
  /** Absent where no embedding model is configured, or nothing has a vector yet. */
  readonly meaning?: MeaningSearch;
}

/** What finds passages and reports by what they mean. */
export interface MeaningSearch {
  readonly passages: RecordVectors;
  /** By the place of the report in the index. */
  readonly reports: RecordVectors;
  readonly questions: QuestionVectors;
}

/** Makes the snapshot ready for search, in one go. */
export function createSearchIndex(snapshot: IndexSnapshot): SearchIndex {
  return { snapshot, tables: runSteps(buildSearchTables(snapshot)) };
}

/**
 * Makes the snapshot ready for search and lets others use the event loop in between.
 *
 * @throws the signal's own reason when it is aborted
 */
export async function buildSearchIndex(
  snapshot: IndexSnapshot,
  { signal }: { signal?: AbortSignal } = {},
): Promise<SearchIndex> {
  return { snapshot, tables: await runStepsInSlices(buildSearchTables(snapshot), signal) };
}
