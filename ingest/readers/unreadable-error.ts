import type { UnreadableCode } from '../../domain/document.ts';
import { type Reason, reasonFor, saidBy } from '../../domain/reason.ts';

/** Thrown inside readers: why a source gives no document. `readSource` turns it into an entry of the report; it never leaves this folder. */
export class UnreadableError extends Error {
  readonly code: UnreadableCode;
  readonly reason: Reason;

  constructor(code: UnreadableCode, message: string, reason: Reason, cause?: unknown) {
    super(message, { cause });
    this.name = 'UnreadableError';
    this.code = code;
    this.reason = reason;
  }
}

/**
 * What the library that reads a format threw at a file.
 *
 * @param what the file is, which the message follows by what the library said, on one line and not too long
 */
export function refusedByParser(what: string, error: unknown, advice = ''): UnreadableError {
  const told = error instanceof Error ? error.message : String(error);
  const said = told.replace(/\s+/g, ' ').trim().slice(0, 200);
  return new UnreadableError(
    'malformed',
    `${what} (${said})${advice}`,
    reasonFor('source-damaged', {}, saidBy(said)),
    error,
  );
}
