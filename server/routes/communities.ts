import { IdParams } from '../../domain/api/common.ts';
import {
  CommunityDetailResponse,
  CommunityListQuery,
  CommunityListResponse,
} from '../../domain/api/communities.ts';
import { GraphRagError } from '../../domain/errors.ts';
import type { AppDeps } from '../app-deps.ts';
import { presentCommunity, presentCommunityDetail } from '../presenters/community.ts';
import { presentPage } from '../presenters/page.ts';
import { jsonRoute, type Route } from '../route.ts';

/** Communities and their reports. */
export function communityRoutes({ snapshots }: Pick<AppDeps, 'snapshots'>): Route[] {
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
        if (!community) throw new GraphRagError('not-found', `No community has the id "${params.id}"`);
        return presentCommunityDetail(community, snapshot);
      },
    }),
  ];
}
