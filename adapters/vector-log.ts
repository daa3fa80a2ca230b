import { randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import { GraphRagError } from '../domain/errors.ts';
import type { VectorRow, VectorTable } from '../domain/ports/vector-store.ts';
import { encodeRecord, type FileRecord, readRecords } from './vector-record.ts';

/** Rewritten when more than this share of its records is out of date, and no fewer than so many. */
const MOST_DEAD = 0.5;
const FEWEST_DEAD = 1000;

/** One file of vectors, and what it says, in memory. */
export interface VectorLog {
  file: string;
  /** By id. */
  rows: Map<string, VectorRow>;
  dimension: number;
  /** What the rows were last given out as, whose vectors theirs are then views of; null once they have changed. */
  table: VectorTable | null;
  /** Records in the file that are no longer true. */
  dead: number;
  /** Where the next record goes: behind the last whole one. */
  size: number;
}

/**
 * Reads a log; one that is not there is empty. What a kill cut off fails its checksum and is left out.
 *
 * @throws GraphRagError `store-unavailable`
 */
export async function readVectorLog(file: string): Promise<VectorLog> {
  const log: VectorLog = { file, rows: new Map(), dimension: 0, table: null, dead: 0, size: 0 };
  try {
    for await (const { record, end } of readRecords(createReadStream(file, { highWaterMark: 1 << 20 }))) {
      applyRecord(log, record);
      log.size = end;
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw unreadable(file, error);
  }
  return log;
}

function applyRecord(log: VectorLog, { id, textHash, vector }: FileRecord): void {
  log.table = null;
  if (log.rows.delete(id)) log.dead += 1;
  if (vector) {
    log.rows.set(id, { id, textHash, vector });
    log.dimension = vector.length;
  } else log.dead += 1;
  if (log.rows.size === 0) log.dimension = 0;
}

/** Adds records to the file, then to what it says. A file that is mostly out of date is written anew. */
export async function addRecords(log: VectorLog, records: readonly FileRecord[]): Promise<void> {
  await append(log, records);
  for (const record of records) applyRecord(log, record);
  if (log.dead >= FEWEST_DEAD && log.dead > (log.rows.size + log.dead) * MOST_DEAD) await compact(log);
}

/** As one write, then a sync: a later record is never there without an earlier one. */
async function append(log: VectorLog, records: readonly FileRecord[]): Promise<void> {
  const bytes = Buffer.concat(records.map(encodeRecord));
  const handle = await openToAppend(log.file);
  try {
    // What a kill left behind the last whole record is overwritten, and nothing of it may show behind ours.
    await handle.truncate(log.size);
    await handle.write(bytes, 0, bytes.length, log.size);
    await handle.datasync();
    log.size += bytes.length;
  } finally {
    await handle.close();
  }
}

async function openToAppend(file: string): Promise<FileHandle> {
  try {
    return await open(file, 'r+');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    return open(file, 'w+');
  }
}

/** Writes what is true to a new file and puts it in the place of the old one. */
async function compact(log: VectorLog): Promise<void> {
  const draft = `${log.file}.${randomBytes(4).toString('hex')}.draft`;
  try {
    const handle = await open(draft, 'w');
    let size = 0;
    try {
      for (const row of log.rows.values()) {
        const bytes = encodeRecord(row);
        await handle.write(bytes);
        size += bytes.length;
      }
      await handle.datasync();
    } finally {
      await handle.close();
    }
    await rename(draft, log.file);
    log.size = size;
    log.dead = 0;
  } finally {
    await rm(draft, { force: true });
  }
}

function unreadable(file: string, error: unknown): GraphRagError {
  return new GraphRagError(
    'store-unavailable',
    `Vectors cannot be read from ${file}: ${(error as Error).message}`,
    {
      hint: 'Delete the file: its vectors are then asked for again.',
      cause: error,
      retryable: false,
    },
  );
}
