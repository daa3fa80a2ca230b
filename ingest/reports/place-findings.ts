import type { Finding } from '../../domain/community.ts';
import type { QuotedFinding } from '../../domain/ports/model-memory.ts';
import type { ReportWork } from './report-work.ts';

/** Findings with their evidence where the sentences stand now; null when one of them is not among those that are told of the community. */
export function placeFindings(
  findings: readonly QuotedFinding[],
  { sentences }: Pick<ReportWork, 'sentences'>,
): Finding[] | null {
  const places = new Map(sentences.map(({ text, evidence }) => [text, evidence]));
  const placed = findings.map(({ text, quotes }) => ({
    text,
    evidence: quotes.flatMap((quote) => places.get(quote) ?? []),
  }));
  const isWhole = placed.every(({ evidence }, at) => evidence.length === findings[at]?.quotes.length);
  return isWhole ? placed : null;
}
