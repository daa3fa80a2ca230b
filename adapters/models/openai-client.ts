import OpenAI from 'openai';
import type { CallTarget } from './model-error.ts';
import { createPatientFetch } from './patient-fetch.ts';

/** Where a model is reached. */
export interface ModelServerOptions {
  model: string;
  /** Absent for servers that ask for none. */
  apiKey?: string | undefined;
  /** OpenAI's own unless told. */
  baseUrl?: string | undefined;
  /** Longest wait for the first word of an answer, and for each next one; ten minutes unless told, for a small machine reads slowly. */
  timeoutMs?: number | undefined;
}

const OPENAI_URL = 'https://api.openai.com/v1';
const TEN_MINUTES_MS = 600_000;

/** The `openai` package, silent and without retries of its own: asking again is decided in one place, `with-retry.ts`. */
export function createOpenAiClient(options: ModelServerOptions): OpenAI {
  const timeout = options.timeoutMs ?? TEN_MINUTES_MS;
  return new OpenAI({
    apiKey: options.apiKey ?? 'none',
    baseURL: options.baseUrl ?? OPENAI_URL,
    organization: null,
    project: null,
    maxRetries: 0,
    timeout,
    fetch: createPatientFetch(timeout),
    logLevel: 'off',
    // Documents and keys go to the server that was named, and not to where it sends them.
    fetchOptions: { redirect: 'manual' },
    ...(options.apiKey ? {} : { defaultHeaders: { authorization: null } }),
  });
}

/** The model and its server as errors and caches name them: no user, no password, no query. */
export function targetOf(options: ModelServerOptions): CallTarget {
  const url = new URL(options.baseUrl ?? OPENAI_URL);
  return {
    model: options.model,
    server: `${url.origin}${url.pathname.replace(/\/$/, '')}`,
    isLocal: isLocalServer(url.href),
    timeoutMs: options.timeoutMs ?? TEN_MINUTES_MS,
  };
}

/** True for a machine of one's own: loopback, or an address that only a private network has (RFC 1918). */
export function isLocalServer(baseUrl: string): boolean {
  const { hostname } = new URL(baseUrl);
  return (
    /^(localhost|.*\.local|\[::1\])$/.test(hostname) ||
    /^(127|10)\.|^192\.168\.|^172\.(1[6-9]|2\d|3[01])\./.test(hostname)
  );
}
