/** How long a piece of work took, and what it made. */
export interface Measured<Value> {
  readonly value: Value;
  /** The first time, before the engine has optimised it, and the shortest of all. */
  readonly times: { readonly coldMs: number; readonly bestMs: number };
}

/** Does the work `rounds` times. */
export function measure<Value>(work: () => Value, rounds = 4): Measured<Value> {
  const times: number[] = [];
  const timed = (): Value => {
    const start = performance.now();
    const value = work();
    times.push(performance.now() - start);
    return value;
  };
  const value = timed();
  while (times.length < rounds) timed();
  return { value, times: { coldMs: round(times[0]!, 1), bestMs: round(Math.min(...times), 1) } };
}

/** A number to be read, with so many digits after the point. */
export function round(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}
