import type { IngestReport, ModelWork } from '../domain/job.ts';
import type { Run } from '../domain/run.ts';
import type { EstimateCorrection } from '../domain/stage-estimate.ts';

/** Newest runs that are learned from. */
const MOST_RUNS = 10;
/**
 * A run that took more than this many times what was expected, or less than that part of it, is like no other. Notes in which every
 * sentence names something take five times what a novel does, and a model that indents its JSON doubles that.
 */
const MOST_CORRECTION = 12;

const NOTHING_LOST = { inputTokens: 0, outputTokens: 0 };
const NOTHING_LEARNED: EstimateCorrection = { input: 1, output: 1, runs: 0 };

/**
 * What earlier runs with this model took for one purpose, for what was counted before them.
 *
 * @param runs newest first
 * @param inCircles the model's lists are expected to run in circles: only runs of which the same was expected are like it
 */
export function learnCorrection(
  runs: readonly Run[],
  model: string,
  purpose: string,
  inCircles = false,
): EstimateCorrection {
  const pairs = runs
    .flatMap(({ report }) =>
      report.model?.name === model && (inCircles || wasReadWhole(report))
        ? [workOf(report.model, purpose, inCircles)]
        : [],
    )
    .filter((pair) => pair !== null)
    .slice(0, MOST_RUNS);
  if (pairs.length === 0) return NOTHING_LEARNED;
  const share = (of: (pair: CountedAndTaken) => { counted: number; taken: number }): number => {
    const sums = pairs.map(of);
    const counted = sums.reduce((sum, pair) => sum + pair.counted, 0);
    const taken = sums.reduce((sum, pair) => sum + pair.taken, 0);
    return counted > 0 ? Math.min(MOST_CORRECTION, Math.max(1 / MOST_CORRECTION, taken / counted)) : 1;
  };
  return { input: share(({ input }) => input), output: share(({ output }) => output), runs: pairs.length };
}

/** Of a run that left more than one document in so many in part, what it took says nothing of one that reads all: it broke off, or ran in circles. */
const LEFT_ONE_IN = 5;

function wasReadWhole({ documents: { added, changed, unchanged, failed } }: IngestReport): boolean {
  const left = failed.filter(({ code }) => code === 'extraction-failed').length;
  return left * LEFT_ONE_IN <= added.length + changed.length + unchanged;
}

interface CountedAndTaken {
  input: { counted: number; taken: number };
  output: { counted: number; taken: number };
}

/** Null for a run that says nothing: what it needed was remembered, or it was not read to its end. */
function workOf(
  { estimate, receipts, reports, remembered }: ModelWork,
  purpose: string,
  inCircles: boolean,
): CountedAndTaken | null {
  const expected = estimate.stages.find((stage) => stage.purpose === purpose);
  const receipt = receipts.find((one) => one.purpose === purpose);
  if (!expected || expected.calls === 0 || !receipt || receipt.cachedCalls > 0) return null;
  if ((expected.inCircles ?? false) !== inCircles) return null;
  // Of reports only a guess can be corrected, by a run that wrote them all.
  if (purpose === 'report' && (!expected.isRough || remembered || reports?.failed.length !== 0)) return null;
  if (!expected.isRough && receipt.calls - receipt.failedCalls < expected.calls) return null;
  const correction = expected.correction ?? estimate.correction;
  // What broke off was asked for once more, which no estimate foresees.
  const { inputTokens: lostInput, outputTokens: lostOutput } = receipt.lost ?? NOTHING_LOST;
  return {
    input: { counted: expected.inputTokens / correction.input, taken: receipt.inputTokens - lostInput },
    output: { counted: expected.outputTokens / correction.output, taken: receipt.outputTokens - lostOutput },
  };
}
