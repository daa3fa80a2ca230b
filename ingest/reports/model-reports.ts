import type { Report } from '../../domain/community.ts';
import { GraphRagError } from '../../domain/errors.ts';
import type { ReportWriting } from '../../domain/job.ts';
import type { LanguageModel } from '../../domain/ports/language-model.ts';
import { askInHalves } from '../halve.ts';
import { packReports, type ReportPack, reportRequest } from './pack-reports.ts';
import { type CheckedReport, readReports } from './report-reply.ts';
import type { ReportWork } from './report-work.ts';

interface ModelReports {
  reports: Report[];
  /** What became of them, for the report of the run. */
  writing: ReportWriting;
}

/** Writes reports, each finding held against the sentences it cites. */
export type WriteModelReports = (
  work: readonly ReportWork[],
  options: { signal?: AbortSignal | undefined; onProgress?: (done: number, total: number) => void },
) => Promise<ModelReports>;

/**
 * Has a model write the reports, several a call. A community of which a reply says nothing usable is asked for once more alone; what fails
 * then is named, and left as it is.
 */
export function createReportWriter(model: LanguageModel): WriteModelReports {
  const ask = async ({ language, members }: ReportPack, signal?: AbortSignal) => {
    const askFor = async (some: readonly ReportWork[]): Promise<(CheckedReport | null)[]> => {
      const request = reportRequest({ language, members: some });
      const reply = await model.complete(request, signal ? { signal } : {});
      return readReports(reply.value, some) ?? some.map(() => null);
    };
    const outcomes = await askInHalves(members, askFor, signal);
    return Promise.all(
      outcomes.map(async (outcome, at) => {
        if (outcome !== null) return outcome;
        const [alone] = await askInHalves([members[at] as ReportWork], askFor, signal);
        return alone ?? new GraphRagError('model-output-invalid', 'The model wrote nothing usable of it');
      }),
    );
  };
  return async (work, { signal, onProgress }) => {
    const packs = packReports(work);
    let done = 0;
    onProgress?.(done, work.length);
    const outcomes = await Promise.all(
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
    return outcomesOf(outcomes.flat());
  };
}

function outcomesOf(
  outcomes: readonly { work: ReportWork; answer: CheckedReport | GraphRagError }[],
): ModelReports {
  const reports: Report[] = [];
  const writing: ReportWriting = { written: 0, findings: { kept: 0, dropped: 0 }, failed: [] };
  for (const { work, answer } of outcomes) {
    const { communityId, contentHash, rating, title } = work;
    if (answer instanceof GraphRagError) {
      writing.failed.push({ communityId, title, code: answer.code, message: answer.message });
      continue;
    }
    const { dropped, ...told } = answer;
    reports.push({ communityId, ...told, rating, origin: 'model', stale: false, contentHash });
    writing.written += 1;
    writing.findings.kept += told.findings.length;
    writing.findings.dropped += dropped;
  }
  return { reports, writing };
}
