import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';

/** A built Orrery that runs in a process of its own. */
export interface RunningApp {
  url: string;
  dataFolder: string;
  process: ChildProcess;
  /** What it has written to stderr so far. */
  lines: string[];
  /** SIGTERM, and waits for the end. @returns exit status */
  stop(): Promise<number | null>;
}

export interface RunOptions {
  dataFolder?: string;
  arguments?: string[];
  environment?: Record<string, string>;
}

const cli = path.resolve(import.meta.dirname, '../../dist/cli.js');

/** Starts `orrery serve` on a free port and waits until it tells its address. Whoever starts it must stop it. */
export async function startApp(options: RunOptions = {}): Promise<RunningApp> {
  const dataFolder = options.dataFolder ?? (await freshFolder());
  const child = spawn(
    process.execPath,
    [cli, 'serve', '--port', '0', '--data', dataFolder, ...(options.arguments ?? [])],
    { stdio: ['ignore', 'ignore', 'pipe'], env: plainEnvironment(options.environment) },
  );
  const lines: string[] = [];
  const url = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stderr }).on('line', (line) => {
      lines.push(line);
      const address = /Orrery is at (http:\S+)/.exec(line)?.[1];
      if (address) resolve(address);
    });
    child.once('exit', (code) => reject(new Error(`orrery ended with ${code}:\n${lines.join('\n')}`)));
  });
  return {
    url,
    dataFolder,
    process: child,
    lines,
    async stop() {
      if (child.exitCode === null && child.signalCode === null) {
        child.kill('SIGTERM');
        await once(child, 'exit');
      }
      return child.exitCode;
    },
  };
}

export interface CommandResult {
  status: number | null;
  stdout: string;
  stderr: string;
}

/** Runs one command of the built command line to its end. */
export async function runCommand(
  argumentsList: readonly string[],
  options: RunOptions = {},
): Promise<CommandResult> {
  const child = spawn(process.execPath, [cli, ...argumentsList], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: plainEnvironment(options.environment),
  });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (piece: string) => {
    stdout += piece;
  });
  child.stderr.setEncoding('utf8').on('data', (piece: string) => {
    stderr += piece;
  });
  const [status] = (await once(child, 'close')) as [number | null];
  return { status, stdout, stderr };
}

/** A new folder in the system's temporary one. */
export function freshFolder(): Promise<string> {
  return mkdtemp(path.join(tmpdir(), 'orrery-'));
}

/** Removes a folder that `freshFolder` made. */
export function removeFolder(folder: string): Promise<void> {
  return rm(folder, { recursive: true, force: true });
}

/** The environment without what would point Orrery at somebody's model or database. */
function plainEnvironment(extra: Record<string, string> = {}): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(
    ([name]) => !/^(NEO4J_|OPENAI_|ORRERY_|PORT$|NODE_OPTIONS$|VITEST)/.test(name),
  );
  return { ...Object.fromEntries(kept), ...extra };
}
