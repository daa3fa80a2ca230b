import type { Report } from '../../domain/community.ts';
import type { WantedChanges } from '../workers/ingest-workers.ts';

/** Puts reports in the place of those that the changes have, or that the index has, of the same communities. */
export function takeReports({ changes, counts }: WantedChanges, reports: readonly Report[]): void {
  if (reports.length === 0) return;
  const taken = new Set(reports.map(({ communityId }) => communityId));
  changes.reports.write = [
    ...changes.reports.write.filter(({ communityId }) => !taken.has(communityId)),
    ...reports,
  ];
  counts.written.reports = changes.reports.write.length;
}
