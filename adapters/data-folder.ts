import { randomBytes, randomUUID } from 'node:crypto';
import { link, mkdir, readFile, rename, rm, unlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { GraphRagError } from '../domain/errors.ts';

/** Who holds a data folder: the process, where it listens, and the secret that lets a command of the same user talk to it. */
const Lock = z.object({
  pid: z.number().int(),
  /** When the process started, as the system tells it: a reused pid is another process. */
  processStart: z.string().nullable(),
  /** Null until it listens. */
  url: z.string().nullable(),
  secret: z.string(),
});
type Lock = z.infer<typeof Lock>;

/** What is remembered about a folder beside its index. */
const State = z.object({
  /** Names the folder wherever it moves; made at the first use. */
  id: z.string().default(() => randomUUID()),
  samplesOffered: z.boolean().default(false),
});
type State = z.infer<typeof State>;

/** A folder that this process holds; one process at a time does. */
export interface DataFolder {
  readonly folder: string;
  readonly secret: string;
  /** Tells other commands where to find us. */
  publish(url: string): Promise<void>;
  readState(): Promise<State>;
  /** Remembers the changes and leaves the rest as it is. */
  changeState(changes: Partial<State>): Promise<State>;
  /** Gives the folder back; calling it twice is harmless. */
  release(): Promise<void>;
}

/** Where the process that holds the folder listens. */
export interface FolderHolder {
  pid: number;
  url: string | null;
  secret: string;
}

/**
 * Takes the folder for this process, making it when it is missing. A lock left by a dead process is taken over.
 *
 * @returns the folder, or who holds it already
 * @throws GraphRagError `store-unavailable` when the folder cannot be made or written
 */
export async function holdDataFolder(
  folder: string,
): Promise<{ held: DataFolder } | { holder: FolderHolder }> {
  const lockFile = path.join(folder, 'lock.json');
  const lock: Lock = {
    pid: process.pid,
    processStart: await processStart(process.pid),
    url: null,
    secret: randomBytes(24).toString('base64url'),
  };
  try {
    await mkdir(folder, { recursive: true });
    for (let attempt = 0; attempt < 5; attempt++) {
      if (await createWhole(lockFile, lock)) return { held: heldFolder(folder, lockFile, lock) };
      const present = await readLock(lockFile);
      if (present && (await isAlive(present))) return { holder: present };
      await setAside(lockFile, present);
    }
  } catch (error) {
    throw new GraphRagError(
      'store-unavailable',
      `The data folder ${folder} cannot be used: ${(error as Error).message}`,
      {
        hint: 'Give a folder that you can write with --data.',
        cause: error,
        retryable: false,
      },
    );
  }
  throw new GraphRagError('store-unavailable', `The data folder ${folder} is being taken by another process`);
}

/** Who holds the folder now, or null. */
export async function folderHolder(folder: string): Promise<FolderHolder | null> {
  const present = await readLock(path.join(folder, 'lock.json'));
  return present && (await isAlive(present)) ? present : null;
}

function heldFolder(folder: string, lockFile: string, lock: Lock): DataFolder {
  const stateFile = path.join(folder, 'state.json');
  let released = false;
  return {
    folder,
    secret: lock.secret,
    async publish(url) {
      await writeWhole(lockFile, { ...lock, url });
    },
    readState: () => changeState(stateFile, {}),
    changeState: (changes) => changeState(stateFile, changes),
    async release() {
      if (released) return;
      released = true;
      const present = await readLock(lockFile);
      if (present?.secret === lock.secret) await rm(lockFile, { force: true });
    },
  };
}

async function changeState(file: string, changes: Partial<State>): Promise<State> {
  const text = await readFile(file, 'utf8').catch(() => '{}');
  const parsed = State.safeParse(safeJson(text));
  const state = { ...(parsed.success ? parsed.data : State.parse({})), ...changes };
  const written = JSON.stringify(state);
  if (written !== text) await writeWhole(file, state);
  return state;
}

/** Creates the file with its whole content, or says that one is there; no reader ever sees half of it. */
async function createWhole(file: string, lock: Lock): Promise<boolean> {
  const draft = `${file}.${lock.pid}.${randomBytes(4).toString('hex')}`;
  await writeFile(draft, JSON.stringify(lock), { mode: 0o600 });
  try {
    await link(draft, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    await unlink(draft);
  }
}

/** Moves a dead lock away; puts it back when another process was faster and what was moved is alive. */
async function setAside(lockFile: string, dead: Lock | null): Promise<void> {
  const aside = `${lockFile}.dead.${randomBytes(4).toString('hex')}`;
  const moved = await rename(lockFile, aside).then(
    () => true,
    () => false,
  );
  if (!moved) return;
  const taken = await readLock(aside);
  if (taken && taken.secret !== dead?.secret) await link(aside, lockFile).catch(() => undefined);
  await rm(aside, { force: true });
}

async function writeWhole(file: string, content: unknown): Promise<void> {
  const draft = `${file}.${process.pid}.${randomBytes(4).toString('hex')}`;
  await writeFile(draft, JSON.stringify(content), { mode: 0o600 });
  await rename(draft, file);
}

async function readLock(file: string): Promise<Lock | null> {
  const text = await readFile(file, 'utf8').catch(() => null);
  const parsed = text === null ? null : Lock.safeParse(safeJson(text));
  return parsed?.success ? parsed.data : null;
}

function safeJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

async function isAlive(lock: Lock): Promise<boolean> {
  try {
    process.kill(lock.pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  const started = await processStart(lock.pid);
  return lock.processStart === null || started === null || started === lock.processStart;
}

/** Field 22 of /proc/PID/stat (see proc(5)); null where there is no /proc. */
async function processStart(pid: number): Promise<string | null> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null);
  return stat?.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null;
}
