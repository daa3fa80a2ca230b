import type { APIError } from 'openai';

/** Which limit a refusal speaks of, as far as it says. */
type LimitKind = 'concurrency' | 'requests' | 'tokens' | 'unknown';

/** Nobody waits longer for a server that asks for it. */
export const MOST_ASKED_WAIT_MS = 120_000;

/** What a failed call tells those who decide when to ask again. */
export interface CallTrouble {
  /** True for "too many" in any form, and for a server that is too busy to answer. */
  limited: boolean;
  kind: LimitKind;
  /** How long the server asks to wait; absent when it does not say. */
  retryAfterMs?: number;
  /** Most tries that such a failure is worth; absent: as many as any other. */
  mostTries?: number;
}

/** What a refusal tells of the limit that it stands for. */
export function limitTrouble(error: APIError, status: number): CallTrouble {
  const retryAfterMs = askedToWait(error);
  const trouble: CallTrouble = { limited: true, kind: limitKind(error, status, retryAfterMs) };
  return retryAfterMs === undefined ? trouble : { ...trouble, retryAfterMs };
}

/** Milliseconds that the server asks to wait, in its headers or in words; undefined when it does not say. */
export function askedToWait(error: APIError): number | undefined {
  const told = retryAfter(error.headers);
  if (told !== undefined) return told;
  const [, minutes, seconds, unit] =
    /(?:try again|retry) (?:in|after) (?:(\d+)m(?!s))?(?:(\d+(?:\.\d+)?) ?(ms|s)\w*)?/i.exec(error.message) ??
    [];
  if (minutes === undefined && seconds === undefined) return undefined;
  return Number(minutes ?? 0) * 60_000 + Number(seconds ?? 0) * (unit === 'ms' ? 1 : 1000);
}

function limitKind(error: APIError, status: number, retryAfterMs: number | undefined): LimitKind {
  const headers: Headers | undefined = error.headers;
  const said = error.message;
  if (/concurren|simultaneous|in.?flight|parallel|并发/i.test(said)) return 'concurrency';
  if (/tokens? per|TPM|token.?rate/i.test(said) || headers?.get('x-ratelimit-remaining-tokens') === '0')
    return 'tokens';
  if (/requests? per|per (second|minute|hour|day)|\b(RPM|RPD|QPS)\b/i.test(said)) return 'requests';
  if (headers?.get('x-ratelimit-remaining-requests') === '0') return 'requests';
  if (status !== 429) return 'concurrency';
  return retryAfterMs !== undefined && retryAfterMs >= 2000 ? 'requests' : 'unknown';
}

/** Milliseconds, from `retry-after-ms`, or `retry-after` in seconds or as a date (RFC 9110, 10.2.3). */
export function retryAfter(headers: Headers | undefined, now = Date.now()): number | undefined {
  const milliseconds = Number.parseFloat(headers?.get('retry-after-ms') ?? '');
  if (milliseconds >= 0) return milliseconds;
  const value = headers?.get('retry-after');
  if (!value) return undefined;
  const seconds = Number(value);
  if (Number.isFinite(seconds)) return Math.max(0, seconds * 1000);
  const date = Date.parse(value);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}
