import { join } from 'node:path';
import express, { type RequestHandler, Router } from 'express';

/**
 * The built page: hashed files may be kept for ever, `index.html` never, and every other path is a view of the page.
 *
 * @param folder where `index.html` and `assets/` are
 */
export function pageRoutes(folder: string): Router {
  const router = Router();
  router.use(
    '/assets',
    express.static(join(folder, 'assets'), {
      immutable: true,
      maxAge: '1y',
      fallthrough: true,
      index: false,
    }),
    (_request, response) => {
      response.status(404).type('text').send('There is no such file');
    },
  );
  router.use(express.static(folder, { index: false, maxAge: 0 }));
  router.get(/.*/, (_request, response) => {
    response.set('Cache-Control', 'no-cache');
    response.sendFile('index.html', { root: folder });
  });
  return router;
}

/** Says how to get the page where there is none; everything else goes on. */
export const missingPage: RequestHandler = (request, response, next) => {
  if (request.method !== 'GET' || request.path !== '/') next();
  else response.status(503).type('text').send('The page is not built: "npm run build", then start again.\n');
};
