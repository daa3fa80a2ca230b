import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, describe, expect, it } from 'vitest';
import { createNeo4jStore } from '../../../adapters/stores/neo4j/neo4j-store.ts';
import { createRandom } from '../../../algorithms/random.ts';
import { difference } from '../../../ingest/stages/difference.ts';
import { startNeo4j } from '../../../scripts/neo4j/neo4j-server.ts';
import { generateIndex } from '../../support/generated-index.ts';
import { brokenInvariants } from '../../support/invariants.ts';

/** As for the kills of our own processes (`kill-rounds.test.ts`). */
const ROUNDS = Number(process.env.ORRERY_KILL_ROUNDS ?? 1);
/** Neo4j takes its time to come back, and the driver to give up. */
const TIMEOUT_MS = 300_000;
const SEED = Number(process.env.ORRERY_KILL_SEED ?? 1);

/** `2026` for the newer line. */
const LINE = process.env.ORRERY_KILL_LINE === '2026' ? '2026' : '5';

const server = await startNeo4j(LINE, { shortLived: true }).catch((error: Error) => ({
  reason: error.message,
}));

describe(`a kill of Neo4j ${LINE} in the middle of a write`, () => {
  if ('reason' in server) {
    process.stderr.write(`\nKILLS OF NEO4J ARE NOT TESTED HERE: ${server.reason}\n`);
    it.skip(`is not tested here: ${server.reason}`, () => {});
    return;
  }
  const { uri, username, password } = server;
  const open = () => createNeo4jStore({ uri, username, password, holder: 'kills' });
  afterAll(() => server.stop());

  it.each(Array.from({ length: ROUNDS }, (_, at) => at + 1))(
    'leaves the index before or after it, never less than was acknowledged, and the same change completes (round %i)',
    async (round) => {
      const random = createRandom(SEED * 1000 + round);
      const store = await open();
      const before = await store.loadIndex();
      const wanted = generateIndex({ chunks: 400, entities: 1300, seed: round });
      const fraction = random.fraction();
      const after = random.below(100);
      let crash: Promise<void> | null = null;
      const written = await store
        .apply(difference(before, wanted), {
          onProgress: (done, total) => {
            if (done >= total * fraction) crash ??= delay(after).then(() => server.restart());
          },
        })
        .then(
          () => true,
          () => false,
        );
      await (crash ?? server.restart());
      await store.close().catch(() => undefined);

      const again = await open();
      try {
        const found = await again.loadIndex();
        const moment = `killed ${after} ms after ${(fraction * 100).toFixed(0)} % were written`;
        expect(brokenInvariants(found), moment).toEqual([]);
        if (written) expect(found, moment).toEqual(wanted);
        else expect([before, wanted], moment).toContainEqual(found);
        expect(await again.unfinished()).toBe(false);
        await again.apply(difference(found, wanted));
        expect(await again.loadIndex(), moment).toEqual(wanted);
      } finally {
        await again.close();
      }
    },
    TIMEOUT_MS,
  );
});
