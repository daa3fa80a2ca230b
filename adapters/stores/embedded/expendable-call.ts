import type { QueryLimits } from '../cypher-engine.ts';
import { queryTimeout } from '../query-timeout.ts';
import type { StoreProcess } from './store-process.ts';
import type { StoreSupervisor } from './store-supervisor.ts';

/** The engine cannot be told to stop; a query whose caller left may end by itself for so long before its process is ended. */
const CANCEL_GRACE_MS = 1000;

/**
 * Waits for one call of a process within its limits. Past its time, or left alone for a while by who asked, the call is ended the
 * only way there is: with its process. Everything else that ran there is done again by the supervisor.
 *
 * @throws `query-timeout`, the signal's own error, or what the call throws
 */
export function expendableCall<T>(
  supervisor: StoreSupervisor,
  process: StoreProcess,
  call: () => Promise<T>,
  { timeoutMs, signal }: QueryLimits,
): Promise<T> {
  signal?.throwIfAborted();
  return new Promise<T>((resolve, reject) => {
    let grace: NodeJS.Timeout | undefined;
    const deadline = setTimeout(() => {
      reject(queryTimeout());
      void process.kill('a query ran too long');
    }, timeoutMs);
    const onAbort = () => {
      reject(signal?.reason);
      grace = setTimeout(() => void process.kill('a cancelled query did not end'), CANCEL_GRACE_MS);
    };
    const unregister = supervisor.expendable({ condemn: reject });
    signal?.addEventListener('abort', onAbort, { once: true });
    call()
      .then(resolve, reject)
      .finally(() => {
        clearTimeout(deadline);
        clearTimeout(grace);
        unregister();
        signal?.removeEventListener('abort', onAbort);
      });
  });
}
