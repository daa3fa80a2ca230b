import { createHash } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { GraphRagError } from '../domain/errors.ts';
import type { VectorRow, VectorStore, VectorTable } from '../domain/ports/vector-store.ts';
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
    const known = logs.get(model);
    if (known) return known;
    const read = readVectorLog(path.join(folder, fileNameOf(model)));
    logs.set(model, read);
    read.catch(() => logs.delete(model));
    return read;
  };

  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const next = turn.then(work, work);
    turn = next.catch(() => undefined);
    return next;
  };

  return {
    load: (model) => inTurn(async () => toTable(model, await logOf(model))),
    write: (model, changes) =>
      inTurn(async () => {
        const log = await logOf(model);
        const records = toRecords(model, log, changes);
        if (records.length === 0) return;
        try {
          await mkdir(folder, { recursive: true });
          await addRecords(log, records);
        } catch (error) {
          // What the file holds now is read again before the next use.
          logs.delete(model);
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

function toTable(model: string, { rows, dimension }: VectorLog): VectorTable {
  const ids = [...rows.keys()].sort();
  const vectors = new Float32Array(ids.length * dimension);
  const textHashes = ids.map((id, index) => {
    const row = rows.get(id);
    if (row) vectors.set(row.vector, index * dimension);
    return row?.textHash ?? '';
  });
  return { model, dimension, ids, textHashes, vectors };
}
