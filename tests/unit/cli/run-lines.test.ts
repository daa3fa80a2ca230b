import { expect, it } from 'vitest';
import { estimateLines, reportLines } from '../../../cli/run-lines.ts';
import { anIngestReport } from '../../support/history.ts';

const nothingDone = {
  name: 'm',
  estimate: { stages: [], correction: { input: 1, output: 1, runs: 0 } },
  receipts: [],
  facts: { cited: 0, found: 0, unverified: 0, dropped: 0 },
};

it('tells how to remove what is no longer in its folder, unless that was done', () => {
  const report = anIngestReport({ vanished: ['notes/a.md', 'notes/b.md'], removed: ['notes/b.md'] });
  const lines = reportLines(report).filter((line) => line.includes('no longer'));
  expect(lines).toEqual(['  no longer in its folder: notes/a.md (--prune removes it)']);
});

it('tells two hundred of what was not read, and how many more there are', () => {
  const failed = Array.from({ length: 5000 }, (_, row) => ({
    source: `rows.jsonl#${row}`,
    code: 'malformed' as const,
    message: 'not valid JSON',
  }));
  const lines = reportLines(anIngestReport({ failed }));
  expect(lines.filter((line) => line.startsWith('  not read: rows.jsonl#'))).toHaveLength(200);
  expect(lines).toContain('  and 4,800 more; --json tells all');
});

it('tells before it reads that a model repeats itself, and what that means for the graph', () => {
  const stage = { purpose: 'extract', calls: 2, inputTokens: 900, outputTokens: 480, cost: 0 };
  const linesOf = (inCircles: boolean) =>
    estimateLines({
      documents: anIngestReport({}).documents,
      chunks: { read: 3, kept: 0 },
      model: 'tiny-1b',
      embeddingModel: null,
      stages: [inCircles ? { ...stage, inCircles } : stage],
      tokens: { input: 900, output: 480 },
      cost: 0,
      pricesListed: null,
      tokenizer: null,
      correction: null,
      ontology: null,
    }).join('\n');
  expect(linesOf(true)).toMatch(/tiny-1b repeats itself.*relationships to the rules/);
  expect(linesOf(false)).not.toMatch(/repeats itself/);
});

it('tells by document and chunk where a model named nothing though names stand there', () => {
  const model = {
    ...nothingDone,
    silent: [
      { source: 'a.md', chunks: [3] },
      { source: 'b.md', chunks: [1, 2] },
    ],
  };
  expect(reportLines(anIngestReport({}, { model })).join('\n')).toContain(
    '  a.md: chunk 3\n  b.md: chunks 1, 2',
  );
});

it('tells what was taken before a run went on, which no receipt has', () => {
  const model = {
    ...nothingDone,
    before: { input: 1000, output: 100, cost: 0.02 },
  };
  const tokens = { input: 3000, output: 300 };
  expect(reportLines(anIngestReport({}, { model, tokens, cost: 0.06 })).join('\n')).toContain(
    'in all 3,000 tokens in, 300 out, $0.0600; of that 1,000 tokens in, 100 out, $0.0200 before it went on',
  );
});

it('tells what calls without a reply took, and that it was counted here', () => {
  const receipt = { purpose: 'extract', model: 'm', cachedCalls: 0, cachedInputTokens: 0, cost: 0.5 };
  const taken = { calls: 9, failedCalls: 2, inputTokens: 9000, outputTokens: 1200 };
  const lines = (lost?: { inputTokens: number; outputTokens: number }) => {
    const receipts = [{ ...receipt, ...taken, ...(lost && { lost }) }];
    return reportLines(anIngestReport({}, { model: { ...nothingDone, receipts } }));
  };
  expect(lines({ inputTokens: 2000, outputTokens: 30 })).toContain(
    'extract: 9 calls of m, 2 without a reply (which took about 2,000 tokens in, 30 out, counted here), 9,000 tokens in, 1,200 out, $0.5000',
  );
  expect(lines()).toContain('extract: 9 calls of m, 2 without a reply, 9,000 tokens in, 1,200 out, $0.5000');
});
