import { ZodError } from 'zod';
import { GraphRagError } from '../../domain/errors.ts';
import { type Reason, reasonFor, saidBy } from '../../domain/reason.ts';

/** What a person is told of a failure. */
export interface PresentedError {
  code: string;
  message: string;
  hint?: string;
  /** The same for programs that tell it in other words. */
  reason?: Reason;
}

/** The failure in words that may leave the house: a bug is told as "internal error", its details stay in the log. */
export function presentError(error: unknown): PresentedError {
  if (error instanceof GraphRagError && error.code !== 'internal') {
    const { code, message, hint, reason } = error;
    return { code, message, ...(hint === undefined ? {} : { hint }), ...(reason ? { reason } : {}) };
  }
  if (error instanceof ZodError) {
    const message = error.issues.slice(0, 5).map(presentIssue).join('; ');
    return {
      code: 'request-invalid',
      message,
      reason: reasonFor('request-malformed', {}, saidBy(message)),
    };
  }
  return {
    code: 'internal',
    message: 'internal error',
    hint: 'The log of the server tells more.',
    reason: reasonFor('internal', {}),
  };
}

function presentIssue({ path, message }: ZodError['issues'][number]): string {
  return path.length === 0 ? message : `${path.join('.')}: ${message}`;
}

/** The fields of an error that may be logged: never what a driver hung on to it (parameters, texts, headers). */
export function errorForLog(error: unknown, depth = 0): Record<string, unknown> {
  if (!(error instanceof Error)) return { type: typeof error, message: String(error) };
  const code: unknown = 'code' in error ? error.code : undefined;
  return {
    type: error.name,
    message: error.message,
    stack: error.stack,
    ...(code === undefined ? {} : { code }),
    ...(error.cause === undefined || depth > 3 ? {} : { cause: errorForLog(error.cause, depth + 1) }),
  };
}
