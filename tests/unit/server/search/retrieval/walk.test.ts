import { describe, expect, it } from 'vitest';
import { rankByWords } from '../../../../../server/search/retrieval/rank-by-words.ts';
import { walkToPassages } from '../../../../../server/search/retrieval/walk.ts';
import { createSearchIndex, type SearchIndex } from '../../../../../server/search/search-index.ts';
import { readWords } from '../../../../../server/search/text/read-words.ts';
import { aSnapshot, aSnapshotOfRows } from '../a-snapshot.ts';

const rows = [
  {
    id: 'film',
    title: 'The Glass Harbour',
    text: 'The Glass Harbour is a film of 1962 directed by Ines Corvalho.',
  },
  { id: 'director', title: 'Ines Corvalho', text: 'Ines Corvalho was born in Setubal and studied there.' },
  { id: 'town', title: 'Setubal', text: 'Setubal is a port with a fish market.' },
  {
    id: 'other',
    title: 'The Iron Harbour',
    text: 'The Iron Harbour is a film of 1971 about a director born at sea.',
  },
  { id: 'market', title: 'Fish market', text: 'A fish market is a place where fish is sold.' },
  { id: 'born', title: 'Birth', text: 'The director of the film was born where the film was born.' },
];

function sourcesOf({ tables }: SearchIndex, found: { passage: number }[]): string[] {
  return found.map(({ passage }) => tables.passages[passage]?.document.source.split('#')[1] ?? '');
}

describe('walkToPassages', () => {
  const index = createSearchIndex(aSnapshotOfRows(rows));
  const question = readWords('Where was the director of The Glass Harbour born?');

  it('goes from the passage that a question names through a shared name to the one that answers it', () => {
    expect(sourcesOf(index, walkToPassages(index.tables, question, 2).passages)).toEqual([
      'film',
      'director',
    ]);
  });

  it('finds what the words of the question alone do not rank high', () => {
    expect(sourcesOf(index, rankByWords(index.tables.terms, question, 2))).not.toContain('director');
  });

  it('tells the steps between the passages it found, strongest first', () => {
    const { steps } = walkToPassages(index.tables, question, 3);
    const [first] = steps;
    expect(index.tables.names.keys[first?.name ?? -1]).toBe('ines corvalho');
    expect(steps.every((step, at) => at === 0 || step.mass <= (steps[at - 1]?.mass ?? 0))).toBe(true);
  });

  it('finds nothing for words that occur nowhere', () => {
    expect(walkToPassages(index.tables, readWords('quux frobnicate'), 5).passages).toEqual([]);
  });

  it('gives the same passages in the same order every time', () => {
    const once = walkToPassages(index.tables, question, 6).passages;
    expect(walkToPassages(createSearchIndex(aSnapshotOfRows(rows)).tables, question, 6).passages).toEqual(
      once,
    );
  });
});

describe('walkToPassages over Chinese text', () => {
  const index = createSearchIndex(
    aSnapshot(
      {
        'graphrag.md': '# 图谱检索\n\n图谱检索用莱顿算法划分社区。',
        'leiden.md': '# 社区发现\n\n莱顿算法由特拉格提出。',
        'other.md': '# 别的算法\n\n这个算法由别人提出，也划分社区。',
        'fruit.md': '# 水果\n\n苹果和梨都是水果。',
      },
      [['图谱检索'], ['莱顿算法', 'Leiden'], ['社区发现'], ['特拉格']],
    ),
  );

  it('walks through entities, since no capitals tell names apart', () => {
    const found = walkToPassages(index.tables, readWords('图谱检索使用的算法是谁提出的？'), 2).passages;
    expect(found.map(({ passage }) => index.tables.passages[passage]?.document.source)).toEqual([
      'graphrag.md',
      'leiden.md',
    ]);
  });

  it('finds Chinese text by the English name of an entity', () => {
    const found = walkToPassages(index.tables, readWords('Who is behind Leiden?'), 2).passages;
    expect(found.map(({ passage }) => index.tables.passages[passage]?.document.source)).toContain(
      'leiden.md',
    );
  });
});
