import { z } from 'zod';
import type { Finding } from '../../domain/community.ts';
import { oneLine } from '../../domain/one-line.ts';
import { isBacked } from './is-backed.ts';
import type { ReportWork, ToldSentence } from './report-work.ts';

/** Models write numbers as words of digits, and one number for a list of one. */
const wholeNumber = z.coerce.number().int();
const ReplyFinding = z.object({
  t: z.string().trim().min(1),
  s: z.union([z.array(wholeNumber), wholeNumber.transform((one) => [one])]),
});
const ReplyReport = z.object({
  g: wholeNumber,
  t: z.string().trim().min(1),
  d: z.string().trim().min(1),
  f: z.array(z.unknown()),
});
const Envelope = z.object({ reports: z.array(z.unknown()) });

/** Longest that is kept of each, in characters; models that say more have lost their way. */
const LONGEST_TITLE = 120;
const LONGEST_SUMMARY = 1500;
const LONGEST_FINDING = 600;
const MOST_FINDINGS = 8;

/** A report whose every finding is held by the sentences that it cites. */
export interface CheckedReport {
  title: string;
  summary: string;
  /** Never empty. */
  findings: Finding[];
  /** Findings that were left out: they cite nothing that was told, or say what is not there. */
  dropped: number;
}

/**
 * What a reply says of each community of its call.
 *
 * @returns as many as `members`, null for one that has no usable report; null when the reply has not the outer shape
 */
export function readReports(value: unknown, members: readonly ReportWork[]): (CheckedReport | null)[] | null {
  const envelope = Envelope.safeParse(value);
  if (!envelope.success) return null;
  const byGroup = new Map<number, z.infer<typeof ReplyReport>>();
  for (const record of envelope.data.reports) {
    const parsed = ReplyReport.safeParse(record);
    if (parsed.success && !byGroup.has(parsed.data.g)) byGroup.set(parsed.data.g, parsed.data);
  }
  let first = 1;
  return members.map((work, at) => {
    const report = byGroup.get(at + 1);
    const checked = report ? check(report, work, first) : null;
    first += work.sentences.length;
    return checked;
  });
}

/** @param first number in the call of the community's first sentence */
function check(
  { t, d, f }: z.infer<typeof ReplyReport>,
  work: ReportWork,
  first: number,
): CheckedReport | null {
  const told = [...work.sentences.map(({ text }) => text), ...work.members, ...work.relationships];
  const [title, summary] = [oneLine(t), oneLine(d)];
  if (title.length > LONGEST_TITLE || summary.length > LONGEST_SUMMARY) return null;
  if (!isBacked(`${title} ${summary}`, told)) return null;
  const findings: Finding[] = [];
  let dropped = 0;
  for (const record of f) {
    const parsed = ReplyFinding.safeParse(record);
    const finding = parsed.success ? toFinding(parsed.data, work.sentences, first) : null;
    if (finding && findings.length < MOST_FINDINGS) findings.push(finding);
    else dropped++;
  }
  return findings.length > 0 ? { title, summary, findings, dropped } : null;
}

/** The finding with what it cites of the sentences that were told of its community; null when they do not hold it. */
function toFinding(
  { t, s }: z.infer<typeof ReplyFinding>,
  sentences: readonly ToldSentence[],
  first: number,
): Finding | null {
  const text = oneLine(t);
  const cited = [...new Set(s)]
    .map((number) => sentences[number - first])
    .filter((sentence) => sentence !== undefined);
  if (cited.length === 0 || text.length > LONGEST_FINDING) return null;
  const isHeld = isBacked(
    text,
    cited.map((sentence) => sentence.text),
  );
  return isHeld ? { text, evidence: cited.map(({ evidence }) => evidence) } : null;
}
