import { describe, expect, it } from 'vitest';
import { type AnswerUnit, readAnswerUnits } from '../../../../../server/search/answer/answer-units.ts';
import { aSnapshot } from '../a-snapshot.ts';

function unitsOf(text: string, source = 'note.md'): AnswerUnit[] {
  const snapshot = aSnapshot({ [source]: text });
  const [document] = snapshot.index.documents;
  return document ? readAnswerUnits(document, snapshot.chunksOf(document.id)) : [];
}

describe('readAnswerUnits', () => {
  it('takes a list item whole and remembers the line that announces it', () => {
    const units = unitsOf('# Note\n\nThere are two parts:\n\n- One. It is small.\n- Two.\n');
    expect(units.map(({ kind, text }) => [kind, text])).toEqual([
      ['heading', 'Note'],
      ['prose', 'There are two parts:'],
      ['item', 'One. It is small.'],
      ['item', 'Two.'],
    ]);
    expect(units[2]?.lead).toBe(1);
  });

  it('tells the header of a table from its rows', () => {
    const units = unitsOf('# Note\n\n| Name | Size |\n| --- | --- |\n| Ant | small |\n| Elk | large |\n');
    expect(units.slice(1).map(({ kind }) => kind)).toEqual(['row-header', 'row', 'row']);
  });

  it('lets a question on its own line head what follows', () => {
    const units = unitsOf(
      '# FAQ\n\n**What is an ant?**\nAn ant is an insect.\n\n**Is it big?**\nNo. It is small.\n',
    );
    expect(units.filter(({ kind }) => kind === 'prose').map(({ head, text }) => [head, text])).toEqual([
      ['What is an ant?', 'An ant is an insect.'],
      ['Is it big?', 'No. It is small.'],
    ]);
  });

  it('keeps opening words with their sentence and as a heading of the paragraph', () => {
    const units = unitsOf('Notes\n\nVectors. They are searched one by one. That is exact.\n', 'note.txt');
    expect(units.at(-2)).toMatchObject({ kind: 'prose', text: 'Vectors. They are searched one by one.' });
    expect(units.at(-1)?.head).toMatch(/^Vectors/);
  });

  it('gives exact places, marks included', () => {
    const text = '# 笔记\n\n**低秩适配**是一种方法。它很省显存。\n';
    for (const { start, end, kind } of unitsOf(text)) {
      if (kind === 'prose')
        expect(['**低秩适配**是一种方法。', '它很省显存。']).toContain(text.slice(start, end));
    }
  });
});
