import type { Answer } from '../../domain/answer.ts';
import type { Community } from '../../domain/community.ts';
import { emptyIndex } from '../../domain/empty-index.ts';
import type { GraphIndex } from '../../domain/graph-index.ts';
import type { Run } from '../../domain/run.ts';
import type { RecordKind } from './format.ts';
import type { RecordOf } from './record-schemas.ts';
import type { VectorLine } from './vector-line.ts';

/** Everything that a file holds. */
export interface ExchangeContent {
  index: GraphIndex;
  /** Newest first. */
  runs: Run[];
  /** Newest first. */
  answers: Answer[];
  /** All of one model. */
  vectors: VectorLine[];
}

/** Content with nothing in it, to be filled. */
export function emptyContent(): ExchangeContent {
  return { index: emptyIndex(), runs: [], answers: [], vectors: [] };
}

/** The list of the content in which records of each kind lie. */
export function listsOf({ index, runs, answers, vectors }: ExchangeContent): {
  [Kind in RecordKind]: RecordOf[Kind][];
} {
  return {
    document: index.documents,
    chunk: index.chunks,
    community: index.communities,
    report: index.reports,
    entity: index.entities,
    mention: index.mentions,
    relationship: index.relationships,
    decision: index.decisions,
    run: runs,
    answer: answers,
    vector: vectors,
  };
}

/** Coarser levels first, so that a parent stands before its children. */
export function parentsFirst(communities: readonly Community[]): Community[] {
  return [...communities].sort((a, b) => a.level - b.level || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
}
