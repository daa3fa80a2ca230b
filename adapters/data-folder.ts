import { randomBytes, randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { GraphRagError } from '../domain/errors.ts';
import {
  BEAT_MS,
  type FoundLock,
  findLock,
  type Lock,
  newLock,
  readLock,
  removeDead,
  takeLock,
  touchLock,
} from './folder-lock.ts';

/** Looks at a lock that others take away; a second at most. */
const MOST_ATTEMPTS = 50;

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
  /** Aborted, with a `conflict`, when a process on another machine took the folder: that happens to one that was halted for long. */
  readonly lost: AbortSignal;
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
 * Takes the folder for this process, making it when it is missing. A lock left by a dead process is taken over, at once on this machine;
 * on another it counts as dead when it has not been touched for a while.
 *
 * @returns the folder, or who on this machine holds it already
 * @throws GraphRagError `store-unavailable` when the folder cannot be made or written, `conflict` when it is held on another machine
 */
export async function holdDataFolder(
  folder: string,
): Promise<{ held: DataFolder } | { holder: FolderHolder }> {
  const lockFile = lockFileOf(folder);
  try {
    const lock = await newLock();
    await mkdir(folder, { recursive: true });
    for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
      const found = await takeLock(lockFile, lock);
      if (found === null) return { held: heldFolder(folder, lockFile, lock) };
      if (found.lock && found.alive) return { holder: holderHere(folder, found.lock, found) };
      await removeDead(lockFile, found.lock);
    }
  } catch (error) {
    if (error instanceof GraphRagError) throw error;
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

/** Who on this machine holds the folder now, or null. @throws GraphRagError `conflict` when it is held on another machine */
export async function folderHolder(folder: string): Promise<FolderHolder | null> {
  const found = await findLock(lockFileOf(folder));
  return found.lock && found.alive ? holderHere(folder, found.lock, found) : null;
}

function lockFileOf(folder: string): string {
  return path.join(folder, 'lock.json');
}

/** A process of another machine can be neither ended nor talked to from here. */
function holderHere(folder: string, { pid, url, secret, host }: Lock, { endsInMs }: FoundLock): FolderHolder {
  if (endsInMs === null) return { pid, url, secret };
  throw new GraphRagError(
    'conflict',
    `${folder} is held by process ${pid} on the machine "${host}"; this is "${hostname()}"`,
    {
      hint:
        'Two machines or containers cannot share a data folder: end that one, or give another folder with --data. ' +
        `If it is gone already, its hold ends by itself within ${Math.ceil(endsInMs / 1000)} s.`,
    },
  );
}

function heldFolder(folder: string, lockFile: string, lock: Lock): DataFolder {
  const stateFile = path.join(folder, 'state.json');
  const lost = new AbortController();
  let released = false;
  const beat = setInterval(async () => {
    // A disk that fails for a moment is not a folder that is lost.
    if (released || (await touchLock(lockFile, lock).catch(() => true)) || released) return;
    clearInterval(beat);
    lost.abort(new GraphRagError('conflict', `${folder} was taken by a process on another machine`));
  }, BEAT_MS);
  beat.unref();
  return {
    folder,
    secret: lock.secret,
    lost: lost.signal,
    async publish(url) {
      await writeWhole(lockFile, { ...lock, url });
    },
    readState: () => changeState(stateFile, {}),
    changeState: (changes) => changeState(stateFile, changes),
    async release() {
      if (released) return;
      released = true;
      clearInterval(beat);
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

async function writeWhole(file: string, content: unknown): Promise<void> {
  const draft = `${file}.${process.pid}.${randomBytes(4).toString('hex')}`;
  await writeFile(draft, JSON.stringify(content), { mode: 0o600 });
  await rename(draft, file);
}

function safeJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
