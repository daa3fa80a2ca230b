import { createHash, randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type FileHandle, mkdir, open, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { GraphRagError } from '../domain/errors.ts';
import type { VectorRow, VectorStore, VectorTable } from '../domain/ports/vector-store.ts';
import { encodeRecord, type FileRecord, readRecords } from './vector-record.ts';

/** What is kept of one model while the process runs. */
interface OpenTable {
  file: string;
  /** By id. */
  rows: Map<string, VectorRow>;
  dimension: number;
  /** Records in the file that are no longer true. */
  dead: number;
  /** Where the next record goes: behind the last whole one. */
  size: number;
}

/** Rewritten when more than this share of its records is out of date, and no fewer than so many. */
const MOST_DEAD = 0.5;
const FEWEST_DEAD = 1000;

/**
 * Vectors in flat files, one for each model, in a folder of their own. A file is a log: changes are added to its end and synced, so that a batch of
 * vectors costs what it weighs; what a kill cut off fails its checksum and is left out. A file that is mostly out of date is written anew beside
 * itself and renamed. One process at a time writes (the data folder's lock sees to that); changes of one store wait for each other.
 *
 * @param folder made when first written
 */
export function createVectorFile({ folder }: { folder: string }): VectorStore {
  const tables = new Map<string, Promise<OpenTable>>();
  let turn: Promise<unknown> = Promise.resolve();

  const tableOf = (model: string): Promise<OpenTable> => {
    const known = tables.get(model);
    if (known) return known;
    const read = readTable(path.join(folder, fileNameOf(model)));
    tables.set(model, read);
    read.catch(() => tables.delete(model));
    return read;
  };

  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const next = turn.then(work, work);
    turn = next.catch(() => undefined);
    return next;
  };

  return {
    load: (model) => inTurn(async () => toTable(model, await tableOf(model))),
    write: (model, changes) =>
      inTurn(async () => {
        const table = await tableOf(model);
        const records = toRecords(model, table, changes);
        if (records.length === 0) return;
        try {
          await mkdir(folder, { recursive: true });
          await append(table, records);
          for (const record of records) applyRecord(table, record);
          if (table.dead >= FEWEST_DEAD && table.dead > (table.rows.size + table.dead) * MOST_DEAD)
            await compact(table);
        } catch (error) {
          // What the file holds now is read again before the next use.
          tables.delete(model);
          throw new GraphRagError(
            'store-unavailable',
            `Vectors cannot be written to ${folder}: ${(error as Error).message}`,
            {
              cause: error,
            },
          );
        }
      }),
  };
}

/** Readable, and different for models whose names differ in what a file name cannot hold. */
function fileNameOf(model: string): string {
  const plain = model
    .toLowerCase()
    .replace(/[^a-z0-9.-]+/g, '-')
    .slice(0, 60);
  return `${plain}-${createHash('sha256').update(model).digest('hex').slice(0, 8)}.vectors`;
}

async function readTable(file: string): Promise<OpenTable> {
  const table: OpenTable = { file, rows: new Map(), dimension: 0, dead: 0, size: 0 };
  try {
    for await (const { record, end } of readRecords(createReadStream(file, { highWaterMark: 1 << 20 }))) {
      applyRecord(table, record);
      table.size = end;
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw unreadable(file, error);
  }
  return table;
}

function applyRecord(table: OpenTable, { id, textHash, vector }: FileRecord): void {
  if (table.rows.delete(id)) table.dead += 1;
  if (vector) {
    table.rows.set(id, { id, textHash, vector });
    table.dimension = vector.length;
  } else table.dead += 1;
  if (table.rows.size === 0) table.dimension = 0;
}

/** @throws GraphRagError `model-output-invalid` when the vectors do not fit the table */
function toRecords(
  model: string,
  table: OpenTable,
  changes: { write: readonly VectorRow[]; delete: readonly string[] },
): FileRecord[] {
  const dimension = table.dimension || (changes.write[0]?.vector.length ?? 0);
  for (const { id, vector } of changes.write) {
    if (vector.length === dimension && dimension > 0) continue;
    throw new GraphRagError(
      'model-output-invalid',
      `The vector of ${id} has ${vector.length} numbers; those of ${model} have ${dimension}`,
      {
        hint: 'Another model answers under this name; give the new one a name of its own.',
      },
    );
  }
  // The caller may use its arrays again.
  const written = changes.write.map(({ id, textHash, vector }) => ({ id, textHash, vector: vector.slice() }));
  const coming = new Set(changes.write.map(({ id }) => id));
  const gone = changes.delete.filter((id) => table.rows.has(id) || coming.has(id));
  return [...written, ...gone.map((id) => ({ id, textHash: '', vector: null }))];
}

/** As one write, then a sync: a later record is never there without an earlier one. */
async function append(table: OpenTable, records: readonly FileRecord[]): Promise<void> {
  const bytes = Buffer.concat(records.map(encodeRecord));
  const handle = await openToAppend(table.file);
  try {
    // What a kill left behind the last whole record is overwritten, and nothing of it may show behind ours.
    await handle.truncate(table.size);
    await handle.write(bytes, 0, bytes.length, table.size);
    await handle.datasync();
    table.size += bytes.length;
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
async function compact(table: OpenTable): Promise<void> {
  const draft = `${table.file}.${randomBytes(4).toString('hex')}.draft`;
  try {
    const handle = await open(draft, 'w');
    let size = 0;
    try {
      for (const row of table.rows.values()) {
        const bytes = encodeRecord(row);
        await handle.write(bytes);
        size += bytes.length;
      }
      await handle.datasync();
    } finally {
      await handle.close();
    }
    await rename(draft, table.file);
    table.size = size;
    table.dead = 0;
  } finally {
    await rm(draft, { force: true });
  }
}

function toTable(model: string, { rows, dimension }: OpenTable): VectorTable {
  const ids = [...rows.keys()].sort();
  const vectors = new Float32Array(ids.length * dimension);
  const textHashes = ids.map((id, index) => {
    const row = rows.get(id);
    if (row) vectors.set(row.vector, index * dimension);
    return row?.textHash ?? '';
  });
  return { model, dimension, ids, textHashes, vectors };
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
