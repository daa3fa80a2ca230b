import { describe, expect, it } from 'vitest';
import type { Community, Report } from '../../../../../domain/community.ts';
import { readQuestion } from '../../../../../server/search/answer/read-question.ts';
import { chooseReports } from '../../../../../server/search/reports/choose-reports.ts';
import { createSearchIndex, type SearchIndex } from '../../../../../server/search/search-index.ts';
import { snapshotOf } from '../../../../../server/snapshot-of.ts';
import { aSnapshot } from '../a-snapshot.ts';

const sentences = [
  'Harbours shelter ships.',
  'Lighthouses warn ships.',
  'Gardens need rain.',
  'Tomatoes love the sun.',
  'Cafés serve coffee.',
];

interface ReportOf {
  level: number;
  rating: number;
  /** Places in `sentences`. */
  tells: number[];
  title?: string;
}

/** An index of one document whose reports tell these sentences, by community id. */
function indexOf(reports: Record<string, ReportOf>): SearchIndex {
  const base = aSnapshot({ 'a.txt': sentences.join(' ') }, [['Harbours'], ['Gardens']]);
  const [document] = base.index.documents;
  const [chunk] = base.index.chunks;
  if (!document || !chunk) throw new Error('The snapshot is empty');
  const findingOf = (text: string): Report['findings'][number] => {
    const start = document.text.indexOf(text);
    const place = { documentId: document.id, chunkId: chunk.id, start, end: start + text.length };
    return { text, evidence: [{ ...place, verified: true }] };
  };
  const entries = Object.entries(reports);
  return createSearchIndex(
    snapshotOf(base.info, {
      ...base.index,
      communities: entries.map(
        ([id, { level }]): Community => ({
          ...{ id, level, title: id, parentId: null, size: 2, x: 0, y: 0, radius: 1 },
        }),
      ),
      reports: entries.map(
        ([communityId, { rating, tells, title = communityId }]): Report => ({
          ...{ communityId, title, summary: '', rating, origin: 'extractive', stale: false, contentHash: '' },
          findings: tells.map((at) => findingOf(sentences[at] ?? '')),
        }),
      ),
    }),
  );
}

const choose = (index: SearchIndex, topic = '', most = 9) =>
  chooseReports(index, topic ? readQuestion(index.tables, topic).concepts : [], most).map(
    ({ text, findings }) => [text.community.id, findings.map(({ citable }) => citable.text)],
  );

describe('chooseReports', () => {
  it('takes the most important reports first, coarse before fine', () => {
    const index = indexOf({
      fine: { level: 1, rating: 9, tells: [0] },
      small: { level: 0, rating: 3, tells: [1] },
      coarse: { level: 0, rating: 8, tells: [2] },
    });
    expect(choose(index).map(([id]) => id)).toEqual(['coarse', 'fine', 'small']);
    expect(choose(index, '', 1).map(([id]) => id)).toEqual(['coarse']);
  });

  it('tells nothing twice: of a community below another only what that one left out, if that is enough', () => {
    const index = indexOf({
      parent: { level: 0, rating: 9, tells: [0, 1, 2] },
      repeats: { level: 1, rating: 8, tells: [0, 1, 2, 3] },
      adds: { level: 1, rating: 7, tells: [2, 3, 4] },
    });
    expect(choose(index)).toEqual([
      ['parent', sentences.slice(0, 3)],
      ['adds', sentences.slice(3)],
    ]);
  });

  it('takes only what holds the topic, what is named for it first, and its best findings first', () => {
    const index = indexOf({
      sea: { level: 0, rating: 9, tells: [1, 0] },
      named: { level: 1, rating: 1, tells: [2], title: 'Rain in gardens' },
      land: { level: 0, rating: 9, tells: [3, 2] },
    });
    expect(choose(index, 'harbours')).toEqual([['sea', [sentences[0], sentences[1]]]]);
    expect(choose(index, 'gardens').map(([id]) => id)).toEqual(['named']);
    expect(choose(index, 'volcanoes')).toEqual([]);
  });

  it('finds words whatever their marks', () => {
    const index = indexOf({ town: { level: 0, rating: 1, tells: [4] } });
    expect(choose(index, 'cafes').map(([id]) => id)).toEqual(['town']);
  });
});
