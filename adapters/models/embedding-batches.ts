import type { TokenCounter } from '../../domain/ports/token-counter.ts';

/** A run of texts that goes out in one call. */
export interface Batch {
  start: number;
  /** Behind the last. */
  end: number;
  tokens: number;
}

/** Small enough for the servers that take least; larger ones gain little. */
const MOST_TEXTS = 64;
const MOST_TOKENS = 16_000;

/** Cuts texts into batches, in order; a text that is longer than a batch stands alone. */
export function planBatches(texts: readonly string[], counter: TokenCounter): Batch[] {
  const batches: Batch[] = [];
  let current: Batch | null = null;
  texts.forEach((text, index) => {
    const tokens = counter.count(text);
    if (!current || index - current.start >= MOST_TEXTS || current.tokens + tokens > MOST_TOKENS) {
      current = { start: index, end: index, tokens: 0 };
      batches.push(current);
    }
    current.end = index + 1;
    current.tokens += tokens;
  });
  return batches;
}
