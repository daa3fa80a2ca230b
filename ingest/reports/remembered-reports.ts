import type { Report } from '../../domain/community.ts';
import type { GraphIndex } from '../../domain/graph-index.ts';
import { plainSentence } from '../stages/plain-sentence.ts';
import { placeFindings } from './place-findings.ts';
import type { ReportWork } from './report-work.ts';

/** A report that a model wrote, or that stands in the place of one, as it is known later, when its index may be another one. */
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
  /**
   * Whether at least half of these entities were together in a community of this level of which a model wrote: `held` by its report until now, or
   * `stale` when others stand in the place of some.
   */
  coversMost(entityIds: readonly string[], level: number): 'held' | 'stale' | null;
  /** The report that was written of the same, its evidence where the sentences stand now; null when there is none. */
  find(work: ReportWork): Report | null;
}

/** What a model wrote of the communities of an index, and of which others it did before they changed. */
export function rememberReports(
  index: Pick<GraphIndex, 'documents' | 'entities' | 'communities' | 'reports'>,
): RememberedReport[] {
  const written = index.reports.filter(({ origin, stale }) => origin === 'model' || stale);
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
  const byHash = new Map(
    remembered.filter(({ report }) => report.origin === 'model').map((one) => [one.report.contentHash, one]),
  );
  const isHeld = levelsOf(remembered.filter(({ report }) => report.origin === 'model'));
  const isKnown = levelsOf(remembered);
  return {
    size: remembered.length,
    coversMost(entityIds, level) {
      const isMost = (isCovered: (id: string, level: number) => boolean): boolean => {
        const covered = entityIds.filter((id) => isCovered(id, level)).length;
        return covered > 0 && covered * 2 >= entityIds.length;
      };
      return isMost(isHeld) ? 'held' : isMost(isKnown) ? 'stale' : null;
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

/** Whether an entity is in one of the communities of a level. */
function levelsOf(remembered: readonly RememberedReport[]): (entityId: string, level: number) => boolean {
  const levels = new Map<string, Set<number>>();
  for (const { level, entityIds } of remembered)
    for (const id of entityIds) levels.set(id, (levels.get(id) ?? new Set()).add(level));
  return (entityId, level) => levels.get(entityId)?.has(level) ?? false;
}
