import type { Memory, QuotedReport } from '../../domain/ports/model-memory.ts';
import { stableHash } from '../ids.ts';
import { REPORT_PROMPT_VERSION } from '../prompts/report-prompt.ts';
import { placeFindings } from './place-findings.ts';
import type { CheckedReport } from './report-reply.ts';
import type { ReportWork } from './report-work.ts';

/** What one model wrote before, by what it was told. */
export interface ReportRecall {
  /** By community id; communities of which nothing is remembered are absent. */
  recall(work: readonly ReportWork[]): Promise<Map<string, CheckedReport>>;
  /** @param reports as many as `work`; null where there is none */
  keep(work: readonly ReportWork[], reports: readonly (CheckedReport | null)[]): Promise<void>;
}

export function openReportRecall(memory: Memory<QuotedReport>, model: string): ReportRecall {
  const keyOf = ({ contentHash }: ReportWork): string =>
    stableHash(`report/${REPORT_PROMPT_VERSION}:${model}`, contentHash);
  return {
    async recall(work) {
      const found = await memory.find(work.map(keyOf));
      const recalled = new Map<string, CheckedReport>();
      for (const one of work) {
        const kept = found.get(keyOf(one));
        const findings = kept && placeFindings(kept.findings, one);
        if (findings) recalled.set(one.communityId, { ...kept, findings });
      }
      return recalled;
    },
    async keep(work, reports) {
      const kept = new Map<string, QuotedReport>();
      work.forEach((one, at) => {
        const report = reports[at];
        if (report) kept.set(keyOf(one), inQuotes(report, one));
      });
      await memory.keep(kept);
    },
  };
}

function inQuotes(report: CheckedReport, { sentences }: ReportWork): QuotedReport {
  const textOf = new Map(sentences.map(({ text, evidence }) => [evidence, text]));
  const findings = report.findings.map(({ text, evidence }) => ({
    text,
    quotes: evidence.flatMap((place) => textOf.get(place) ?? []),
  }));
  return { ...report, findings };
}
