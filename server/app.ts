import express, { type Express } from 'express';
import type { AppDeps } from './app-deps.ts';
import { errorHandler, unknownRoute } from './error-handler.ts';
import { missingPage, pageRoutes } from './page.ts';
import { requestLog } from './request-log.ts';
import { mountRoutes } from './route.ts';
import { allRoutes } from './routes/routes.ts';
import { authentication } from './security/authentication.ts';
import { securityHeaders } from './security/headers.ts';
import { sameHostOnly } from './security/same-host.ts';

/** The HTTP surface of Orrery. It does not listen; whoever does must have started `deps.jobs`. */
export function createApp(deps: AppDeps): Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.use(requestLog(deps.logger), securityHeaders, sameHostOnly(deps.auth));
  app.use(mountRoutes(allRoutes(deps), authentication(deps.auth)));
  app.use('/api', unknownRoute);
  app.use(deps.clientFolder === undefined ? missingPage : pageRoutes(deps.clientFolder));
  app.use(unknownRoute, errorHandler(deps.logger));
  return app;
}
