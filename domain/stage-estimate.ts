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
  /** Present where the prompts are not known before the run: a measured share of the text. */
  isRough?: true;
  /** Present where the model is one whose replies run in circles: they are expected to be cut, whatever the text has to tell. */
  inCircles?: true;
  /** What is multiplied into the numbers above; absent where the estimate as a whole tells it. */
  correction?: EstimateCorrection;
}

/** By what the counted prompts and the usual lengths of replies were multiplied, because earlier runs took more or less. */
export interface EstimateCorrection {
  input: number;
  output: number;
  /** Earlier runs that it was learned from; 0 means nothing was corrected. */
  runs: number;
}
