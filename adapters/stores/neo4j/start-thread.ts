import { Worker } from 'node:worker_threads';
import { GraphRagError } from '../../../domain/errors.ts';
import { reasonFor } from '../../../domain/reason.ts';
import {
  STARTED,
  type ThreadAnswer,
  type ThreadOptions,
  type ThreadReplies,
  type ThreadRequest,
} from './reading-protocol.ts';

/** What the values of one query may take while their rows are taken apart. */
const MEMORY_MB = 512;
/** For what is soon forgotten, such as rows that were handed on: with more, a thread that has nothing to do holds 15 MB more. */
const YOUNG_MEMORY_MB = 8;

/** A request without its number, which the thread gives it. */
type ThreadCall<T extends ThreadRequest['type']> = Omit<Extract<ThreadRequest, { type: T }>, 'id' | 'type'>;

/** One thread with one connection. */
export interface ReadingThread {
  readonly ended: boolean;
  /** Resolves when it has started; rejects as a call does. */
  readonly ready: Promise<unknown>;
  /** @throws what went wrong there; `query-timeout` when it ran out of memory */
  call<T extends ThreadRequest['type']>(type: T, call: ThreadCall<T>): Promise<ThreadReplies[T]>;
  /** Ends it at once, whatever it does; what is open rejects. */
  end(): Promise<void>;
}

interface OpenCall {
  resolve: (value: ThreadReplies[keyof ThreadReplies]) => void;
  reject: (error: unknown) => void;
}

export function startThread(options: ThreadOptions): ReadingThread {
  const worker = new Worker(entry(), {
    workerData: options,
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB, maxYoungGenerationSizeMb: YOUNG_MEMORY_MB },
  });
  const calls = new Map<number, OpenCall>();
  const ready = new Promise((resolve, reject) => {
    calls.set(STARTED, { resolve, reject });
  });
  ready.catch(() => undefined);
  let lastId = STARTED;
  let ended = false;
  const finish = (error: unknown) => {
    ended = true;
    for (const { reject } of calls.values()) reject(error);
    calls.clear();
  };
  worker.on('message', (answer: ThreadAnswer) => {
    const call = calls.get(answer.id);
    calls.delete(answer.id);
    if ('failure' in answer) call?.reject(toError(answer.failure));
    else call?.resolve(answer.value);
  });
  worker.on('error', (error) => finish(endError(error)));
  worker.on('exit', () => finish(endError(new Error('it was ended'))));
  return {
    ready,
    get ended() {
      return ended;
    },
    call<T extends ThreadRequest['type']>(type: T, call: ThreadCall<T>) {
      if (ended) return Promise.reject(endError(new Error('it was ended')));
      const id = ++lastId;
      return new Promise<ThreadReplies[T]>((resolve, reject) => {
        calls.set(id, { resolve: resolve as OpenCall['resolve'], reject });
        try {
          worker.postMessage({ ...call, type, id } as ThreadRequest);
        } catch (error) {
          calls.delete(id);
          reject(unsendable(error as Error));
        }
      });
    },
    async end() {
      ended = true;
      await worker.terminate();
    },
  };
}

/** From source (tsx, Vitest) the entry teaches the thread TypeScript; in `dist` it is JavaScript. */
function entry(): URL {
  const fromSource = import.meta.url.endsWith('.ts');
  return new URL(fromSource ? './source-thread.mjs' : './reading-thread.js', import.meta.url);
}

function toError({
  code,
  message,
  ...options
}: Extract<ThreadAnswer, { failure: unknown }>['failure']): Error {
  return code === undefined ? new Error(message) : new GraphRagError(code, message, options);
}

function endError(error: Error & { code?: string }): GraphRagError {
  if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') {
    return new GraphRagError(
      'query-timeout',
      'The query was ended: its rows take more memory than one query may use',
      {
        reason: reasonFor('query-too-large', {}),
        hint: 'Collect less at once: add a filter or a LIMIT.',
        cause: error,
      },
    );
  }
  return new GraphRagError('store-unavailable', `What reads rows from Neo4j ended: ${error.message}`, {
    cause: error,
  });
}

function unsendable(error: Error): GraphRagError {
  return new GraphRagError('query-invalid', `A parameter cannot be sent to the store: ${error.message}`);
}
