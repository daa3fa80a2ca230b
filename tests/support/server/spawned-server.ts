import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';
import { fileURLToPath, pathToFileURL } from 'node:url';

const PROCESS = fileURLToPath(new URL('./serve-embedded-process.ts', import.meta.url));
const TSX = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;

/** The whole server over the embedded store, in a process of its own. */
export interface SpawnedServer {
  url: string;
  process: ChildProcess;
  /** SIGKILL, and waits for the end. */
  kill(): Promise<void>;
  /** Pid of the store's own process. */
  storePid(): Promise<number>;
}

/** Starts the server on a folder and waits until it tells its address. Whoever starts it must kill it. */
export async function spawnServer(folder: string): Promise<SpawnedServer> {
  const child = spawn(process.execPath, ['--import', TSX, PROCESS, folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  return {
    url: line.trim(),
    process: child,
    async kill() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGKILL');
      await once(child, 'exit');
    },
    async storePid() {
      for (const pid of await childrenOf(child.pid ?? 0)) {
        const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
        if (command.includes('stores/embedded/')) return pid;
      }
      throw new Error('The server has no process of its store');
    },
  };
}

/** Pids of a process's children, whichever thread made them; on Linux. */
async function childrenOf(pid: number): Promise<number[]> {
  const text = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8');
  return text.trim().split(/\s+/).filter(Boolean).map(Number);
}
