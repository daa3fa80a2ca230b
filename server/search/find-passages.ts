import type { Question } from './answer/read-question.ts';
import { rankByWords } from './retrieval/rank-by-words.ts';
import { type WalkResult, walkToPassages } from './retrieval/walk.ts';
import type { SearchIndex } from './search-index.ts';

/** Most passages that are found before context and answer are chosen from them. */
const FOUND_PASSAGES = 50;

/** Passages for a question, best first: by their words, or by the walk through shared names. */
export async function findPassages(
  { tables }: SearchIndex,
  { searchWords }: Question,
  mode: 'basic' | 'local',
): Promise<WalkResult> {
  if (mode === 'local') return walkToPassages(tables, searchWords, FOUND_PASSAGES);
  return { passages: rankByWords(tables.terms, searchWords, FOUND_PASSAGES), slots: [], steps: [] };
}
