/** What Node's `fetch` sends requests with: undici's Dispatcher, as far as it is used here. */
interface Dispatcher {
  dispatch(options: { headersTimeout?: number; bodyTimeout?: number }, handler: unknown): boolean;
}

/**
 * Where Node and every copy of undici keep the one that `fetch` uses, a place for each version of its interface: newest first.
 *
 * @see https://github.com/nodejs/undici/blob/main/lib/global.js
 */
const GLOBAL_DISPATCHERS = [2, 1].map((version) => Symbol.for(`undici.globalDispatcher.${version}`));

/**
 * Node's `fetch`, which waits for headers, and between two pieces of a body, as long as it is told and not five minutes; a Node that keeps its dispatcher
 * elsewhere waits those. Connections, and proxies that Node was told of, stay Node's own. A host that cannot be reached is told apart from a server that
 * says nothing.
 *
 * @param timeoutMs kept to within about a second
 */
export function createPatientFetch(timeoutMs: number): typeof fetch {
  return (url, init) => {
    const inner = globalDispatcher();
    const dispatcher = inner && withTimeouts(inner, timeoutMs);
    return fetch(url, { ...init, dispatcher } as RequestInit).catch(rethrow);
  };
}

function withTimeouts(inner: Dispatcher, timeoutMs: number): Dispatcher {
  const timeouts = { headersTimeout: timeoutMs, bodyTimeout: timeoutMs };
  return { dispatch: (options, handler) => inner.dispatch({ ...options, ...timeouts }, handler) };
}

function globalDispatcher(): Dispatcher | undefined {
  // Node loads all of `fetch` when one part of it is first looked at.
  void globalThis.Response;
  const places = globalThis as unknown as Record<symbol, Dispatcher | undefined>;
  return GLOBAL_DISPATCHERS.map((place) => places[place]).find((one) => one !== undefined);
}

/** The `openai` package takes whatever says "timeout" for a server that is slow. */
function rethrow(error: unknown): never {
  const code = error instanceof Error ? (error.cause as NodeJS.ErrnoException | undefined)?.code : undefined;
  if (code !== 'UND_ERR_CONNECT_TIMEOUT' && code !== 'ETIMEDOUT') throw error;
  throw new Error('No connection', { cause: Object.assign(new Error('No connection'), { code }) });
}
