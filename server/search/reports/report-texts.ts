import type { Community, Report } from '../../../domain/community.ts';
import { type UnitText, unitTextOf } from '../answer/unit-text.ts';
import type { SearchIndex } from '../search-index.ts';
import { asOneLine, type Citable } from '../writing/citable.ts';

/** A finding that can be cited, in the form that it is looked for in. */
export interface FindingText {
  readonly citable: Citable;
  readonly own: UnitText;
}

/** A report in the forms that it is looked for and shown in. */
export interface ReportText {
  readonly report: Report;
  readonly community: Community;
  readonly title: UnitText;
  readonly body: UnitText;
  /** Those with evidence: the others have no sentence to show. */
  readonly findings: readonly FindingText[];
}

const textsByIndex = new WeakMap<SearchIndex, readonly ReportText[]>();

/** The reports of all communities; read once an index. */
export function reportTextsOf(index: SearchIndex): readonly ReportText[] {
  let texts = textsByIndex.get(index);
  if (!texts) {
    texts = index.snapshot.communitiesBySize.flatMap((community) => {
      const report = index.snapshot.reportById.get(community.id);
      return report ? [toText(index, community, report)] : [];
    });
    textsByIndex.set(index, texts);
  }
  return texts;
}

function toText({ snapshot }: SearchIndex, community: Community, report: Report): ReportText {
  const findings = report.findings.flatMap(({ text, evidence }) => {
    const best = evidence.find(({ verified }) => verified) ?? evidence[0];
    const document = best && snapshot.documentById.get(best.documentId);
    if (!best || !document) return [];
    const { documentId, chunkId, start, end } = best;
    const around = [report.title, document.title, document.text.slice(start, end)].join('\n');
    const citable = { text: asOneLine(text), documentId, chunkId, start, end, around };
    return [{ citable, own: unitTextOf(text) }];
  });
  const texts = [report.title, report.summary, ...report.findings.map(({ text }) => text)];
  return {
    report,
    community,
    title: unitTextOf(report.title),
    body: unitTextOf(texts.join('\n')),
    findings,
  };
}
