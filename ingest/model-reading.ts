import { emptyIndex } from '../domain/empty-index.ts';
import { addFacts, type FactCheck, NO_FACTS } from '../domain/fact-check.ts';
import type { GraphIndex } from '../domain/graph-index.ts';
import type { IngestReport, ModelSpending, ReportWriting, SilentChunks } from '../domain/job.ts';
import type { ModelPrice } from '../domain/model-price.ts';
import type { Extractor } from '../domain/ports/extractor.ts';
import type { ModelAccess, ModelSession } from '../domain/ports/model-access.ts';
import type { EstimateCorrection, StageEstimate } from '../domain/stage-estimate.ts';
import type { ChosenOntology } from './choose-ontology.ts';
import { estimateCalls } from './estimate-calls.ts';
import { countReports, estimateReports } from './estimate-reports.ts';
import {
  createModelExtractor,
  type ModelExtractor,
  type PlannedReading,
} from './extractors/model/model-extractor.ts';
import { SMALL_PACK_TOKENS } from './extractors/model/pack-chunks.ts';
import { createReportWriter, type WriteModelReports } from './reports/model-reports.ts';
import { packOpenReports, type ReportPack } from './reports/pack-reports.ts';
import { openReportRecall } from './reports/recall-reports.ts';
import type { ReportWork } from './reports/report-work.ts';
import { addSpending, spendingOf } from './spending-progress.ts';

export interface ModelReadingOptions {
  models: ModelAccess;
  /** Of this run. */
  session: ModelSession;
  /** What the run pays; null when it is not known. */
  price: ModelPrice | null;
  chosen: ChosenOntology;
  offline: Extractor;
  /** True where the model's lists are expected to run in circles. */
  inCircles: boolean;
  correction: EstimateCorrection;
  /** The same for reports. */
  reportCorrection: EstimateCorrection;
  /** US dollars that the run is allowed; absent: any. */
  budget?: number | undefined;
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
  writeReports: WriteModelReports;
  /** What the run starts from: told before anything is read. */
  see(present: GraphIndex): void;
  /** What that reading would take, and the reports after it. */
  estimate(planned: PlannedReading, present: GraphIndex, signal?: AbortSignal): Promise<StageEstimate[]>;
  /** What writing these reports would take, those aside that are remembered; null when that is all of them. */
  estimateReports(work: readonly ReportWork[]): Promise<StageEstimate | null>;
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
  inCircles,
  reportCorrection,
  budget,
  before,
}: ModelReadingOptions): ModelReading {
  let facts: FactCheck = { ...NO_FACTS };
  let expected: StageEstimate[] = [];
  let present = emptyIndex();
  let writing: ReportWriting | null = null;
  const remembered = { chunks: 0, reports: 0 };
  const silent = new Map<string, number[]>();
  const writer = createReportWriter(session.chat, models.memory.reports);
  const pricing = { counter: models.counter, price };
  const reader = createModelExtractor({
    model: session.chat,
    offline,
    ontology: chosen.ontology,
    memory: models.memory.readings,
    packTokens: inCircles ? SMALL_PACK_TOKENS : undefined,
    onFacts: (more) => {
      facts = addFacts(facts, more);
    },
    // Of a few types there may well be none.
    ...(chosen.ontology?.entityTypes.length
      ? {}
      : {
          onSilence: ({ chunk, document }) => {
            silent.set(document.source, [...(silent.get(document.source) ?? []), chunk.position + 1]);
          },
        }),
  });
  const estimate: ModelReading['estimate'] = async (planned, from, signal) => {
    const asked = planned.calls.filter(({ isAnswered }) => !isAnswered);
    const calls = await estimateCalls(asked, { ...pricing, correction, inCircles }, signal);
    const reports = estimateReports(planned, from, { price, correction: reportCorrection, inCircles });
    return reports.calls > 0 ? [calls, reports] : [calls];
  };
  // Reports alone are counted from their very prompts.
  const countAlone = (packs: readonly ReportPack[]) =>
    countReports(packs, { ...pricing, correction: reportCorrection });
  return {
    correction,
    chosen,
    session,
    estimate,
    async estimateReports(work) {
      const known = await openReportRecall(models.memory.reports, session.chat.name).recall(work);
      const packs = packOpenReports(work, ({ communityId }) => known.has(communityId));
      return packs.length > 0 ? countAlone(packs) : null;
    },
    see(index) {
      present = index;
    },
    async writeReports(work, options) {
      const onAsk = (asked: readonly ReportPack[]): void => {
        if (expected.length === 0) expected = [countAlone(asked)];
      };
      const written = await writer(work, { ...options, onAsk });
      writing = written.writing;
      remembered.reports += written.remembered;
      return written;
    },
    extractor: {
      ...reader,
      async extract(work, options) {
        const planned = await reader.plan(work, options.signal);
        if (planned.calls.length > 0) expected = await estimate(planned, present, options.signal);
        const outcomes = await reader.extract(work, options);
        remembered.chunks += outcomes.filter((one) => 'extraction' in one && one.isRemembered).length;
        return outcomes;
      },
    },
    withReceipts(report, others = []) {
      const receipts = session.meter.receipts();
      const isRecalled = remembered.chunks + remembered.reports > 0;
      if (expected.length === 0 && receipts.length === 0 && !isRecalled && !before) return report;
      const { cost, ...tokens } = addSpending(spendingOf(receipts), before);
      const { ontology, search } = chosen;
      const stages = [...others, ...expected, ...(search?.expected ? [search.expected] : [])];
      const model = {
        name: session.chat.name,
        estimate: { stages, correction },
        receipts,
        facts,
        ontology,
        ...(search?.found ? { found: search.found } : {}),
        ...(writing ? { reports: writing } : {}),
        ...(isRecalled ? { remembered } : {}),
        ...(silent.size > 0 ? { silent: silentOf(silent) } : {}),
        ...(budget === undefined ? {} : { budget }),
        ...(before && { before }),
      };
      return { ...report, tokens, cost, model };
    },
  };
}

function silentOf(silent: ReadonlyMap<string, number[]>): SilentChunks[] {
  return [...silent].map(([source, chunks]) => ({ source, chunks: [...chunks].sort((a, b) => a - b) }));
}
