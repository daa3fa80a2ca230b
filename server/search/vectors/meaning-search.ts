import type { IndexBuilder } from '../../../domain/ports/index-builder.ts';
import type { VectorStore, VectorTable } from '../../../domain/ports/vector-store.ts';
import type { MeaningSearch, SearchIndex } from '../search-index.ts';
import { passageVectors } from './passage-vectors.ts';
import type { QuestionVectors } from './question-vectors.ts';
import { recordVectors } from './record-vectors.ts';

export interface MeaningSearchesOptions {
  vectors: Pick<VectorStore, 'load'>;
  questions: QuestionVectors;
  /** Told when vectors cannot be read; questions are answered by words then. */
  onTrouble: (error: unknown) => void;
}

/** Gives search indexes their vectors. */
export interface MeaningSearches {
  /** The index with what vectors there are of it: the same object until a run has ended, as what is read of an index is kept by it. */
  withMeaning(index: SearchIndex): Promise<SearchIndex>;
  /** The builder, after whose every run vectors are read anew. */
  afterRuns(builder: IndexBuilder): IndexBuilder;
}

/** Reads vectors once a search index, and once more after each run: those of a run are made after its index is written. */
export function createMeaningSearches({
  vectors,
  questions,
  onTrouble,
}: MeaningSearchesOptions): MeaningSearches {
  let known = new WeakMap<SearchIndex, Promise<SearchIndex>>();

  const read = async (index: SearchIndex): Promise<SearchIndex> => {
    try {
      const meaning = meaningOf(index, await vectors.load(questions.model), questions);
      return meaning ? { ...index, meaning } : index;
    } catch (error) {
      onTrouble(error);
      return index;
    }
  };

  return {
    withMeaning(index) {
      const reading = known.get(index) ?? read(index);
      known.set(index, reading);
      return reading;
    },
    afterRuns: (builder) => ({
      async build(request, options) {
        try {
          return await builder.build(request, options);
        } finally {
          known = new WeakMap();
        }
      },
    }),
  };
}

/** Null when nothing of the index has a vector. */
function meaningOf(
  { tables, snapshot }: SearchIndex,
  table: VectorTable,
  questions: QuestionVectors,
): MeaningSearch | null {
  const passages = passageVectors(tables.passages, table);
  const { reports: all } = snapshot.index;
  const reports = recordVectors(
    table,
    all.length,
    new Map(all.map(({ communityId }, at) => [communityId, at])),
  );
  const isEmpty = [passages, reports].every(({ recordOf }) => recordOf.every((record) => record < 0));
  return isEmpty ? null : { passages, reports, questions };
}
