import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createBudget } from '../../../../adapters/models/budget.ts';
import { createVirtualClock } from '../../../support/virtual-clock.ts';

const price = { input: 1, output: 4 };

describe('a budget', () => {
  it('is never overspent, and what does not fit is refused and not left waiting', async () => {
    const calls = fc.array(
      fc.record({
        prompt: fc.integer({ min: 1, max: 2000 }),
        most: fc.integer({ min: 1, max: 1000 }),
        /** Of the reply that may come, what did, try by try: all but the last broke off. */
        shares: fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 5 }),
      }),
      { minLength: 1, maxLength: 30 },
    );
    await fc.assert(
      fc.asyncProperty(calls, fc.double({ min: 0.0001, max: 0.05, noNaN: true }), async (given, dollars) => {
        const clock = createVirtualClock();
        let spent = 0;
        const gate = createBudget({ dollars, price, spent: () => spent });
        const outcomes = given.map(async ({ prompt, most, shares }) => {
          const leave = await gate.enter({ promptTokens: prompt, tokens: prompt + most });
          try {
            for (const [number, share] of shares.entries()) {
              if (number > 0) gate.checkNextTry();
              await clock.sleep(100 + most * share);
              spent += (prompt * price.input + most * share * price.output) / 1e6;
            }
          } finally {
            leave({ kind: 'done', tokens: prompt });
          }
        });
        const ended = await clock.run(Promise.allSettled(outcomes));
        expect(spent).toBeLessThanOrEqual(dollars + 1e-12);
        for (const end of ended)
          if (end.status === 'rejected')
            expect(end.reason).toMatchObject({ code: 'budget-spent', retryable: false });
      }),
      { numRuns: 60 },
    );
  });

  it('once it has ended tells everybody of the call that did not fit, also those that would', async () => {
    const gate = createBudget({ dollars: 0.003, price, spent: () => 0.001 });
    const told = (promptTokens: number) =>
      gate.enter({ promptTokens, tokens: promptTokens }).then(
        () => expect.fail('went through'),
        ({ message }: Error) => message,
      );
    const large = await told(5000);
    expect(large).toMatch(/\$0\.0010 spent, the next might have taken \$0\.0050/);
    expect(await told(10)).toBe(large);
  });

  it('lets a call wait for those under way when it would fit beside what they truly take', async () => {
    const clock = createVirtualClock();
    let spent = 0;
    const gate = createBudget({ dollars: 0.0065, price, spent: () => spent });
    const call = async (): Promise<number> => {
      const leave = await gate.enter({ promptTokens: 1000, tokens: 2000 });
      const at = clock.now();
      await clock.sleep(100);
      spent += 0.001;
      leave({ kind: 'done', tokens: 1000 });
      return at;
    };
    expect(await clock.run(Promise.allSettled([call(), call()]))).toMatchObject([
      { value: 0 },
      { value: 100 },
    ]);
  });
});
