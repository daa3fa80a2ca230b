import { addFacts, type FactCheck, NO_FACTS } from '../domain/fact-check.ts';
import type { IngestReport, ModelSpending } from '../domain/job.ts';
import type { ModelPrice } from '../domain/model-price.ts';
import type { Extractor } from '../domain/ports/extractor.ts';
import type { ModelAccess, ModelSession } from '../domain/ports/model-access.ts';
import type { EstimateCorrection, StageEstimate } from '../domain/stage-estimate.ts';
import type { ChosenOntology } from './choose-ontology.ts';
import { estimateCalls } from './estimate-calls.ts';
import {
  createModelExtractor,
  type ModelExtractor,
  type PlannedCall,
} from './extractors/model/model-extractor.ts';
import { addSpending, spendingOf } from './spending-progress.ts';

export interface ModelReadingOptions {
  models: ModelAccess;
  /** Of this run. */
  session: ModelSession;
  /** What the run pays; null when it is not known. */
  price: ModelPrice | null;
  chosen: ChosenOntology;
  offline: Extractor;
  correction: EstimateCorrection;
  /** What was taken for it before it was interrupted. */
  before?: ModelSpending | undefined;
}

/** A model that reads for one run, and the account of it. */
export interface ModelReading {
  extractor: ModelExtractor;
  /** Of this run: what else is asked in it has the same budget and receipts. */
  readonly session: ModelSession;
  readonly correction: EstimateCorrection;
  readonly chosen: ChosenOntology;
  /** What those calls would take. */
  estimate(calls: readonly PlannedCall[], signal?: AbortSignal): Promise<StageEstimate>;
  /**
   * The report with what the model took, beside what was expected; as it was when no model was asked.
   *
   * @param others what was expected of other calls of the session
   */
  withReceipts(report: IngestReport, others?: readonly StageEstimate[]): IngestReport;
}

/** Has a model read for one run. Nothing is asked yet. */
export function openModelReading({
  models,
  session,
  price,
  chosen,
  offline,
  correction,
  before,
}: ModelReadingOptions): ModelReading {
  let facts: FactCheck = { ...NO_FACTS };
  let expected: StageEstimate | null = null;
  const reader = createModelExtractor({
    model: session.chat,
    offline,
    ontology: chosen.ontology,
    onFacts: (more) => {
      facts = addFacts(facts, more);
    },
  });
  const estimate: ModelReading['estimate'] = (calls, signal) =>
    estimateCalls(calls, { counter: models.counter, price, correction }, signal);
  return {
    correction,
    chosen,
    session,
    estimate,
    extractor: {
      ...reader,
      async extract(work, options) {
        const calls = reader.plan(work);
        if (calls.length > 0) expected = await estimate(calls, options.signal);
        return reader.extract(work, options);
      },
    },
    withReceipts(report, others = []) {
      const receipts = session.meter.receipts();
      if (!expected && receipts.length === 0 && !before) return report;
      const { cost, ...tokens } = addSpending(spendingOf(receipts), before);
      const { ontology, search } = chosen;
      const stages = [...others, expected, search?.expected].filter(
        (stage) => stage !== null && stage !== undefined,
      );
      const found = search?.found ? { found: search.found } : {};
      const estimate = { stages, correction };
      const model = {
        name: models.chatModel,
        estimate,
        receipts,
        facts,
        ontology,
        ...found,
        ...(before && { before }),
      };
      return { ...report, tokens, cost, model };
    },
  };
}
