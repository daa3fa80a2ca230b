import type { Answer } from '../../domain/answer.ts';
import type { IngestReport } from '../../domain/job.ts';
import type { Run } from '../../domain/run.ts';

const none = {
  documents: 0,
  chunks: 0,
  entities: 0,
  mentions: 0,
  relationships: 0,
  communities: 0,
  reports: 0,
};

/** A report of a run in which nothing happened; tell only what matters. */
export function anIngestReport(
  documents: Partial<IngestReport['documents']> = {},
  fields: Partial<IngestReport> = {},
): IngestReport {
  return {
    documents: { added: [], changed: [], removed: [], unchanged: 0, failed: [], vanished: [], ...documents },
    written: { ...none },
    deleted: { ...none },
    chunks: { read: 0, kept: 0 },
    tokens: { input: 0, output: 0 },
    cost: 0,
    milliseconds: 1,
    stages: {},
    ...fields,
  };
}

export function aRun(fields: Partial<Run> = {}): Run {
  return {
    id: 'run-1',
    kind: 'ingest',
    at: '2026-01-02T00:00:00.000Z',
    report: anIngestReport(
      {
        added: ['笔记/a.md'],
        unchanged: 3,
        failed: [
          { source: 'b.png', code: 'binary', message: 'It is no text' },
          {
            source: 'c.md',
            code: 'extraction-failed',
            message: '1 of 2 chunks could not be read whole (number 2): no',
            reason: {
              code: 'chunks-failed',
              values: { failed: 1, all: 2, numbers: [2] },
              because: [{ code: 'said', values: { text: 'no' } }],
            },
          },
        ],
      },
      {
        written: { ...none, documents: 1 },
        chunks: { read: 2, kept: 1 },
        cost: 0.25,
        milliseconds: 12,
        stages: { read: 1, write: 2 },
      },
    ),
    ...fields,
  };
}

export function anAnswer(fields: Partial<Answer> = {}): Answer {
  return {
    id: 'a-1',
    question: 'What is LoRA? 什么是 LoRA？',
    mode: 'local',
    answered: true,
    text: 'A method. [1]',
    citations: [
      {
        number: 1,
        documentId: 'd-1',
        source: 'notes/a.md',
        start: 0,
        end: 9,
        quote: 'A method.',
        entityIds: ['e-1'],
      },
    ],
    trace: [
      { event: 'plan', data: { z: 1, a: [null, { deep: '深' }] } },
      { event: 'text', data: { text: '😀' } },
    ],
    at: '2026-01-03T00:00:00.000Z',
    milliseconds: 1.5,
    ...fields,
  };
}
