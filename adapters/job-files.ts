import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { BuildRequest, SourceFile } from '../domain/ports/index-builder.ts';
import type { JobFiles, JobRecord } from '../domain/ports/job-files.ts';

/**
 * `request.json`: the request with the length of each input instead of its bytes, which follow one another in `inputs.bin`; an export to
 * take in lies in `exchange.bin`.
 */
type KeptRequest = Omit<BuildRequest, 'add' | 'exchange'> & {
  add: (Omit<SourceFile, 'bytes'> & { length: number })[];
};

const RECORD = 'job.json';
const REQUEST = 'request.json';
const INPUTS = 'inputs.bin';
const EXCHANGE = 'exchange.bin';
/** Folders of this name are jobs that were being created when the process ended. */
const UNFINISHED = '.new-';

/** Where a data folder has its jobs. */
export function jobFolder(dataFolder: string): string {
  return join(dataFolder, 'jobs');
}

/**
 * JobFiles in a folder, made when missing: one folder a job with `job.json`, `request.json` and `inputs.bin`. A file is
 * written beside its place, synced, and renamed into it; a job appears by the rename of its whole folder.
 */
export function createJobFiles({ folder }: { folder: string }): JobFiles {
  const folderOf = (id: string): string => {
    if (!/^[\w-]{1,100}$/.test(id)) throw new Error(`"${id}" can't be the id of a job`);
    return join(folder, id);
  };

  return {
    async list() {
      await mkdir(folder, { recursive: true });
      const records: JobRecord[] = [];
      for (const name of await readdir(folder)) {
        const text = name.startsWith(UNFINISHED) ? null : await readIfThere(join(folder, name, RECORD));
        if (text === null) await rm(join(folder, name), { recursive: true, force: true });
        else records.push(JSON.parse(text.toString('utf8')) as JobRecord);
      }
      return records.sort((a, b) => a.order - b.order);
    },

    async create(record, request) {
      const place = folderOf(record.job.id);
      const unfinished = join(folder, `${UNFINISHED}${record.job.id}`);
      await mkdir(unfinished, { recursive: true });
      try {
        await writeRequest(unfinished, request);
        await writeSynced(join(unfinished, RECORD), [toBytes(record)]);
        await syncFolder(unfinished);
        await rename(unfinished, place);
      } catch (error) {
        await rm(unfinished, { recursive: true, force: true });
        throw error;
      }
      await syncFolder(folder);
    },

    async save(record) {
      const place = folderOf(record.job.id);
      try {
        await writeSynced(join(place, `${RECORD}.new`), [toBytes(record)]);
        await rename(join(place, `${RECORD}.new`), join(place, RECORD));
        await syncFolder(place);
      } catch (error) {
        if (!isMissing(error)) throw error;
      }
    },

    async loadRequest(id) {
      const text = await readIfThere(join(folderOf(id), REQUEST));
      const inputs = await readIfThere(join(folderOf(id), INPUTS));
      if (text === null || inputs === null) return null;
      const exchange = await exchangeIn(folderOf(id));
      const kept = JSON.parse(text.toString('utf8')) as KeptRequest;
      let offset = 0;
      const add = kept.add.map(({ length, ...file }) => {
        const bytes = new Uint8Array(inputs.buffer, inputs.byteOffset + offset, length);
        offset += length;
        return { ...file, bytes };
      });
      return { ...kept, add, ...(exchange ? { exchange } : {}) };
    },

    async dropRequest(id) {
      await removeRequest(folderOf(id));
    },

    async remove(id) {
      await rm(folderOf(id), { recursive: true, force: true });
    },
  };
}

/**
 * Forgets what jobs that have ended were asked to do; their records stay, and jobs that run or wait do too. Whoever uses the folder goes on.
 *
 * @returns how much that was, in bytes
 */
export async function forgetEndedRequests(folder: string): Promise<number> {
  const names = await readdir(folder).catch((error: unknown) => {
    if (isMissing(error)) return [];
    throw error;
  });
  let bytes = 0;
  for (const name of names.filter((one) => !one.startsWith(UNFINISHED))) {
    const text = await readIfThere(join(folder, name, RECORD));
    if (text === null || (JSON.parse(text.toString('utf8')) as JobRecord).job.endedAt === null) continue;
    bytes += await removeRequest(join(folder, name));
  }
  return bytes;
}

/** @returns bytes of what was removed */
async function removeRequest(folder: string): Promise<number> {
  let bytes = 0;
  for (const name of [REQUEST, INPUTS, EXCHANGE]) {
    bytes += (await statIfThere(join(folder, name)))?.size ?? 0;
    await rm(join(folder, name), { force: true });
  }
  return bytes;
}

async function writeRequest(folder: string, { exchange, ...request }: BuildRequest): Promise<void> {
  const add = request.add.map(({ bytes, ...file }) => ({ ...file, length: bytes.byteLength }));
  await writeSynced(
    join(folder, INPUTS),
    request.add.map(({ bytes }) => bytes),
  );
  if (exchange) await writeSynced(join(folder, EXCHANGE), exchange());
  await writeSynced(join(folder, REQUEST), [toBytes({ ...request, add } satisfies KeptRequest)]);
}

/** The export that a job takes in, read from its file each time; null when the job is of another kind. */
async function exchangeIn(folder: string): Promise<BuildRequest['exchange'] | null> {
  const path = join(folder, EXCHANGE);
  return (await statIfThere(path)) ? () => createReadStream(path) : null;
}

async function statIfThere(path: string): Promise<{ size: number } | null> {
  return stat(path).catch((error: unknown) => {
    if (isMissing(error)) return null;
    throw error;
  });
}

function toBytes(value: unknown): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(value));
}

/** Writes the parts one after the other into a new file, and returns when they are on disk. */
async function writeSynced(
  path: string,
  parts: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
): Promise<void> {
  const file = await open(path, 'w');
  try {
    for await (const part of parts) await file.writeFile(part);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Makes a rename inside the folder last. Where folders can't be opened (Windows) the file system keeps order itself. */
async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

async function readIfThere(path: string): Promise<Buffer | null> {
  try {
    return await readFile(path);
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');
}
