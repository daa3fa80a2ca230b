import { createHash } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';
import type { Answer } from '../../domain/answer.ts';
import type { Run } from '../../domain/run.ts';
import type { ExchangeContent } from '../../server/exchange/exchange-content.ts';
import { type ExportStore, planExport } from '../../server/exchange/plan-export.ts';
import { readExport } from '../../server/exchange/read-export.ts';
import { writeExport } from '../../server/exchange/write-export.ts';

export function aRun(fields: Partial<Run> = {}): Run {
  const none = {
    documents: 0,
    chunks: 0,
    entities: 0,
    mentions: 0,
    relationships: 0,
    communities: 0,
    reports: 0,
  };
  return {
    id: 'run-1',
    kind: 'ingest',
    at: '2026-01-02T00:00:00.000Z',
    report: {
      documents: {
        added: ['笔记/a.md'],
        changed: [],
        removed: [],
        unchanged: 3,
        failed: [{ source: 'b.png', code: 'binary', message: 'It is no text' }],
        vanished: [],
      },
      written: { ...none, documents: 1 },
      deleted: none,
      chunks: { read: 2, kept: 1 },
      tokens: { input: 0, output: 0 },
      cost: 0.25,
      milliseconds: 12,
      stages: { read: 1, write: 2 },
    },
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

/** What an export reads, from memory. */
export function exportStoreOf({ index, runs, answers }: ExchangeContent): ExportStore {
  return {
    loadIndex: async () => index,
    unfinished: async () => false,
    listRuns: async () => ({ items: runs, total: runs.length }),
    listAnswers: async () => ({ items: answers, total: answers.length }),
    findAnswer: async (id) => answers.find((answer) => answer.id === id) ?? null,
  };
}

/** The whole file that a store exports. */
export async function exported(store: ExportStore): Promise<Buffer> {
  const pieces: Buffer[] = [];
  const plan = await planExport(store, new AbortController().signal);
  for await (const piece of writeExport(plan)) pieces.push(piece as Buffer);
  return Buffer.concat(pieces);
}

/** Reads a file from memory, handed over in pieces of `size` bytes. */
export function imported(file: Uint8Array, size = file.length): Promise<ExchangeContent> {
  async function* pieces() {
    for (let at = 0; at < file.length; at += size) yield file.subarray(at, at + size);
  }
  return readExport(pieces());
}

/** The records of a file as lines, without header and trailer. */
export function recordsOf(file: Uint8Array): string[] {
  return gunzipSync(file).toString('utf8').trimEnd().split('\n').slice(1, -1);
}

/** A file of these lines, its counts and its checksum right. */
export function fileOf(records: readonly string[], header: object = {}): Buffer {
  const kinds = [
    'document',
    'chunk',
    'community',
    'report',
    'entity',
    'mention',
    'relationship',
    'decision',
    'run',
    'answer',
  ];
  const count = (kind: string) => records.filter((record) => record.startsWith(`{"${kind}":`)).length;
  const counts = Object.fromEntries(kinds.map((kind) => [kind, count(kind)]));
  const first = JSON.stringify({ header: { format: 'orrery-index', version: 1, counts, ...header } });
  const text = `${[first, ...records].join('\n')}\n`;
  const trailer = { records: records.length, sha256: createHash('sha256').update(text).digest('hex') };
  return gzipSync(`${text}${JSON.stringify({ trailer })}\n`);
}
