import { GraphRagError } from '../../../domain/errors.ts';

/**
 * Neo4j shows a commit piece by piece: its new relationships while nodes that it changes are still old. Who reads in that time sees a
 * state that never was. So commits are counted before they begin, as in a sequence lock, and a read that met one is done again.
 *
 * Knows the commits of this process, which are all there are: the lease lets no other one write.
 */
export interface CommitWatch {
  /** A commit begins now. */
  begin(): void;
  /** No commit is under way any more: its writer was told so, or holds the lock on the index again. */
  end(): void;
  /** What `work` reads of one state of the graph. @throws what `work` throws; GraphRagError `store-unavailable` when commits never pause */
  read<T>(work: () => Promise<T>): Promise<T>;
}

/** How often a read starts again because of commits, each seen once. */
const MAX_ATTEMPTS = 8;

/** @param awaitCommit resolves once the server has ended the commit under way, also one whose outcome its writer never heard of */
export function createCommitWatch(awaitCommit: () => Promise<void>): CommitWatch {
  let begun = 0;
  let underWay = false;
  return {
    begin() {
      begun += 1;
      underWay = true;
    },
    end() {
      underWay = false;
    },
    async read(work) {
      for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
        const before = begun;
        if (underWay) {
          await awaitCommit();
          if (begun === before) underWay = false;
        }
        const seen = await work();
        if (begun === before) return seen;
      }
      throw new GraphRagError('store-unavailable', 'The index changed each time it was being read', {
        hint: 'Wait until the running job has ended.',
      });
    },
  };
}
