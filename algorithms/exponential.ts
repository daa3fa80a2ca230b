const LOG2_E = Math.LOG2E;
const LN_2 = Math.LN2;
const SMALLEST = -64;

/** 2^-i for i from 0 to 63, each exact. */
const HALVES = Float64Array.from({ length: 64 }, (_, exponent) => 1 / 2 ** exponent);

/**
 * e^x for x at most 0, from additions and multiplications only, so that every engine computes the same bits; `Math.exp` may differ in the
 * last one, and a random choice made with it can tip over. Relative error under 1e-12; 0 below -44.
 */
export function exponential(x: number): number {
  if (!(x > SMALLEST * LN_2)) return 0;
  const whole = Math.ceil(x * LOG2_E);
  const rest = x - whole * LN_2;
  // Taylor series of e^rest, |rest| < ln 2, in Horner's form.
  let sum = 1 + rest / 14;
  for (let term = 13; term >= 1; term--) sum = 1 + (rest / term) * sum;
  return sum * HALVES[-whole]!;
}
