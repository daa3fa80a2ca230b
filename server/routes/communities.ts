import { IdParams } from '../../domain/api/common.ts';
import {
  CommunityDetailResponse,
  CommunityListQuery,
  CommunityListResponse,
} from '../../domain/api/communities.ts';
import { JobAccepted } from '../../domain/api/jobs.ts';
import { GraphRagError } from '../../domain/errors.ts';
import { reasonFor } from '../../domain/reason.ts';
import type { AppDeps } from '../app-deps.ts';
import { presentCommunity, presentCommunityDetail } from '../presenters/community.ts';
import { presentPage } from '../presenters/page.ts';
import { jsonRoute, type Route } from '../route.ts';
import { NO_CHANGE } from '../to-build-request.ts';

/** Communities and their reports. */
export function communityRoutes({
  snapshots,
  jobs,
  status,
}: Pick<AppDeps, 'snapshots' | 'jobs' | 'status'>): Route[] {
  return [
    jsonRoute({
      method: 'get',
      path: '/api/communities',
      summary: 'Communities, largest first; of one level, or below one parent',
      query: CommunityListQuery,
      reply: CommunityListResponse,
      async handle({ query }) {
        const { level, parent } = query;
        const communities = (await snapshots.current()).communitiesBySize.filter(
          (community) =>
            (level === undefined || community.level === level) &&
            (parent === undefined || community.parentId === parent),
        );
        return presentPage(communities, query, presentCommunity);
      },
    }),
    jsonRoute({
      method: 'get',
      path: '/api/communities/:id',
      summary: 'One community with its report and its strongest members',
      params: IdParams,
      reply: CommunityDetailResponse,
      async handle({ params }) {
        const snapshot = await snapshots.current();
        const community = snapshot.communityById.get(params.id);
        if (!community) throw noCommunity(params.id);
        return presentCommunityDetail(community, snapshot);
      },
    }),
    jsonRoute({
      method: 'post',
      path: '/api/communities/:id/report',
      summary: 'Has the model write the report of this community, whatever its level and size',
      params: IdParams,
      status: 202,
      reply: JobAccepted,
      async handle({ params }) {
        if (!(await snapshots.current()).communityById.has(params.id)) throw noCommunity(params.id);
        if (!status.models.chat) {
          throw new GraphRagError('request-invalid', 'No model is configured to write with', {
            reason: reasonFor('no-model', {}),
            hint: 'Set ORRERY_CHAT_MODEL and OPENAI_API_KEY or OPENAI_BASE_URL and start again.',
          });
        }
        const { id } = await jobs.add('report', { ...NO_CHANGE, reports: [params.id] });
        return { jobId: id };
      },
    }),
  ];
}

function noCommunity(id: string): GraphRagError {
  return new GraphRagError('not-found', `No community has the id "${id}"`, {
    reason: reasonFor('not-there', { id }),
  });
}
