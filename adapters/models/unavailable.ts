import { GraphRagError } from '../../domain/errors.ts';
import type { Reason } from '../../domain/reason.ts';

/** A server that cannot be used now: worth asking again. */
export function unavailable(
  message: string,
  reason: Reason,
  hint = 'It is worth trying again later.',
): GraphRagError {
  return new GraphRagError('model-unavailable', message, { reason, hint, retryable: true });
}

/** A server that will not be of use until somebody changes something. */
export function refused(message: string, reason: Reason, hint: string): GraphRagError {
  return new GraphRagError('model-unavailable', message, { reason, hint, retryable: false });
}
