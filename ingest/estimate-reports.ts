import type { GraphIndex } from '../domain/graph-index.ts';
import { costOf, type ModelPrice } from '../domain/model-price.ts';
import type { TokenCounter } from '../domain/ports/token-counter.ts';
import type { EstimateCorrection, StageEstimate } from '../domain/stage-estimate.ts';
import type { PlannedReading } from './extractors/model/model-extractor.ts';
import { type ReportPack, reportRequest } from './reports/pack-reports.ts';
import { roomForReports } from './reports/report-wish.ts';

/** Tokens for a token of the text that is read, of prompts and of replies, where there was nothing before: `npm run bench -- tokens`. */
const SHARE = { input: 0.26, output: 0.07 };
/** Of one report, its share of the instruction included. */
const ONE_REPORT = { input: 450, output: 260 };
const REPORTS_A_CALL = 5;

export interface ReportPricing {
  price: ModelPrice | null;
  correction: EstimateCorrection;
}

/**
 * About what the reports after this reading will take. Which communities there will be is known only when all has been read, so it is a
 * measured share of the text, and of the reports that are there already those that the new text is likely to touch, and those to be written anew.
 */
export function estimateReports(
  { calls, remembered }: PlannedReading,
  { reports }: Pick<GraphIndex, 'reports'>,
  { inCircles = false, ...pricing }: ReportPricing & { inCircles?: boolean },
): StageEstimate {
  const tokens = calls.reduce((sum, call) => sum + call.tokens, remembered.tokens);
  const chunks = calls.reduce((sum, call) => sum + call.chunks, remembered.chunks);
  const written = reports.filter(({ origin }) => origin === 'model').length;
  const touched = Math.min(written, chunks) + reports.filter(({ stale }) => stale).length;
  // No report is written of what was read in part.
  const share = !inCircles && roomForReports(tokens) > 0 ? SHARE : { input: 0, output: 0 };
  const input = tokens * share.input + touched * ONE_REPORT.input;
  const output = tokens * share.output + touched * ONE_REPORT.output;
  return {
    ...toStage(Math.ceil(input / ONE_REPORT.input / REPORTS_A_CALL), input, output, pricing),
    isRough: true,
  };
}

/** What exactly these calls will take. */
export function countReports(
  packs: readonly ReportPack[],
  { counter, ...pricing }: ReportPricing & { counter: TokenCounter },
): StageEstimate {
  const reports = packs.reduce((sum, { members }) => sum + members.length, 0);
  const input = packs.reduce((sum, pack) => sum + counter.countPrompt(reportRequest(pack)), 0);
  // What was learned is about the rough numbers, and says nothing of these.
  const correction = { input: 1, output: 1, runs: 0 };
  return toStage(packs.length, input, reports * ONE_REPORT.output, { ...pricing, correction });
}

function toStage(
  calls: number,
  input: number,
  output: number,
  { price, correction }: ReportPricing,
): StageEstimate {
  const inputTokens = Math.round(input * correction.input);
  const outputTokens = Math.round(output * correction.output);
  const cost = costOf({ inputTokens, outputTokens }, price);
  return { purpose: 'report', calls, inputTokens, outputTokens, cost, correction };
}
