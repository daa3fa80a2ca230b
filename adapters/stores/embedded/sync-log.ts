import { open, readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** Waits until the newest part of the write-ahead log is on the disk: the engine itself syncs only on a later commit. */
export async function syncLog(databasePath: string): Promise<void> {
  const folder = `${databasePath}.wal`;
  const parts = (await readdir(folder)).filter((name) => /^wal_.*\.log$/.test(name)).sort();
  const newest = parts.at(-1);
  if (newest === undefined) return;
  const file = await open(join(folder, newest), 'r+');
  try {
    await file.datasync();
  } finally {
    await file.close();
  }
}
