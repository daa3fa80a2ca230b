import { ErrorResponse } from '../../domain/api/common.ts';
import type { ErrorCode } from '../../domain/errors.ts';
import { type Reason, reasonFor } from '../../domain/reason.ts';

/** Codes of the server, and two that only the page knows: nobody answered; what came is not what was agreed. */
export type RequestErrorCode = ErrorCode | 'offline' | 'unexpected-reply';

/** A request that failed, as the page shows it: `code` to switch on, `message` and `hint` for people. */
export class RequestError extends Error {
  readonly code: RequestErrorCode;
  readonly hint: string | undefined;
  readonly reason: Reason | undefined;

  constructor(
    code: RequestErrorCode,
    message: string,
    options: { hint?: string | undefined; reason?: Reason | undefined; cause?: unknown } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'RequestError';
    this.code = code;
    this.hint = options.hint;
    this.reason = options.reason;
  }
}

/** An `{error}` of the wire as an error to throw. */
export function toRequestError(error: {
  code: string;
  message: string;
  hint?: string | undefined;
  reason?: Reason | undefined;
}): RequestError {
  const { code, message, hint, reason } = error;
  return new RequestError(code as ErrorCode, message, { hint, reason });
}

/** Reads what a failed response says; a body that is no `ErrorResponse` (a proxy's page) gives `unexpected-reply`. */
export async function readFailure(response: Response): Promise<RequestError> {
  const body: unknown = await response.json().catch(() => null);
  const parsed = ErrorResponse.safeParse(body);
  if (parsed.success) return toRequestError(parsed.data.error);
  const code = response.status === 401 ? 'unauthorized' : 'unexpected-reply';
  const { status, statusText } = response;
  return new RequestError(code, `The server answered ${status} ${statusText}`.trim(), {
    reason: reasonFor('server-answered', { status: `${status} ${statusText}`.trim() }),
  });
}

/** True for the error of a request that was cancelled on purpose. */
export function isAborted(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'AbortError';
}

/** True when the server says that the thing asked for is not, or no longer, there. */
export function isNotFound(error: unknown): boolean {
  return error instanceof RequestError && error.code === 'not-found';
}
