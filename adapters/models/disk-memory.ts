import cacache from 'cacache';

/** JSON values on disk, by key. */
export interface DiskMemory {
  /** Null when there is none, or it is damaged. */
  read(key: string): Promise<unknown>;
  /** Resolves once a kill of the process would not lose it. */
  write(key: string, value: unknown): Promise<void>;
}

/**
 * Values in a folder of their own, content-addressed (`cacache`). Several processes may use it. It only ever saves money: deleting the folder
 * is safe.
 *
 * @param onTrouble told once when the folder cannot be written; work goes on
 */
export function openDiskMemory(
  folder: string,
  onTrouble: (error: unknown) => void = () => undefined,
): DiskMemory {
  let isTold = false;
  const tell = (error: unknown): void => {
    if (!isTold) onTrouble(error);
    isTold = true;
  };
  return {
    async read(key) {
      const entry = await cacache.get.info(folder, key).catch(() => null);
      if (!entry) return null;
      try {
        return JSON.parse((await cacache.get(folder, key)).data.toString('utf8'));
      } catch {
        // Content that is damaged would stay in the way of the same content written anew.
        await cacache.rm.content(folder, entry.integrity).catch(() => undefined);
        return null;
      }
    },
    async write(key, value) {
      await cacache.put(folder, key, JSON.stringify(value)).catch(tell);
    },
  };
}

/** How much is kept in the folder, in bytes; what was damaged counts too. */
export async function sizeOfMemory(folder: string): Promise<number> {
  const entries = await cacache.ls(folder).catch(() => ({}));
  // The same content is kept once, whatever its keys.
  const contents = new Map(Object.values(entries).map(({ integrity, size }) => [integrity, size]));
  return [...contents.values()].reduce((sum, size) => sum + size, 0);
}

/** Lets go of all that is kept in the folder, and of nothing else there. Whoever uses it goes on. */
export async function emptyMemory(folder: string): Promise<void> {
  await cacache.rm.all(folder);
}
