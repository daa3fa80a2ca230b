import type { UnreadableCode } from '../../domain/document.ts';

/** Thrown inside readers: why a source gives no document. `readSource` turns it into an entry of the report; it never leaves this folder. */
export class UnreadableError extends Error {
  readonly code: UnreadableCode;

  constructor(code: UnreadableCode, message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'UnreadableError';
    this.code = code;
  }
}

/** What a library said about a file it could not read, on one line and not too long, to stand at the end of a message. */
export function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.replace(/\s+/g, ' ').trim().slice(0, 200);
}
