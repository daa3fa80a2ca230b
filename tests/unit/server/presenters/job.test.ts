import { expect, it } from 'vitest';
import { JobResponse } from '../../../../domain/api/jobs.ts';
import type { IngestReport, Job } from '../../../../domain/job.ts';
import { presentJob } from '../../../../server/presenters/job.ts';

const NONE = {
  documents: 0,
  chunks: 0,
  entities: 0,
  mentions: 0,
  relationships: 0,
  communities: 0,
  reports: 0,
};
const correction = { input: 1, output: 1, runs: 0 };
const report: IngestReport = {
  documents: { added: ['a.md'], changed: [], removed: [], unchanged: 2, failed: [], vanished: ['b.md'] },
  written: NONE,
  deleted: NONE,
  chunks: { read: 3, kept: 4 },
  tokens: { input: 10, output: 5 },
  cost: 0.01,
  model: {
    name: 'some-model',
    estimate: { stages: [], correction },
    receipts: [
      {
        purpose: 'extract',
        model: 'some-model',
        calls: 3,
        failedCalls: 1,
        cachedCalls: 0,
        inputTokens: 10,
        outputTokens: 5,
        cachedInputTokens: 0,
        cost: 0.01,
        lost: { inputTokens: 4, outputTokens: 1 },
      },
    ],
    facts: { cited: 1, found: 2, unverified: 3, dropped: 4 },
    ontology: { entityTypes: ['PERSON'], relationshipTypes: [] },
    reports: { written: 1, findings: { kept: 2, dropped: 3 }, failed: [] },
    remembered: { chunks: 1, reports: 2 },
    silent: [{ source: 'a.md', chunks: [2, 3] }],
    budget: 0.5,
    before: { input: 1, output: 2, cost: 0.001 },
  },
  embeddings: { model: 'e', written: 1, kept: 2, deleted: 3 },
  milliseconds: 12,
  stages: { read: 3 },
};
const job: Job = {
  id: 'j',
  kind: 'ingest',
  state: 'done',
  stage: 'write',
  progress: { done: 3, total: 3, spent: { input: 10, output: 5, cost: 0.01 } },
  interruptions: 1,
  createdAt: '2026-01-01T10:00:00.000Z',
  startedAt: '2026-01-01T10:00:01.000Z',
  endedAt: '2026-01-01T10:00:02.000Z',
  report,
};

it('a job is told with all that its report tells', () => {
  expect(presentJob(job)).toEqual(job);
  expect(JobResponse.parse(presentJob(job))).toEqual(job);
});
