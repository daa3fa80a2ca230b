import type {
  CommunityDetailResponse,
  CommunityResponse,
  ReportResponse,
} from '../../domain/api/communities.ts';
import type { Community, Report } from '../../domain/community.ts';
import type { IndexSnapshot } from '../snapshot.ts';
import { presentCommunityName } from './community-name.ts';
import { presentEntity } from './entity.ts';
import { presentEvidence } from './evidence.ts';

/** Members that a community's detail lists. */
const SHOWN_MEMBERS = 50;

export function presentCommunity(community: Community): CommunityResponse {
  return {
    id: community.id,
    level: community.level,
    parentId: community.parentId,
    title: community.title,
    size: community.size,
    x: community.x,
    y: community.y,
    radius: community.radius,
  };
}

/** One community whole, with its report, what is above and below, and its strongest members. */
export function presentCommunityDetail(
  community: Community,
  snapshot: IndexSnapshot,
): CommunityDetailResponse {
  const report = snapshot.reportById.get(community.id);
  const members = snapshot.membersOf(community.id);
  return {
    ...presentCommunity(community),
    report: report ? presentReport(report, snapshot) : null,
    children: snapshot.childrenOf(community.id).map(presentCommunity),
    parents: snapshot.branchOf(community.parentId).map(presentCommunityName),
    members: { items: members.slice(0, SHOWN_MEMBERS).map(presentEntity), total: members.length },
  };
}

function presentReport(report: Report, snapshot: IndexSnapshot): ReportResponse {
  return {
    title: report.title,
    summary: report.summary,
    findings: report.findings.map(({ text, evidence }) => ({
      text,
      evidence: evidence.map((item) => presentEvidence(item, snapshot)),
    })),
    rating: report.rating,
    origin: report.origin,
    stale: report.stale,
  };
}
