import { randomBytes } from 'node:crypto';
import { link, open, readFile, rm, stat, unlink, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';

/** A holder on another machine shows that it lives by touching the lock so often. */
export const BEAT_MS = 10_000;
/** One that has not touched it for so long is gone. */
const STALE_MS = 45_000;
/** How long another process has to take a dead lock away. */
const MARK_MS = 20;

/** Who holds a data folder: the process, where it listens, and the secret that lets a command of the same user talk to it. */
const Lock = z.object({
  pid: z.number().int(),
  /** When the process started, as the system tells it: a reused pid is another process. */
  processStart: z.string().nullable(),
  /** Name of its machine or container: a pid says nothing about those of another. */
  host: z.string().default(() => hostname()),
  /** Null until it listens. */
  url: z.string().nullable(),
  secret: z.string(),
});
export type Lock = z.infer<typeof Lock>;

/** A lock of this process, listening nowhere yet. */
export async function newLock(): Promise<Lock> {
  return {
    pid: process.pid,
    processStart: await processStart(process.pid),
    host: hostname(),
    url: null,
    secret: randomBytes(24).toString('base64url'),
  };
}

/** How a lock is found: its holder lives, or nobody does. */
export interface FoundLock {
  lock: Lock | null;
  /** For how long it counts as held, unless its holder says again that it lives; null when it is not held, or by a process of this machine. */
  endsInMs: number | null;
  alive: boolean;
}

/** Takes the file when none is there. @returns null, or what is there */
export async function takeLock(file: string, lock: Lock): Promise<FoundLock | null> {
  const draft = `${file}.${lock.pid}.${randomBytes(4).toString('hex')}`;
  await writeFile(draft, JSON.stringify(lock), { mode: 0o600 });
  try {
    await link(draft, file);
    return null;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    // Both times are by the clock of the disk, whatever clocks the two machines have.
    return await findLock(file, (await stat(draft)).mtimeMs);
  } finally {
    await unlink(draft);
  }
}

/** @param now by the clock that sets the times of files there */
export async function findLock(file: string, now = Date.now()): Promise<FoundLock> {
  const lock = await readLock(file);
  if (!lock) return { lock, alive: false, endsInMs: null };
  if (lock.host === hostname()) return { lock, alive: await isRunning(lock), endsInMs: null };
  const touched = await stat(file).then(
    ({ mtimeMs }) => mtimeMs,
    () => 0,
  );
  const endsInMs = touched + STALE_MS - now;
  return { lock, alive: endsInMs > 0, endsInMs: Math.max(0, endsInMs) };
}

/**
 * Says that the holder lives, without changing a byte.
 *
 * @returns false when the lock is another's now
 */
export async function touchLock(file: string, { secret }: Lock): Promise<boolean> {
  const handle = await open(file, 'r+').catch(() => null);
  // Who removes the file by hand takes nothing over yet.
  if (!handle) return true;
  try {
    const text = await handle.readFile('utf8');
    if (parseLock(text)?.secret !== secret) return false;
    await handle.write(text, 0);
    return true;
  } finally {
    await handle.close();
  }
}

/**
 * Removes a dead lock. Of many that found it only one may, which a mark beside the file shows: another that looked earlier would else
 * remove the lock of whoever was faster. Others wait a moment and look again.
 */
export async function removeDead(file: string, dead: Lock | null): Promise<void> {
  const mark = `${file}.dead`;
  const handle = await open(mark, 'wx').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'EEXIST') return null;
    throw error;
  });
  if (!handle) {
    await delay(MARK_MS);
    const { mtimeMs } = await stat(mark).catch(() => ({ mtimeMs: Number.POSITIVE_INFINITY }));
    // Whoever set it was killed in between.
    if (Date.now() - mtimeMs > STALE_MS) await rm(mark, { force: true });
    return;
  }
  try {
    const text = await readFile(file, 'utf8').catch(() => null);
    // Nobody else removes it, and none is set while it is there: what is read here is what goes.
    if (text !== null && parseLock(text)?.secret === dead?.secret) await rm(file, { force: true });
  } finally {
    await handle.close();
    await rm(mark, { force: true });
  }
}

export async function readLock(file: string): Promise<Lock | null> {
  const text = await readFile(file, 'utf8').catch(() => null);
  return text === null ? null : parseLock(text);
}

function parseLock(text: string): Lock | null {
  try {
    return Lock.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

async function isRunning(lock: Lock): Promise<boolean> {
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
