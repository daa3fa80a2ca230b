import { ErrorResponse } from '../../domain/api/common.ts';
import type { ErrorCode } from '../../domain/errors.ts';

/** Codes of the server, and two that only the page knows: nobody answered; what came is not what was agreed. */
export type RequestErrorCode = ErrorCode | 'offline' | 'unexpected-reply';

/** A request that failed, as the page shows it: `code` to switch on, `message` and `hint` for people. */
export class RequestError extends Error {
  readonly code: RequestErrorCode;
  readonly hint: string | undefined;

  constructor(
    code: RequestErrorCode,
    message: string,
    options: { hint?: string | undefined; cause?: unknown } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'RequestError';
    this.code = code;
    this.hint = options.hint;
  }
}

/** An `{error}` of the wire as an error to throw. */
export function toRequestError(error: {
  code: string;
  message: string;
  hint?: string | undefined;
}): RequestError {
  return new RequestError(error.code as ErrorCode, error.message, { hint: error.hint });
}

/** Reads what a failed response says; a body that is no `ErrorResponse` (a proxy's page) gives `unexpected-reply`. */
export async function readFailure(response: Response): Promise<RequestError> {
  const body: unknown = await response.json().catch(() => null);
  const parsed = ErrorResponse.safeParse(body);
  if (parsed.success) return toRequestError(parsed.data.error);
  const code = response.status === 401 ? 'unauthorized' : 'unexpected-reply';
  return new RequestError(code, `The server answered ${response.status} ${response.statusText}`.trim());
}

/** True for the error of a request that was cancelled on purpose. */
export function isAborted(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'AbortError';
}

/** True when the server says that the thing asked for is not, or no longer, there. */
export function isNotFound(error: unknown): boolean {
  return error instanceof RequestError && error.code === 'not-found';
}
