import { type ChildProcess, fork } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { GraphRagError } from '../../../domain/errors.ts';
import type { Logger } from '../logger.ts';
import { failureError } from './failure-error.ts';
import type { StoreMessage, StoreReplies, StoreRequest } from './protocol.ts';

/** The process ended before it answered; whoever asked may ask its successor. */
export class StoreProcessLost extends Error {
  constructor(reason: string) {
    super(`The store's process ended: ${reason}`);
    this.name = 'StoreProcessLost';
  }
}

type Rows = Extract<StoreMessage, { type: 'rows' }>;

/** A request without its number, which the process gives it. */
export type StoreCall<T extends StoreRequest['type']> = Omit<
  Extract<StoreRequest, { type: T }>,
  'id' | 'type'
>;

export interface CallOptions {
  onRows?: (rows: Rows) => void;
}

/** One child process with one open database, from fork to exit. */
export interface StoreProcess {
  readonly pid: number | undefined;
  /** @throws StoreProcessLost when the process ends first; GraphRagError as the failure says */
  call<T extends StoreRequest['type']>(
    type: T,
    call: StoreCall<T>,
    options?: CallOptions,
  ): Promise<StoreReplies[T]>;
  /** Ends it at once; open calls reject with StoreProcessLost. Resolves when it has ended. */
  kill(reason: string): Promise<void>;
  /** Resolves when it has ended, for whatever reason. */
  readonly ended: Promise<void>;
}

export interface StoreProcessOptions {
  logger: Logger;
  /** Called when the process uses more memory than it was allowed, each time it is seen. */
  onMemory: (bytes: number) => void;
}

interface OpenCall {
  resolve: (value: StoreReplies[keyof StoreReplies]) => void;
  reject: (error: Error) => void;
  onRows: ((rows: Rows) => void) | undefined;
}

/** Starts a process; its first call must be `open`. */
export function startStoreProcess({ logger, onMemory }: StoreProcessOptions): StoreProcess {
  const child = forkChild();
  const calls = new Map<number, OpenCall>();
  let lastId = 0;
  let endReason = '';
  child.stderr
    ?.setEncoding('utf8')
    .on('data', (text: string) => logger.warn({ text: text.trim() }, 'embedded store'));
  const ended = new Promise<void>((resolve) => {
    const finish = (reason: string) => {
      endReason ||= reason;
      for (const call of calls.values()) call.reject(new StoreProcessLost(endReason));
      calls.clear();
      resolve();
    };
    child.once('exit', (code, signal) => finish(signal ?? `exit ${code}`));
    child.once('error', (error) => finish(error.message));
  });
  child.on('message', (message: StoreMessage) => {
    if (message.type === 'memory') return onMemory(message.bytes);
    const call = calls.get(message.id);
    if (!call) return;
    if (message.type === 'rows') return call.onRows?.(message);
    calls.delete(message.id);
    if (message.type === 'reply') call.resolve(message.value);
    else call.reject(failureError(message.failure));
  });
  return {
    pid: child.pid,
    ended,
    call<T extends StoreRequest['type']>(type: T, call: StoreCall<T>, options: CallOptions = {}) {
      if (endReason !== '' || !child.connected)
        return Promise.reject(new StoreProcessLost(endReason || 'no channel'));
      const id = ++lastId;
      return new Promise<StoreReplies[T]>((resolve, reject) => {
        calls.set(id, { resolve: resolve as OpenCall['resolve'], reject, onRows: options.onRows });
        const fail = (error: Error) => {
          calls.delete(id);
          reject(unsendable(error) ?? new StoreProcessLost(error.message));
        };
        try {
          child.send({ ...call, type, id } as StoreRequest, (error) => error && fail(error));
        } catch (error) {
          fail(error as Error);
        }
      });
    },
    async kill(reason) {
      endReason ||= reason;
      child.kill('SIGKILL');
      await ended;
    },
  };
}

/** A value that cannot cross to another process is the caller's fault, not the process's. */
function unsendable(error: Error): GraphRagError | null {
  if (!/could not be cloned/i.test(error.message)) return null;
  return new GraphRagError('query-invalid', `A parameter cannot be sent to the store: ${error.message}`);
}

/** From source (tsx, Vitest) the child is the `.ts` file under tsx, from `dist` the `.js` file. */
function forkChild(): ChildProcess {
  const fromSource = import.meta.url.endsWith('.ts');
  const entry = fileURLToPath(new URL(`./database-process${fromSource ? '.ts' : '.js'}`, import.meta.url));
  const tsx = () => pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
  return fork(entry, [], {
    serialization: 'advanced',
    execArgv: fromSource ? ['--import', tsx()] : [],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
}
