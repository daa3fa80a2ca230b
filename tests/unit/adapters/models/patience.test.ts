import { describe, expect, it } from 'vitest';
import { withTrouble } from '../../../../adapters/models/model-error.ts';
import { createPatience } from '../../../../adapters/models/patience.ts';
import { GraphRagError } from '../../../../domain/errors.ts';
import { createHastyClock } from '../../../support/virtual-clock.ts';

const busy = (retryAfterMs?: number) =>
  withTrouble(new GraphRagError('model-unavailable', 'busy'), {
    limited: true,
    kind: 'unknown',
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  });

/** Fails until patience ends. @returns the waits and the error in the end */
async function failUntilGivenUp(error: () => unknown): Promise<{ waits: number[]; end: unknown }> {
  const clock = createHastyClock();
  const patience = createPatience({ clock, random: () => 0 });
  for (;;) {
    const end = await patience.afterFailure(error(), undefined).then(
      () => null,
      (thrown: unknown) => ({ thrown }),
    );
    if (end) return { waits: clock.slept, end: end.thrown };
  }
}

describe('the patience of one call', () => {
  it('ends after five tries, waiting longer each time', async () => {
    const { waits, end } = await failUntilGivenUp(() => busy());
    expect(waits).toEqual([500, 1000, 2000, 4000]);
    expect(end).toMatchObject({
      code: 'model-unavailable',
      retryable: true,
      message: expect.stringContaining('5 tries'),
    });
  });

  it('waits as long as the server asks', async () => {
    expect((await failUntilGivenUp(() => busy(7000))).waits).toEqual([7000, 7000, 7000, 7000]);
  });

  it('ends when the server asks for more than two minutes in all', async () => {
    expect((await failUntilGivenUp(() => busy(50_000))).waits).toEqual([50_000, 50_000]);
    const { waits, end } = await failUntilGivenUp(() => busy(3_600_000));
    expect(waits).toEqual([]);
    expect(end).toMatchObject({ message: expect.stringContaining('3600 s') });
  });

  it('ends sooner where what failed is worth fewer tries', async () => {
    const silent = withTrouble(new GraphRagError('model-unavailable', 'silent'), {
      limited: true,
      kind: 'concurrency',
      mostTries: 2,
    });
    const { waits, end } = await failUntilGivenUp(() => silent);
    expect(waits).toHaveLength(1);
    expect(end).toMatchObject({ message: expect.stringContaining('2 tries') });
  });

  it('has none for what will not pass by itself', async () => {
    const wrongKey = new GraphRagError('model-unavailable', 'wrong key', { retryable: false });
    const bug = new TypeError('bug');
    expect(await failUntilGivenUp(() => wrongKey)).toEqual({ waits: [], end: wrongKey });
    expect(await failUntilGivenUp(() => bug)).toEqual({ waits: [], end: bug });
  });

  it('does not wait for a try that is not to be', async () => {
    const clock = createHastyClock();
    const spent = new GraphRagError('budget-spent', 'spent');
    const beforeNextTry = (): never => {
      throw spent;
    };
    const patience = createPatience({ clock, random: () => 0, beforeNextTry });
    await expect(patience.afterFailure(busy(), undefined)).rejects.toBe(spent);
    expect(clock.slept).toEqual([]);
  });

  it('stops waiting when cancelled, with the reason of the signal', async () => {
    const controller = new AbortController();
    const reason = new Error('enough');
    const patience = createPatience({ clock: createHastyClock(), random: () => 0 });
    const waiting = patience.afterFailure(busy(), controller.signal);
    controller.abort(reason);
    await expect(waiting).rejects.toBe(reason);
  });
});
