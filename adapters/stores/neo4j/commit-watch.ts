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
  /** What `work` reads of one state of the graph. @throws what `work` throws */
  read<T>(work: () => Promise<T>): Promise<T>;
}

/** A read that so many commits came between lets the next one wait. */
const MOST_DISTURBED = 3;

interface CommitWatchOptions {
  /** Resolves once the server has ended the commit under way, also one whose outcome its writer never heard of. */
  awaitCommit(): Promise<void>;
  /** Does something while no other one writes. */
  inTurn<T>(work: () => Promise<T>): Promise<T>;
}

export function createCommitWatch({ awaitCommit, inTurn }: CommitWatchOptions): CommitWatch {
  let begun = 0;
  let underWay = false;
  const settle = async (): Promise<void> => {
    const before = begun;
    if (!underWay) return;
    await awaitCommit();
    if (begun === before) underWay = false;
  };
  return {
    begin() {
      begun += 1;
      underWay = true;
    },
    end() {
      underWay = false;
    },
    async read(work) {
      for (let disturbed = 0; disturbed < MOST_DISTURBED; disturbed++) {
        const before = begun;
        await settle();
        const seen = await work();
        if (begun === before) return seen;
      }
      return inTurn(async () => {
        await settle();
        return work();
      });
    },
  };
}
