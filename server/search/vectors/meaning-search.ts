import type { IndexBuilder } from '../../../domain/ports/index-builder.ts';
import type { VectorStore } from '../../../domain/ports/vector-store.ts';
import type { SearchIndex } from '../search-index.ts';
import { passageVectors } from './passage-vectors.ts';
import type { QuestionVectors } from './question-vectors.ts';

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
      const table = await vectors.load(questions.model);
      const passages = passageVectors(index.tables.passages, table);
      const isFound = passages.passageOf.some((passage) => passage >= 0);
      return isFound ? { ...index, meaning: { passages, questions } } : index;
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
