import type { Report } from '../../domain/community.ts';
import type { GraphIndex } from '../../domain/graph-index.ts';
import { plainSentence } from '../stages/plain-sentence.ts';
import { placeFindings } from './place-findings.ts';
import type { ReportWork } from './report-work.ts';

/** A report that a model wrote, as it is known later, when its index may be another one. */
export interface RememberedReport {
  report: Report;
  /** What its evidence quotes, by finding: on one line, without Markdown's marks. */
  quotes: string[][];
  level: number;
  /** Ids of the entities in its community, children's included. */
  entityIds: string[];
}

/** Reports of a model, by what they were written of. */
export interface ReportMemory {
  readonly size: number;
  /** True when at least half of these entities were together in a community of this level of which a model wrote. */
  coversMost(entityIds: readonly string[], level: number): boolean;
  /** The report that was written of the same, its evidence where the sentences stand now; null when there is none. */
  find(work: ReportWork): Report | null;
}

/** What a model wrote of the communities of an index. */
export function rememberReports(
  index: Pick<GraphIndex, 'documents' | 'entities' | 'communities' | 'reports'>,
): RememberedReport[] {
  const written = index.reports.filter(({ origin }) => origin === 'model');
  if (written.length === 0) return [];
  const byId = new Map(index.communities.map((community) => [community.id, community]));
  const textOf = new Map(index.documents.map(({ id, text }) => [id, text]));
  const entityIds = new Map<string, string[]>(written.map(({ communityId }) => [communityId, []]));
  for (const { id, communityId } of index.entities) {
    let above = byId.get(communityId ?? '');
    for (; above; above = byId.get(above.parentId ?? '')) entityIds.get(above.id)?.push(id);
  }
  return written.map((report) => ({
    report,
    quotes: report.findings.map(({ evidence }) =>
      evidence.map(({ documentId, start, end }) =>
        plainSentence((textOf.get(documentId) ?? '').slice(start, end)),
      ),
    ),
    level: byId.get(report.communityId)?.level ?? 0,
    entityIds: entityIds.get(report.communityId) ?? [],
  }));
}

export function openReportMemory(remembered: readonly RememberedReport[]): ReportMemory {
  const byHash = new Map(remembered.map((one) => [one.report.contentHash, one]));
  const levels = new Map<string, number[]>();
  for (const { level, entityIds } of remembered)
    for (const id of entityIds) levels.set(id, [...(levels.get(id) ?? []), level]);
  return {
    size: remembered.length,
    coversMost(entityIds, level) {
      const covered = entityIds.filter((id) => levels.get(id)?.includes(level)).length;
      return covered > 0 && covered * 2 >= entityIds.length;
    },
    find(work) {
      const known = byHash.get(work.contentHash);
      if (!known) return null;
      const quoted = known.report.findings.map(({ text }, at) => ({ text, quotes: known.quotes[at] ?? [] }));
      const findings = placeFindings(quoted, work);
      return findings && { ...known.report, communityId: work.communityId, findings };
    },
  };
}
