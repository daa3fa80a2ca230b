import type { Report } from '../../domain/community.ts';
import { GraphRagError } from '../../domain/errors.ts';
import type { ReportWriting } from '../../domain/job.ts';
import type { LanguageModel } from '../../domain/ports/language-model.ts';
import { FORGETFUL, type Memory, type QuotedReport } from '../../domain/ports/model-memory.ts';
import { reasonFor } from '../../domain/reason.ts';
import { askInHalves } from '../halve.ts';
import { packOpenReports, type ReportPack, reportRequest } from './pack-reports.ts';
import { openReportRecall } from './recall-reports.ts';
import { type CheckedReport, readReports } from './report-reply.ts';
import type { ReportWork } from './report-work.ts';

interface ModelReports {
  reports: Report[];
  /** What became of those that were asked for, for the report of the run; null when none was. */
  writing: ReportWriting | null;
  /** How many had been written of the same before. */
  remembered: number;
}

/** Writes reports, each finding held against the sentences it cites. */
export type WriteModelReports = (
  work: readonly ReportWork[],
  options: {
    signal?: AbortSignal | undefined;
    onProgress?: (done: number, total: number) => void;
    /** Told of the calls for what is not remembered, before they are made. */
    onAsk?: (packs: readonly ReportPack[]) => void;
  },
) => Promise<ModelReports>;

/**
 * Has a model write the reports, several a call, those aside that it wrote of the same before. A community of which a reply says nothing usable is asked for once more alone; what fails
 * then is named, and left as it is.
 */
export function createReportWriter(
  model: LanguageModel,
  memory: Memory<QuotedReport> = FORGETFUL,
): WriteModelReports {
  const { recall, keep } = openReportRecall(memory, model.name);
  const ask = async ({ language, members }: ReportPack, signal?: AbortSignal) => {
    const askFor = async (some: readonly ReportWork[]): Promise<(CheckedReport | null)[]> => {
      const request = reportRequest({ language, members: some });
      const reply = await model.complete(request, signal ? { signal } : {});
      const reports = readReports(reply.value, some) ?? some.map(() => null);
      await keep(some, reports);
      return reports;
    };
    const outcomes = await askInHalves(members, askFor, signal);
    return Promise.all(
      outcomes.map(async (outcome, at) => {
        if (outcome !== null) return outcome;
        const [alone] = await askInHalves([members[at] as ReportWork], askFor, signal);
        return alone ?? nothingUsable();
      }),
    );
  };
  return async (work, { signal, onProgress, onAsk }) => {
    const known = await recall(work);
    const packs = packOpenReports(work, ({ communityId }) => known.has(communityId));
    if (packs.length > 0) onAsk?.(packs);
    let done = known.size;
    onProgress?.(done, work.length);
    const written = await Promise.all(
      packs.map(async (pack) => {
        const answers = await ask(pack, signal);
        done += pack.members.length;
        onProgress?.(done, work.length);
        return pack.members.map((one, at) => ({
          work: one,
          answer: answers[at] as (typeof answers)[number],
        }));
      }),
    );
    const { reports, writing } = outcomesOf(written.flat());
    const recalled = work.flatMap((one) => {
      const report = known.get(one.communityId);
      return report ? [toReport(one, report)] : [];
    });
    return {
      reports: [...recalled, ...reports],
      writing: packs.length > 0 ? writing : null,
      remembered: known.size,
    };
  };
}

function nothingUsable(): GraphRagError {
  return new GraphRagError('model-output-invalid', 'The model wrote nothing usable of it', {
    reason: reasonFor('report-unusable', {}),
  });
}

function outcomesOf(outcomes: readonly { work: ReportWork; answer: CheckedReport | GraphRagError }[]): {
  reports: Report[];
  writing: ReportWriting;
} {
  const reports: Report[] = [];
  const writing: ReportWriting = { written: 0, findings: { kept: 0, dropped: 0 }, failed: [] };
  for (const { work, answer } of outcomes) {
    const { communityId, title } = work;
    if (answer instanceof GraphRagError) {
      const { code, message, reason } = answer;
      writing.failed.push({ communityId, title, code, message, ...(reason ? { reason } : {}) });
      continue;
    }
    reports.push(toReport(work, answer));
    writing.written += 1;
    writing.findings.kept += answer.findings.length;
    writing.findings.dropped += answer.dropped;
  }
  return { reports, writing };
}

function toReport({ communityId, contentHash, rating }: ReportWork, answer: CheckedReport): Report {
  const { title, summary, findings } = answer;
  return { communityId, title, summary, findings, rating, origin: 'model', stale: false, contentHash };
}
