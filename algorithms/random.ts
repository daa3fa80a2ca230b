/** A seeded stream of numbers: equal seeds give equal streams on every engine (integer arithmetic only). */
export interface Random {
  /** The next whole number, 0 to 2^32 - 1. */
  uint32(): number;
  /** A whole number from 0 to `bound - 1`. */
  below(bound: number): number;
  /** A number from 0 up to, but not including, 1. */
  fraction(): number;
}

/**
 * Creates the generator that every seeded algorithm here draws from.
 *
 * @param seed any integer; only its low 32 bits count
 * @see Chris Doty-Humphrey, PractRand: sfc32, three words of state and a counter
 */
export function createRandom(seed: number): Random {
  let a = seed | 0;
  let b = 0x9e3779b9 | 0;
  let c = 0x243f6a88 | 0;
  let counter = 1;

  const uint32 = (): number => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return sum >>> 0;
  };

  // The first outputs still show the seed; sfc32 forgets it after about a dozen steps.
  for (let step = 0; step < 15; step++) uint32();

  return {
    uint32,
    below: (bound) => Math.floor((uint32() / 4294967296) * bound),
    fraction: () => uint32() / 4294967296,
  };
}
