import { createHash } from 'node:crypto';
import { mkdir, readdir } from 'node:fs/promises';
import path from 'node:path';
import { GraphRagError } from '../domain/errors.ts';
import type { VectorRow, VectorStore, VectorTable } from '../domain/ports/vector-store.ts';
import { reasonFor } from '../domain/reason.ts';
import { addRecords, readVectorLog, type VectorLog } from './vector-log.ts';
import type { FileRecord } from './vector-record.ts';

/**
 * Vectors in flat files, one for each model, in a folder of their own. A file is a log: changes are added to its end and synced, so that a batch of
 * vectors costs what it weighs; what a kill cut off fails its checksum and is left out. A file that is mostly out of date is written anew beside
 * itself and renamed. One process at a time writes (the data folder's lock sees to that); changes of one store wait for each other.
 *
 * @param folder made when first written
 */
export function createVectorFile({ folder }: { folder: string }): VectorStore {
  const logs = new Map<string, Promise<VectorLog>>();
  let turn: Promise<unknown> = Promise.resolve();

  const logOf = (model: string): Promise<VectorLog> => {
    const file = path.join(folder, fileNameOf(model));
    const known = logs.get(file);
    if (known) return known;
    const read = readVectorLog(file);
    logs.set(file, read);
    read.catch(() => logs.delete(file));
    return read;
  };

  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const next = turn.then(work, work);
    turn = next.catch(() => undefined);
    return next;
  };

  const add = async (log: VectorLog, records: readonly FileRecord[]): Promise<void> => {
    if (records.length === 0) return;
    try {
      await mkdir(folder, { recursive: true });
      await addRecords(log, records);
    } catch (error) {
      // What the file holds now is read again before the next use.
      logs.delete(log.file);
      throw unusable('written to', folder, error);
    }
  };

  return {
    load: (model) => inTurn(async () => toTable(model, await logOf(model))),
    idsOf: (model) => inTurn(async () => (await logOf(model)).rows),
    write: (model, changes) =>
      inTurn(async () => {
        const log = await logOf(model);
        await add(log, toRecords(model, log, changes));
      }),
    keepOnly: (isKept) =>
      inTurn(async () => {
        let forgotten = 0;
        for (const file of await vectorFiles(folder)) {
          // Those of models that are not in use are read for this alone, and not kept in memory.
          const log = await (logs.get(file) ?? readVectorLog(file));
          const gone = [...log.rows.values()].filter(({ id, textHash }) => !isKept(id, textHash));
          await add(
            log,
            gone.map(({ id }) => ({ id, textHash: '', vector: null })),
          );
          forgotten += gone.length;
        }
        return forgotten;
      }),
  };
}

const ENDING = '.vectors';

/** Of all models, as far as they have been written. */
async function vectorFiles(folder: string): Promise<string[]> {
  try {
    const names = await readdir(folder);
    return names
      .filter((name) => name.endsWith(ENDING))
      .sort()
      .map((name) => path.join(folder, name));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw unusable('read from', folder, error);
  }
}

function unusable(what: string, folder: string, error: unknown): GraphRagError {
  const message = `Vectors cannot be ${what} ${folder}: ${(error as Error).message}`;
  return new GraphRagError('store-unavailable', message, { cause: error });
}

/** Readable, and different for models whose names differ in what a file name cannot hold. */
function fileNameOf(model: string): string {
  const plain = model
    .toLowerCase()
    .replace(/[^a-z0-9.-]+/g, '-')
    .slice(0, 60);
  return `${plain}-${createHash('sha256').update(model).digest('hex').slice(0, 8)}${ENDING}`;
}

/** @throws GraphRagError `model-output-invalid` when the vectors do not fit those of the log */
function toRecords(
  model: string,
  log: VectorLog,
  changes: { write: readonly VectorRow[]; delete: readonly string[] },
): FileRecord[] {
  const dimension = log.dimension || (changes.write[0]?.vector.length ?? 0);
  for (const { id, vector } of changes.write) {
    if (vector.length === dimension && dimension > 0) continue;
    throw new GraphRagError(
      'model-output-invalid',
      `The vector of ${id} has ${vector.length} numbers; those of ${model} have ${dimension}`,
      {
        reason: reasonFor('vectors-of-another', { model, before: dimension, now: vector.length }),
        hint: 'Another model answers under this name; give the new one a name of its own.',
      },
    );
  }
  // The caller may use its arrays again.
  const written = changes.write.map(({ id, textHash, vector }) => ({ id, textHash, vector: vector.slice() }));
  const coming = new Set(changes.write.map(({ id }) => id));
  const gone = changes.delete.filter((id) => log.rows.has(id) || coming.has(id));
  return [...written, ...gone.map((id) => ({ id, textHash: '', vector: null }))];
}

/** The rows as a table. From then on they are views of its vectors, so that these are in memory once. */
function toTable(model: string, log: VectorLog): VectorTable {
  if (log.table) return log.table;
  const { rows, dimension } = log;
  const ids = [...rows.keys()].sort();
  const vectors = new Float32Array(ids.length * dimension);
  const textHashes = ids.map((id, index) => {
    const row = rows.get(id);
    if (!row) return '';
    vectors.set(row.vector, index * dimension);
    row.vector = vectors.subarray(index * dimension, (index + 1) * dimension);
    return row.textHash;
  });
  log.table = { model, dimension, ids, textHashes, vectors };
  return log.table;
}
