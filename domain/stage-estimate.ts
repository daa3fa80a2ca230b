/** What the calls for one purpose are expected to take. */
export interface StageEstimate {
  /** As receipts name it, e.g. `extract`. */
  purpose: string;
  /** Without those that are asked again. */
  calls: number;
  inputTokens: number;
  outputTokens: number;
  /** US dollars; null when the price of the model is not known. */
  cost: number | null;
}

/** By what the counted prompts and the usual lengths of replies were multiplied, because earlier runs took more or less. */
export interface EstimateCorrection {
  input: number;
  output: number;
  /** Earlier runs that it was learned from; 0 means nothing was corrected. */
  runs: number;
}
