import { GraphRagError } from '../../domain/errors.ts';
import { costOf, type ModelPrice } from '../../domain/model-price.ts';
import { reasonFor } from '../../domain/reason.ts';
import { createWaitingLine, type Gate, type GateCall } from './gate.ts';

export interface BudgetOptions {
  /** US dollars that may be spent in all. */
  dollars: number;
  price: ModelPrice;
  /** US dollars spent so far, all models together. */
  spent: () => number;
}

/** A gate whose calls may be tried again behind it. */
export interface Budget extends Gate {
  /**
   * Asked before a call that was let through is tried again, for what broke off is paid for: it keeps its room, and there must be room for what it took, too.
   *
   * @throws GraphRagError `budget-spent`
   */
  checkNextTry(): void;
}

/**
 * Never spends more than the budget: a call goes only when the most that it can cost fits beside the most that the calls under way can cost.
 * While some are under way a call that does not fit waits for them; when none is, it is refused, and so is every later one.
 *
 * Its `enter` throws GraphRagError `budget-spent`.
 */
export function createBudget({ dollars, price, spent }: BudgetOptions): Budget {
  const line = createWaitingLine();
  /** The most that each call under way can cost. */
  const held = new Map<GateCall, number>();
  /** What ended it: later calls are told of the one that did not fit, which may be larger than they are. */
  let closed: { spent: number; most: number } | null = null;

  const mostOf = ({ tokens, promptTokens }: GateCall): number =>
    costOf({ inputTokens: promptTokens, outputTokens: tokens - promptTokens }, price) ?? 0;

  const reserved = (): number => [...held.values()].reduce((sum, cost) => sum + cost, 0);

  const admit = (call: GateCall): boolean => {
    const most = mostOf(call);
    if (closed || spent() + reserved() + most > dollars) return false;
    held.set(call, most);
    return true;
  };

  const advance = (): void => {
    line.advance(admit);
    for (let call = line.first(); held.size === 0 && call; call = line.first()) {
      closed ??= { spent: spent(), most: mostOf(call) };
      line.rejectFirst(budgetSpent(dollars, closed.spent, closed.most));
    }
  };

  return {
    checkNextTry() {
      if (spent() + reserved() > dollars) throw noNextTry(dollars, spent(), reserved());
    },
    async enter(call) {
      const turn = line.join(call);
      advance();
      await turn;
      return () => {
        held.delete(call);
        advance();
      };
    },
  };
}

const HINT = 'What was read is kept. Give a larger --budget to go on from here.';

function budgetSpent(dollars: number, spent: number, most: number): GraphRagError {
  return new GraphRagError(
    'budget-spent',
    `The budget of $${dollars} has no room for another call ($${spent.toFixed(4)} spent, the next might have taken $${most.toFixed(4)})`,
    {
      reason: reasonFor('budget-spent', { budget: dollars, spent: spent.toFixed(4), next: most.toFixed(4) }),
      hint: HINT,
    },
  );
}

function noNextTry(dollars: number, spent: number, reserved: number): GraphRagError {
  return new GraphRagError(
    'budget-spent',
    `The budget of $${dollars} has no room to try a call again ($${spent.toFixed(4)} spent, calls under way might take $${reserved.toFixed(4)})`,
    {
      reason: reasonFor('budget-next-try', {
        budget: dollars,
        spent: spent.toFixed(4),
        held: reserved.toFixed(4),
      }),
      hint: HINT,
    },
  );
}
