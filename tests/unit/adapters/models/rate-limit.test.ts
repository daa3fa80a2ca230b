import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRateLimit } from '../../../../adapters/models/rate-limit.ts';
import { createVirtualClock } from '../../../support/virtual-clock.ts';

/** Sends calls as fast as the limit lets them, each taking a second. @returns when each went out */
async function sendAll(
  limits: { requestsPerMinute?: number; tokensPerMinute?: number },
  calls: readonly { tokens: number; took: number }[],
): Promise<{ at: number; tokens: number }[]> {
  const clock = createVirtualClock();
  const gate = createRateLimit({ ...limits, clock });
  const sent: { at: number; tokens: number }[] = [];
  const send = async ({ tokens, took }: { tokens: number; took: number }): Promise<void> => {
    const leave = await gate.enter({ tokens, promptTokens: tokens });
    sent.push({ at: clock.now(), tokens: took });
    await clock.sleep(1000);
    leave({ kind: 'done', tokens: took });
  };
  await clock.run(Promise.all(calls.map(send)));
  return sent;
}

/** The most that any minute holds. */
function mostInAMinute(sent: readonly { at: number }[], amount: (index: number) => number): number {
  let most = 0;
  sent.forEach(({ at }) => {
    let sum = 0;
    sent.forEach((other, index) => {
      if (other.at > at - 60_000 && other.at <= at) sum += amount(index);
    });
    most = Math.max(most, sum);
  });
  return most;
}

describe('the rate limit that was set', () => {
  it('lets no minute hold more requests or tokens than allowed, and lets all go in the end', async () => {
    const calls = fc.array(
      fc.record({
        tokens: fc.integer({ min: 1, max: 3000 }),
        share: fc.double({ min: 0.1, max: 1, noNaN: true }),
      }),
      { minLength: 1, maxLength: 40 },
    );
    await fc.assert(
      fc.asyncProperty(
        calls,
        fc.integer({ min: 1, max: 20 }),
        fc.integer({ min: 3000, max: 20_000 }),
        async (given, requests, tokens) => {
          const sent = await sendAll(
            { requestsPerMinute: requests, tokensPerMinute: tokens },
            given.map((call) => ({ tokens: call.tokens, took: Math.ceil(call.tokens * call.share) })),
          );
          expect(sent).toHaveLength(given.length);
          expect(mostInAMinute(sent, () => 1)).toBeLessThanOrEqual(requests);
          expect(mostInAMinute(sent, (index) => sent[index]?.tokens ?? 0)).toBeLessThanOrEqual(tokens);
        },
      ),
      { numRuns: 40 },
    );
  });

  it('uses what is allowed: 60 requests at 30 a minute are out after a minute', async () => {
    const sent = await sendAll(
      { requestsPerMinute: 30 },
      Array.from({ length: 60 }, () => ({ tokens: 10, took: 10 })),
    );
    expect(sent.at(-1)?.at).toBe(60_000);
  });

  it('gives back what was announced and not taken', async () => {
    const sent = await sendAll({ tokensPerMinute: 1000 }, [
      { tokens: 900, took: 100 },
      { tokens: 900, took: 100 },
    ]);
    expect(sent.map(({ at }) => at)).toEqual([0, 1000]);
  });

  it('lets a call that is larger than the limit go when it is alone', async () => {
    const sent = await sendAll({ tokensPerMinute: 1000 }, [
      { tokens: 10, took: 10 },
      { tokens: 5000, took: 5000 },
    ]);
    expect(sent.map(({ at }) => at)).toEqual([0, 60_000]);
  });
});
