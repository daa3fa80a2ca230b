import { describe, expect, it } from 'vitest';
import { nameKeyOf, readWords, stemOf } from '../../../../../server/search/text/read-words.ts';

const keys = (text: string): string[] => readWords(text).map(({ key }) => key);

describe('readWords', () => {
  it('compares words without case, accents and possessives', () => {
    expect(keys("Järvelin's U.S. café")).toEqual(['jarvelin', 'us', 'cafe']);
  });

  it('makes every ideograph a word of its own and keeps Latin words beside them whole', () => {
    expect(keys('用LoRA微调')).toEqual(['用', 'lora', '微', '调']);
    expect(readWords('用LoRA').map(({ isIdeograph }) => isIdeograph)).toEqual([true, false]);
  });

  it('gives each word its place in the text', () => {
    const text = 'On 知识 graphs.';
    expect(readWords(text).map(({ start, end }) => text.slice(start, end))).toEqual([
      'On',
      '知',
      '识',
      'graphs',
    ]);
  });

  it('counts sentences, and does not end one after an initial or an abbreviation', () => {
    expect(readWords('Dr. Lee met J. Smith. They spoke.').map(({ sentence }) => sentence)).toEqual([
      0, 0, 0, 0, 0, 1, 1,
    ]);
  });

  it('tells years and acronyms from other words', () => {
    const [year, acronym, word] = readWords('1998 NASA Paris');
    expect(year).toMatchObject({ isNameLike: true, isCapital: false });
    expect(acronym).toMatchObject({ isAcronym: true });
    expect(word).toMatchObject({ isAcronym: false, isNameLike: true });
  });
});

describe('nameKeyOf', () => {
  it('is one key for all spellings of a name', () => {
    expect(nameKeyOf('Low-Rank  Adaptation')).toBe(nameKeyOf('low rank adaptation'));
  });
});

describe('stemOf', () => {
  it('folds plurals only', () => {
    expect(['cities', 'graphs', 'class', 'running'].map(stemOf)).toEqual([
      'city',
      'graph',
      'class',
      'running',
    ]);
  });
});
