import type { Extraction } from '../extraction.ts';
import type { FactCheck } from '../fact-check.ts';

/** What was accepted of a model, each by a hash of all that it was told for it: the same is never asked twice, whatever else is in the call. */
export interface Memory<Kept> {
  /** Those that are remembered, by key, in no order. What is damaged counts as not remembered. */
  find(keys: readonly string[]): Promise<Map<string, Kept>>;
  /** Resolves once a kill of the process would not lose them. What cannot be kept is told elsewhere, and asked again some day. */
  keep(kept: ReadonlyMap<string, Kept>): Promise<void>;
}

/** A chunk's reading, every name and citation of it checked. Its places count from the chunk's start, so it fits wherever the chunk stands. */
export interface RememberedReading {
  /** Its `key` is the one that it is remembered by. */
  extraction: Extraction;
  facts: FactCheck;
  /** False while names were plainly missed and the chunk is still to be asked for once more. */
  isSettled: boolean;
}

/** A report, every finding of it checked, with quotes in the place of evidence: it fits wherever the sentences stand. */
export interface QuotedReport {
  title: string;
  summary: string;
  findings: QuotedFinding[];
  /** Findings that were left out because nothing held them. */
  dropped: number;
}

/** What a report says, and what holds it. */
export interface QuotedFinding {
  text: string;
  /** On one line each, without Markdown's marks; never empty. */
  quotes: string[];
}

/** What one model on one server told before. */
export interface ModelMemory {
  readings: Memory<RememberedReading>;
  reports: Memory<QuotedReport>;
}

/** Remembers nothing. */
export const FORGETFUL: Memory<never> = {
  find: async () => new Map<string, never>(),
  keep: async () => undefined,
};
