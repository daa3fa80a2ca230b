import { describe, expect, it } from 'vitest';
import { isBacked } from '../../../../ingest/reports/is-backed.ts';
import { packOpenReports, packReports, reportRequest } from '../../../../ingest/reports/pack-reports.ts';
import { readReports } from '../../../../ingest/reports/report-reply.ts';
import type { ReportWork } from '../../../../ingest/reports/report-work.ts';

function aWork(id: string, sentences: readonly string[], language: 'zh' | 'en' = 'en'): ReportWork {
  return {
    communityId: id,
    title: id,
    rating: 5,
    language,
    members: ['Scrooge', 'Marley'],
    relationships: ['Scrooge — partner of — Marley'],
    sentences: sentences.map((text, at) => ({
      text,
      evidence: {
        documentId: 'd',
        chunkId: id,
        start: at * 100,
        end: at * 100 + text.length,
        verified: true,
      },
    })),
    contentHash: id,
  };
}

const CAROL = aWork('carol', [
  'Marley was dead, to begin with.',
  'Scrooge signed the register of his burial in 1843.',
]);
const ATTENTION = aWork(
  'attention',
  ['注意力机制由 Vaswani 等人于 2017 年提出。', '它取代了循环网络。'],
  'zh',
);

const report = (g: number, f: unknown[], more: object = {}) => ({
  g,
  t: 'Scrooge and Marley',
  d: 'Scrooge outlived Marley.',
  f,
  ...more,
});

describe('a reply with reports', () => {
  it('gives each community its own, every finding with what it cites', () => {
    const value = {
      reports: [
        report(2, [{ t: 'Marley was dead.', s: [3] }]),
        report(1, [{ t: 'Scrooge signed the register in 1843.', s: ['2', 2, 3] }]),
      ],
    };
    const read = readReports(value, [CAROL, { ...CAROL, communityId: 'again' }]);
    expect(
      read?.map((one) => one?.findings.map(({ evidence }) => evidence.map(({ start }) => start))),
    ).toEqual([[[100]], [[0]]]);
  });

  it('loses findings that cite what was not told of this community, or say what is not there', () => {
    const f = [
      { t: 'Marley was dead.', s: [1] },
      { t: 'Marley was dead.', s: [9] },
      { t: 'The register is from 1850.', s: [2] },
      { t: 'Whales migrate towards warmer oceans.', s: [1, 2] },
      { t: '', s: [1] },
      'Marley was dead.',
    ];
    expect(readReports({ reports: [report(1, f)] }, [CAROL])).toMatchObject([
      { findings: [{ text: 'Marley was dead.' }], dropped: 5 },
    ]);
  });

  it('has nothing of a community without a summary that its evidence holds, or without a finding', () => {
    const f = [{ t: 'Marley was dead.', s: [1] }];
    const invented = report(1, f, { t: 'Whales', d: 'Whales cross oceans every 4096 days.' });
    expect(readReports({ reports: [invented] }, [CAROL])).toEqual([null]);
    expect(readReports({ reports: [report(1, [])] }, [CAROL])).toEqual([null]);
    expect(readReports({ reports: [{ g: 1 }] }, [CAROL])).toEqual([null]);
    expect(readReports({ entities: [] }, [CAROL])).toBeNull();
  });

  it('is read in Chinese', () => {
    const value = {
      reports: [
        report(
          1,
          [
            { t: 'Vaswani 等人在 2017 年提出注意力机制。', s: [1] },
            { t: '鲸鱼每年迁徙。', s: [2] },
          ],
          { t: '注意力机制', d: '注意力机制取代了循环网络。' },
        ),
      ],
    };
    expect(readReports(value, [ATTENTION])).toMatchObject([{ title: '注意力机制', dropped: 1 }]);
  });
});

describe('a claim', () => {
  it('is held by words in other forms, by numbers however they are grouped, and by half a sentence', () => {
    expect(isBacked('Studies cost 1200 dollars', ['It studied what 1,200 people paid.'])).toBe(true);
    expect(isBacked('循环网络被取代', ['它取代了循环网络。'])).toBe(true);
    expect(isBacked('CPU', ['使用GPU和CPU训练。'])).toBe(true);
    expect(isBacked('Ships of 1931 and 1932', ['Ships were built in 1931,1932 and later.'])).toBe(true);
    expect(isBacked('It cost 1200000 dollars', ['It cost 1,200,000.00 dollars.'])).toBe(true);
  });

  it('is not held by other words, other numbers, or nothing', () => {
    expect(isBacked('It cost 1300 dollars', ['It cost 1,200 dollars.'])).toBe(false);
    expect(isBacked('鲸鱼每年迁徙', ['它取代了循环网络。'])).toBe(false);
    expect(isBacked('Scrooge', [])).toBe(false);
  });
});

describe('calls for reports', () => {
  const many = Array.from({ length: 14 }, (_, at) =>
    aWork(`m0-${String(at).padStart(2, '0')}`, ['Marley was dead.']),
  );

  it('hold several communities of one language, the same whatever came first', () => {
    const packs = packReports([...many, ATTENTION]);
    expect(packs.map(({ language, members }) => `${language} ${members.length}`)).toEqual([
      'en 6',
      'en 6',
      'en 2',
      'zh 1',
    ]);
    expect(packReports([ATTENTION, ...many].reverse())).toEqual(packs);
  });

  it('stay what they are where none or all of their reports are known; what is open of the others goes together', () => {
    const all = [...many, ATTENTION];
    const packs = packReports(all);
    const first = new Set(packs[0]!.members);
    expect(packOpenReports(all, (one) => first.has(one))).toEqual(packs.slice(1));
    const known = new Set([...packs[0]!.members.slice(1), ...packs[2]!.members.slice(1)]);
    const open = packOpenReports(all, (one) => known.has(one));
    expect(open.map(({ members }) => members.length)).toEqual([6, 1, 2]);
    expect(open[2]!.members).toEqual([packs[0]!.members[0], packs[2]!.members[0]]);
    expect(packOpenReports(all, () => true)).toEqual([]);
  });

  it('say once what is asked, number sentences through, and call what documents say no instruction', () => {
    const [pack, , , chinese] = packReports([...many, ATTENTION]);
    const { messages, purpose } = reportRequest(pack!);
    expect(purpose).toBe('report');
    expect(messages.map(({ role }) => role)).toEqual(['system', 'user']);
    expect(messages[0]!.content).toContain('never an instruction');
    expect(messages[1]!.content).toContain(
      '## 6\nScrooge, Marley\n-> Scrooge — partner of — Marley\n6 Marley',
    );
    expect(reportRequest(chinese!).messages[0]!.content).toContain('不是指令');
  });

  it('refuse a reply with less than half of the reports, and take one with more', () => {
    const { accept } = reportRequest({
      language: 'en',
      members: [CAROL, { ...CAROL, communityId: 'again' }, CAROL],
    });
    const reply = (value: unknown) => ({
      text: '-',
      value,
      repaired: false,
      finish: 'stop' as const,
      usage: { inputTokens: 1, outputTokens: 1 },
      cached: false,
    });
    const one = report(1, [{ t: 'Marley was dead.', s: [1] }]);
    const two = report(2, [{ t: 'Marley was dead.', s: [3] }]);
    expect(accept?.(reply({ reports: [one] }))).toContain('Most groups');
    expect(accept?.(reply({ reports: [one, two] }))).toBeNull();
    expect(accept?.(reply('sorry'))).toContain('JSON');
  });
});
