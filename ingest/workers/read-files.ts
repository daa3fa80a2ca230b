import type { UnreadableDocument } from '../../domain/document.ts';
import type { SourceFile } from '../../domain/ports/index-builder.ts';
import { reasonFor } from '../../domain/reason.ts';
import type { ReadSource } from '../readers/create-document.ts';
import { formatOf, isParsed } from '../readers/media-type.ts';
import { runBatches } from './run-batches.ts';
import type { WorkerPool } from './worker-pool.ts';

/** A file that takes its parser longer is given up. */
export const READ_TIMEOUT_MS = 90_000;

export interface ReadFilesOptions {
  signal?: AbortSignal | undefined;
  onProgress: (done: number, total: number) => void;
  /** Most time for one file that takes a parser; `READ_TIMEOUT_MS` when absent. */
  timeoutMs?: number | undefined;
}

/**
 * Reads files in the threads of a pool. A file that takes a parser (PDF, web page, ...) is a task of its own with a limit of time: what an
 * odd file keeps busy is that thread, which is ended, and no other file is lost with it.
 */
export async function readFiles(
  pool: WorkerPool,
  files: readonly SourceFile[],
  { signal, onProgress, timeoutMs = READ_TIMEOUT_MS }: ReadFilesOptions,
): Promise<ReadSource> {
  const result: ReadSource = { documents: [], failed: [] };
  const take = (piece: ReadSource) => {
    for (const document of piece.documents) result.documents.push(document);
    for (const failure of piece.failed) result.failed.push(failure);
  };
  const sendable = files.map((file) => ({ ...file, bytes: ownBytes(file.bytes) }));
  const parsed = sendable.filter(takesParser);
  let done = 0;
  const report = (more: number) => onProgress(done + more, files.length);
  report(0);
  await runBatches(pool, {
    name: 'readFiles',
    items: sendable.filter((file) => !takesParser(file)),
    sizeOf: ({ bytes }) => bytes.length,
    onPiece: take,
    signal,
    onProgress: report,
  });
  done = files.length - parsed.length;
  const rest = parsed[Symbol.iterator]();
  const work = async () => {
    for (const file of { [Symbol.iterator]: () => rest }) {
      take(await readOne(pool, file, timeoutMs, signal));
      done += 1;
      report(0);
    }
  };
  await Promise.all(Array.from({ length: Math.min(pool.size, parsed.length) }, work));
  return result;
}

function takesParser({ source, mediaType, asRead }: SourceFile): boolean {
  const format = formatOf(source, mediaType);
  return !asRead && format !== null && isParsed(format);
}

async function readOne(
  pool: WorkerPool,
  file: SourceFile,
  timeoutMs: number,
  signal: AbortSignal | undefined,
): Promise<ReadSource> {
  const read: ReadSource = { documents: [], failed: [] };
  const limit = AbortSignal.timeout(timeoutMs);
  const take = (piece: ReadSource) => {
    read.documents.push(...piece.documents);
    read.failed.push(...piece.failed);
  };
  try {
    await pool.run('readFiles', [file], take, { signal: signal ? AbortSignal.any([signal, limit]) : limit });
    return read;
  } catch (error) {
    signal?.throwIfAborted();
    if (!limit.aborted) throw error;
    return { documents: [], failed: [timedOut(file, timeoutMs)] };
  }
}

function timedOut({ source }: SourceFile, timeoutMs: number): UnreadableDocument {
  const seconds = Math.round(timeoutMs / 1000);
  const message = `Reading it took more than ${seconds} seconds. Split it, or save it as text`;
  return { source, code: 'timed-out', message, reason: reasonFor('source-too-slow', { seconds }) };
}

/** A view of a larger buffer is copied to another thread with all of that buffer. */
function ownBytes(bytes: Uint8Array): Uint8Array {
  return bytes.byteLength === bytes.buffer.byteLength ? bytes : bytes.slice();
}
