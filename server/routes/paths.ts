import { PathsQuery, PathsResponse } from '../../domain/api/paths.ts';
import { GraphRagError } from '../../domain/errors.ts';
import { reasonFor } from '../../domain/reason.ts';
import type { AppDeps } from '../app-deps.ts';
import { presentPath } from '../presenters/path.ts';
import { jsonRoute, type Route } from '../route.ts';
import { findPaths } from '../search/find-paths.ts';

/** How two entities are connected. */
export function pathRoutes({ snapshots }: Pick<AppDeps, 'snapshots'>): Route[] {
  return [
    jsonRoute({
      method: 'get',
      path: '/api/paths',
      summary: 'The best chains of relationships between two entities, each step with its sentences',
      query: PathsQuery,
      reply: PathsResponse,
      async handle({ query: { from, to, k } }) {
        const snapshot = await snapshots.current();
        for (const id of [from, to]) {
          if (!snapshot.entityById.has(id))
            throw new GraphRagError('not-found', `No entity has the id "${id}"`, {
              reason: reasonFor('not-there', { id }),
            });
        }
        return { paths: findPaths(snapshot, from, to, k).map((path) => presentPath(path, snapshot)) };
      },
    }),
  ];
}
