import type { Community, Report } from '../../../domain/community.ts';
import { finite, number, optionalText, type Properties, parsed, text } from './properties.ts';

/** A community's own properties; its report's lie beside them on the same node. */
export function communityProperties(community: Community): Properties {
  const where = `of community "${community.id}"`;
  return {
    ...community,
    x: finite(community.x, `x ${where}`),
    y: finite(community.y, `y ${where}`),
    radius: finite(community.radius, `radius ${where}`),
  };
}

export function toCommunity(node: Properties): Community {
  return {
    id: text(node.id),
    level: number(node.level),
    parentId: optionalText(node.parentId),
    title: text(node.title),
    size: number(node.size),
    x: number(node.x),
    y: number(node.y),
    radius: number(node.radius),
  };
}

/** A report as properties of its community's node; findings as JSON. */
export function reportProperties(report: Report): Properties {
  const { communityId, findings, rating, ...rest } = report;
  return {
    ...rest,
    communityId,
    findings: JSON.stringify(findings),
    rating: finite(rating, `rating of the report on "${communityId}"`),
  };
}

/** @returns null when the community has no report */
export function toReport(node: Properties): Report | null {
  const origin = optionalText(node.reportOrigin);
  if (origin === null) return null;
  return {
    communityId: text(node.id),
    title: text(node.reportTitle),
    summary: text(node.summary),
    findings: parsed(node.findings, []),
    rating: number(node.rating),
    origin: origin as Report['origin'],
    stale: node.reportStale === true,
    contentHash: text(node.reportHash),
  };
}
