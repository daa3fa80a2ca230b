/** What a call took. */
export interface ModelUsage {
  inputTokens: number;
  outputTokens: number;
  /** Those of `inputTokens` that the provider had at hand and bills at a lower price; absent counts as 0. */
  cachedInputTokens?: number;
}

/** US dollars for a million tokens. */
export interface ModelPrice {
  input: number;
  output: number;
  /** Absent: as `input`. */
  cachedInput?: number;
  /** Year and month (`2026-11`) of the list that it stands in; absent where a person gave it, or there is nothing to pay. */
  listed?: string;
}

/** US dollars; null when the price of the model is not known. */
export function costOf(usage: ModelUsage, price: ModelPrice | null): number | null {
  if (!price) return null;
  const cached = Math.min(usage.cachedInputTokens ?? 0, usage.inputTokens);
  const dollars =
    (usage.inputTokens - cached) * price.input +
    cached * (price.cachedInput ?? price.input) +
    usage.outputTokens * price.output;
  return dollars / 1e6;
}

/** What a call costs in a batch: half, with every provider that has them. @see https://platform.openai.com/docs/guides/batch */
export function batchPrice({ input, output, cachedInput, ...rest }: ModelPrice): ModelPrice {
  const half = { ...rest, input: input / 2, output: output / 2 };
  return cachedInput === undefined ? half : { ...half, cachedInput: cachedInput / 2 };
}
