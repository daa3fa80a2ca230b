import { z } from 'zod';
import type { AppDeps } from '../app-deps.ts';
import { describeApi } from '../openapi.ts';
import { jsonRoute, type Route } from '../route.ts';
import { askRoutes } from './ask.ts';
import { communityRoutes } from './communities.ts';
import { cypherRoutes } from './cypher.ts';
import { documentRoutes } from './documents.ts';
import { entityRoutes } from './entities.ts';
import { estimateRoutes } from './estimate.ts';
import { exchangeRoutes } from './exchange.ts';
import { jobRoutes } from './jobs.ts';
import { mapRoutes } from './map.ts';
import { pathRoutes } from './paths.ts';
import { statusRoutes } from './status.ts';

/** The whole table: what is mounted is what is described. */
export function allRoutes(deps: AppDeps): Route[] {
  const routes: Route[] = [
    ...statusRoutes(deps),
    ...documentRoutes(deps),
    ...estimateRoutes(deps),
    ...jobRoutes(deps),
    ...entityRoutes(deps),
    ...communityRoutes(deps),
    ...pathRoutes(deps),
    ...mapRoutes(deps),
    ...askRoutes(deps),
    ...cypherRoutes(deps),
    ...exchangeRoutes(deps),
  ];
  let description: ReturnType<typeof describeApi> | null = null;
  routes.push(
    jsonRoute({
      method: 'get',
      path: '/api/openapi.json',
      summary: 'This description',
      reply: z.record(z.string(), z.unknown()),
      handle() {
        description ??= describeApi(routes, deps.status.version);
        return { ...description };
      },
    }),
  );
  return routes;
}
