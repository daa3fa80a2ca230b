import { expect, it } from 'vitest';
import { createSearchIndex } from '../../../../../server/search/search-index.ts';
import { readWords } from '../../../../../server/search/text/read-words.ts';
import { fuseRankings, wordsShare } from '../../../../../server/search/vectors/fuse-rankings.ts';
import { aSnapshot } from '../a-snapshot.ts';

const ranking = (...scores: [passage: number, score: number][]) =>
  scores.map(([passage, score]) => ({ passage, score }));
const passagesOf = (found: { passage: number }[]) => found.map(({ passage }) => passage);

it('what both find comes before what one finds; the share says which of the two has more to say', () => {
  const words = ranking([1, 8], [2, 6]);
  const near = ranking([3, 0.9], [2, 0.89], [4, 0.8]);
  expect(passagesOf(fuseRankings(words, near, 0.5, 10))).toEqual([2, 1, 3, 4]);
  expect(passagesOf(fuseRankings(words, near, 1, 10))).toEqual([1, 2, 3, 4]);
  expect(passagesOf(fuseRankings(words, near, 0, 10))).toEqual([3, 2, 1, 4]);
  expect(passagesOf(fuseRankings(words, near, 0.5, 2))).toEqual([2, 1]);
});

it('one side alone keeps its order, and a single passage is found', () => {
  expect(passagesOf(fuseRankings([], ranking([3, 0.9], [2, 0.8]), 0.4, 10))).toEqual([3, 2]);
  expect(fuseRankings([], ranking([7, 0.8]), 0.5, 10)).toEqual([{ passage: 7, score: 0.5 }]);
});

it('words count as far as the index knows them: not at all for a question in another language', () => {
  const index = createSearchIndex(aSnapshot({ 'a.md': '# Looms\n\nA power loom weaves cloth by steam.\n' }));
  const shareOf = (mode: 'basic' | 'local', question: string) =>
    wordsShare(mode, index.tables.terms, readWords(question));
  expect(shareOf('local', 'power loom')).toBeCloseTo(0.9);
  expect(shareOf('basic', 'power loom')).toBeCloseTo(0.5);
  expect(shareOf('local', 'power turbine')).toBeCloseTo(0.45);
  expect(shareOf('local', '动力织机')).toBe(0);
  expect(shareOf('basic', '')).toBe(0);
});
