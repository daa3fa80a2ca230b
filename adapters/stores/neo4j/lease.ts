import { setTimeout as delay } from 'node:timers/promises';
import { GraphRagError } from '../../../domain/errors.ts';
import type { CypherEngine } from '../cypher-engine.ts';
import type { Logger } from '../logger.ts';

/** A holder that says nothing for so long has lost the lease. */
const LEASE_MS = 45_000;
const RENEW_MS = 15_000;
/** A server that is gone does not keep us from closing: the hold ends by itself. */
const RELEASE_PATIENCE_MS = 2000;

/** One data folder at a time has the index of a database, kept by saying so now and then on the index's node. */
export interface Lease {
  /** @throws GraphRagError `conflict` when another took it, which happens to a holder that could not renew it in time */
  check(): void;
  release(): Promise<void>;
}

const READ = {
  query:
    "MATCH (m:OrreryIndex {id: 'index'}) RETURN m.leaseHolder AS holder, m.leaseUntil - timestamp() AS left",
};

/**
 * Takes the lease, and renews it until it is released.
 *
 * @param holder names the data folder: who has it may take it again at once
 * @throws GraphRagError `conflict` while another has it
 */
export async function takeLease(engine: CypherEngine, holder: string, logger: Logger): Promise<Lease> {
  await take(engine, holder);
  let lost: GraphRagError | null = null;
  let renewing = false;
  const renewal = setInterval(() => {
    // While the server is away, one renewal waits for it, not one every few seconds.
    if (renewing) return;
    renewing = true;
    take(engine, holder)
      .catch((error: unknown) => {
        if (error instanceof GraphRagError && error.code === 'conflict') lost = error;
        logger.warn({ error: String(error) }, 'the hold on the index could not be renewed');
      })
      .finally(() => {
        renewing = false;
      });
  }, RENEW_MS);
  renewal.unref();
  return {
    check() {
      if (lost) throw lost;
    },
    async release() {
      clearInterval(renewal);
      const patience = new AbortController();
      const released = engine
        .keep({
          query:
            "MATCH (m:OrreryIndex {id: 'index', leaseHolder: $holder}) REMOVE m.leaseHolder, m.leaseUntil",
          params: { holder },
        })
        .catch(() => undefined);
      const waited = delay(RELEASE_PATIENCE_MS, undefined, { signal: patience.signal }).catch(
        () => undefined,
      );
      await Promise.race([released, waited]);
      patience.abort();
    },
  };
}

/** Server time decides, so that clocks need not agree. The first SET locks the node, so that of two who ask one sees the other. */
async function take(engine: CypherEngine, holder: string): Promise<void> {
  await engine.keep({
    query:
      "MERGE (m:OrreryIndex {id: 'index'}) SET m.leaseAskedBy = $holder WITH m " +
      'WHERE m.leaseHolder IS NULL OR m.leaseHolder = $holder OR m.leaseUntil < timestamp() ' +
      'SET m.leaseHolder = $holder, m.leaseUntil = timestamp() + $milliseconds',
    params: { holder, milliseconds: LEASE_MS },
  });
  const [rows] = await engine.read([READ]);
  const row = rows?.[0];
  if (row?.holder === holder) return;
  const seconds = Math.max(1, Math.ceil(Number(row?.left ?? 0) / 1000));
  throw new GraphRagError('conflict', 'Another Orrery keeps its index in this database', {
    hint: `Stop it, or use another database. If it has died, its hold ends by itself within ${seconds} s.`,
  });
}
