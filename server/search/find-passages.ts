import type { Question } from './answer/read-question.ts';
import { rankByWords } from './retrieval/rank-by-words.ts';
import { type WalkResult, walkToPassages } from './retrieval/walk.ts';
import type { SearchIndex } from './search-index.ts';
import { fuseRankings, wordsShare } from './vectors/fuse-rankings.ts';
import { nearestPassages } from './vectors/passage-vectors.ts';

/** Most passages that are found before context and answer are chosen from them. */
const FOUND_PASSAGES = 50;

/** What vectors had to do with what was found. */
interface VectorShare {
  model: string;
  /** Of the passages that were found, those that are near in meaning. */
  passages: number;
  /** Why the question has no vector: then words alone found what was found. */
  failure?: string;
}

/** What was found, and by what. */
export interface FoundPassages extends WalkResult {
  /** Absent where there are no vectors. */
  vectors?: VectorShare;
}

/**
 * Passages for a question, best first: by their words, or by the walk through shared names; where there are vectors, by these too. A question that
 * gets no vector in time is answered by words alone.
 */
export async function findPassages(
  index: SearchIndex,
  question: Question,
  mode: 'basic' | 'local',
  signal?: AbortSignal,
): Promise<FoundPassages> {
  const found = findByWords(index, question, mode);
  const { tables, meaning } = index;
  if (!meaning) return found;
  const { model } = meaning.questions;
  const asked = await meaning.questions.vectorOf(question.text, signal);
  if ('failure' in asked) return { ...found, vectors: { model, passages: 0, failure: asked.failure } };
  const near = nearestPassages(meaning.passages, asked.vector, FOUND_PASSAGES);
  if (near.length === 0) return { ...found, vectors: { model, passages: 0 } };
  const share = wordsShare(mode, tables.terms, question.searchWords);
  const passages = fuseRankings(found.passages, near, share, FOUND_PASSAGES);
  const isFound = new Set(passages.map(({ passage }) => passage));
  return {
    passages,
    slots: found.slots,
    steps: found.steps.filter(({ from, to }) => isFound.has(from) && isFound.has(to)),
    vectors: { model, passages: near.filter(({ passage }) => isFound.has(passage)).length },
  };
}

function findByWords(
  { tables }: SearchIndex,
  { searchWords }: Question,
  mode: 'basic' | 'local',
): WalkResult {
  if (mode === 'local') return walkToPassages(tables, searchWords, FOUND_PASSAGES);
  return { passages: rankByWords(tables.terms, searchWords, FOUND_PASSAGES), slots: [], steps: [] };
}
