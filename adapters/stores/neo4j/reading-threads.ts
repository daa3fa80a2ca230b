import type { QueryLimits, RowStream, StreamRequest } from '../cypher-engine.ts';
import { queryTimeout } from '../query-timeout.ts';
import type { ThreadOptions } from './reading-protocol.ts';
import { type ReadingThread, startThread } from './start-thread.ts';

/** Queries of people that are read at the same time; more wait. */
const MAX_THREADS = 8;
const MAX_IDLE = 2;
/** A thread ends a query by itself at its time; one that is busy with a row cannot, and is ended so long after. */
const GRACE_MS = 300;
/** A query whose caller left may end by itself for so long. */
const CANCEL_GRACE_MS = 1000;

/**
 * Reads rows of people's queries on threads. The driver takes a row apart in one go, which for a list of millions takes a minute: there it keeps nobody
 * waiting, and ends with its thread.
 */
export interface ReadingThreads {
  /** @throws as `CypherEngine.stream` */
  open(request: StreamRequest): Promise<RowStream>;
  close(): Promise<void>;
}

export function createReadingThreads(options: ThreadOptions): ReadingThreads {
  const idle: ReadingThread[] = [];
  const busy = new Set<ReadingThread>();
  const waiting: (() => void)[] = [];
  let taken = 0;

  async function take(limits: QueryLimits): Promise<ReadingThread> {
    if (taken >= MAX_THREADS) await turn(limits);
    else taken++;
    const thread = idle.findLast(({ ended }) => !ended) ?? startThread(options);
    busy.add(thread);
    idle.splice(0, idle.length, ...idle.filter((other) => other !== thread && !other.ended));
    return thread;
  }

  /** Waits until a thread is given back. @throws `query-timeout`, the signal's own error */
  function turn({ timeoutMs, signal }: QueryLimits): Promise<void> {
    return new Promise((resolve, reject) => {
      const stop = (reason: unknown) => {
        const place = waiting.indexOf(proceed);
        if (place >= 0) waiting.splice(place, 1);
        reject(reason);
      };
      const timer = setTimeout(() => stop(queryTimeout()), timeoutMs);
      const onAbort = () => stop(signal?.reason);
      const proceed = () => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', onAbort);
        resolve();
      };
      signal?.addEventListener('abort', onAbort, { once: true });
      waiting.push(proceed);
    });
  }

  function giveBack(thread: ReadingThread): void {
    if (!busy.delete(thread)) return;
    if (!thread.ended && idle.length < MAX_IDLE) idle.push(thread);
    else void thread.end();
    const next = waiting.shift();
    if (next) next();
    else taken--;
  }

  return {
    async open(request) {
      const thread = await take(request);
      const done = () => giveBack(thread);
      await thread.ready.catch((error: unknown) => {
        done();
        throw error;
      });
      const limits = createThreadLimits(thread, request);
      const { signal: _, ...plain } = request;
      const columns = await limits.within(thread.call('open', { request: plain }), done);
      let ended = false;
      const close = async () => {
        if (ended) return;
        ended = true;
        await limits.leave(thread.call('close', {}), done);
      };
      return {
        columns,
        async next() {
          if (ended) return null;
          const rows = await limits.within(thread.call('next', {}), () => {
            ended = true;
            done();
          });
          if (rows === null) await close();
          return rows;
        },
        close,
      };
    },
    async close() {
      await Promise.all([...idle, ...busy].map((thread) => thread.end()));
    },
  };
}

interface ThreadLimits {
  /** Waits while there is time, and somebody who wants it. Calls `failed` once, when the thread is free again or has ended. */
  within<T>(call: Promise<T>, failed: () => void): Promise<T>;
  /** Waits for a thread to come to its end, and ends it when it does not. */
  leave(call: Promise<unknown>, done: () => void): Promise<void>;
}

function createThreadLimits(thread: ReadingThread, { timeoutMs, signal }: StreamRequest): ThreadLimits {
  let left = timeoutMs;

  async function leave(call: Promise<unknown>, done: () => void): Promise<void> {
    const grace = setTimeout(() => void thread.end(), CANCEL_GRACE_MS);
    await call.catch(() => undefined);
    clearTimeout(grace);
    done();
  }

  return {
    leave,
    within(call, failed) {
      const started = performance.now();
      return new Promise((resolve, reject) => {
        let givenUp = false;
        const giveUp = (reason: unknown) => {
          givenUp = true;
          reject(reason);
        };
        const timer = setTimeout(() => {
          giveUp(queryTimeout());
          void thread.end();
        }, left + GRACE_MS);
        const onAbort = () => {
          giveUp(signal?.reason);
          void thread.call('cancel', {}).catch(() => undefined);
          void leave(call, () => undefined);
        };
        if (signal?.aborted) onAbort();
        signal?.addEventListener('abort', onAbort, { once: true });
        const settled = (done: () => void) => {
          clearTimeout(timer);
          signal?.removeEventListener('abort', onAbort);
          left = Math.max(1, left - (performance.now() - started));
          done();
        };
        call.then(
          (value) =>
            settled(() => {
              resolve(value);
              if (givenUp) void thread.end().then(failed);
            }),
          (error: unknown) =>
            settled(() => {
              reject(error);
              failed();
            }),
        );
      });
    },
  };
}
