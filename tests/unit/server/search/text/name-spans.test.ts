import { describe, expect, it } from 'vitest';
import { leadNames, nameSpans } from '../../../../../server/search/text/name-spans.ts';
import { joinKeys, readWords } from '../../../../../server/search/text/read-words.ts';

function spansIn(text: string): string[] {
  const words = readWords(text);
  return nameSpans(words).map(([start, end]) => joinKeys(words, start, end));
}

describe('nameSpans', () => {
  it('joins capitalised words, connectors between them included', () => {
    expect(spansIn('she went to the University of the Arts in London')).toEqual([
      'university of the arts',
      'london',
    ]);
  });

  it('ends a name at a possessive, a year and the end of a sentence', () => {
    expect(spansIn("Goodhart's Law of 1975 Berlin. Paris")).toEqual([
      'goodhart',
      'law',
      '1975',
      'berlin',
      'paris',
    ]);
  });

  it('finds the Latin names in Chinese text and none of its ideographs', () => {
    expect(spansIn('由 Traag 和 Waltman 提出')).toEqual(['traag', 'waltman']);
  });
});

describe('leadNames', () => {
  it('is the subject of the first sentence', () => {
    expect(leadNames(readWords('The Mekong is a river in Asia.'))).toEqual(['mekong']);
  });

  it('is also what stands before the first comma of the subject', () => {
    expect(leadNames(readWords('Ivor Cutler, the poet, was born in 1923.'))).toContain('ivor cutler');
  });

  it('is nothing where the text begins with a pronoun', () => {
    expect(leadNames(readWords('It is a river.'))).toEqual([]);
  });
});
