import { createHash } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';
import type { VectorTable } from '../../domain/ports/vector-store.ts';
import type { ExchangeContent } from '../../server/exchange/exchange-content.ts';
import { type ExportStore, planExport } from '../../server/exchange/plan-export.ts';
import { readExport } from '../../server/exchange/read-export.ts';
import { writeExport } from '../../server/exchange/write-export.ts';

/** What an export reads, from memory. */
export function exportStoreOf({ index, runs, answers }: Omit<ExchangeContent, 'vectors'>): ExportStore {
  return {
    loadIndex: async () => index,
    unfinished: async () => false,
    listRuns: async () => ({ items: runs, total: runs.length }),
    listAnswers: async () => ({ items: answers, total: answers.length }),
    findAnswer: async (id) => answers.find((answer) => answer.id === id) ?? null,
  };
}

/** The whole file that a store exports. */
export async function exported(store: ExportStore, vectors: VectorTable | null = null): Promise<Buffer> {
  const pieces: Buffer[] = [];
  const plan = await planExport(store, new AbortController().signal, vectors);
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
    ...(records.some((record) => record.startsWith('{"vector":')) ? ['vector'] : []),
  ];
  const count = (kind: string) => records.filter((record) => record.startsWith(`{"${kind}":`)).length;
  const counts = Object.fromEntries(kinds.map((kind) => [kind, count(kind)]));
  const first = JSON.stringify({ header: { format: 'orrery-index', version: 1, counts, ...header } });
  const text = `${[first, ...records].join('\n')}\n`;
  const trailer = { records: records.length, sha256: createHash('sha256').update(text).digest('hex') };
  return gzipSync(`${text}${JSON.stringify({ trailer })}\n`);
}
