import { GraphRagError } from '../../../domain/errors.ts';
import { reasonFor, saidBy } from '../../../domain/reason.ts';
import type { StoreFailure } from './protocol.ts';

const NO_ENGINE_HINT =
  'The embedded engine has binaries for Linux x64 and arm64 with glibc 2.34 or newer (Debian 12, Ubuntu 22.04, RHEL 9), macOS, ' +
  'and Windows x64, none for Alpine on x64. Install without --omit=optional on one of these, or set NEO4J_URI to use Neo4j.';

/** A failure of the child as the error that callers of the store see. */
export function failureError({ kind, message }: StoreFailure): GraphRagError {
  switch (kind) {
    case 'query':
      return new GraphRagError('query-invalid', message);
    case 'no-engine':
      return new GraphRagError(
        'store-unavailable',
        'The embedded graph engine has no binary that runs on this machine',
        {
          reason: reasonFor('store-no-engine', {}),
          hint: NO_ENGINE_HINT,
          cause: new Error(message),
          retryable: false,
        },
      );
    case 'locked':
      return new GraphRagError('store-unavailable', 'Another process has this data folder open', {
        reason: reasonFor('store-held', {}),
        hint: 'Stop the other server, or give this one its own folder with --data.',
        cause: new Error(message),
      });
    case 'damaged':
      return new GraphRagError('store-damaged', `The index on disk is damaged: ${message}`, {
        reason: reasonFor(isOfLog(message) ? 'store-log-damaged' : 'store-damaged', {}, saidBy(message)),
        hint: isOfLog(message)
          ? 'Restore the folder from a copy, or open it once with --salvage: the changes from before the damage are kept, later ones are lost.'
          : 'Restore the folder from a copy, or move its graph.grafeo files away and ingest the documents again.',
      });
    case 'conflict':
      return new GraphRagError('store-unavailable', `Another change came in between: ${message}`, {
        reason: reasonFor('store-changed', {}, saidBy(message)),
      });
    case 'open':
      return new GraphRagError('store-unavailable', `The index on disk cannot be opened: ${message}`, {
        reason: reasonFor('store-not-opened', {}, saidBy(message)),
        hint: 'Check that the data folder can be written and that its disk is not full.',
        retryable: false,
      });
    case 'engine':
      return new GraphRagError('store-unavailable', `The embedded engine failed: ${message}`, {
        reason: reasonFor('store-failed', {}, saidBy(message)),
      });
  }
}

/** Changes since the last checkpoint lie in a log beside the database; what is damaged there can be left out. */
function isOfLog(message: string): boolean {
  return message.includes('.grafeo.wal');
}
