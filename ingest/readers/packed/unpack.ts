import { unzipSync } from 'fflate';
import { type Reason, reasonFor } from '../../../domain/reason.ts';
import { refusedByParser, UnreadableError } from '../unreadable-error.ts';

/** Most bytes that a packed file may unfold to, of what is read of it. */
export const MAX_UNPACKED_BYTES = 100 * 1024 * 1024;
const MAX_ENTRIES = 10_000;

/**
 * The entries of a ZIP archive that `isWanted` names, each checked by its size before it is unpacked. No entry gets more room than the
 * archive says it needs, so that one which lies is cut off.
 *
 * @throws UnreadableError `malformed`, `too-large`
 */
export function unpack(
  bytes: Uint8Array,
  isWanted: (name: string) => boolean,
): Readonly<Record<string, Uint8Array>> {
  let entries = 0;
  let total = 0;
  try {
    return unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        entries += 1;
        if (entries > MAX_ENTRIES) {
          const reason = reasonFor('source-packs-too-many', { most: MAX_ENTRIES });
          throw tooLarge(`It packs more than ${MAX_ENTRIES} files`, reason);
        }
        if (!isWanted(name)) return false;
        total += originalSize;
        if (total > MAX_UNPACKED_BYTES) {
          const most = MAX_UNPACKED_BYTES / (1024 * 1024);
          throw tooLarge(
            `Unpacked it has more than ${most} MB`,
            reasonFor('source-unpacks-too-large', { most }),
          );
        }
        return true;
      },
    });
  } catch (error) {
    if (error instanceof UnreadableError) throw error;
    throw refusedByParser('The file is damaged: it cannot be unpacked', error);
  }
}

function tooLarge(what: string, reason: Reason): UnreadableError {
  return new UnreadableError('too-large', `${what}; that is too much to read. Split it`, reason);
}
