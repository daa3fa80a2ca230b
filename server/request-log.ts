import type { RequestHandler } from 'express';
import type { Logger } from 'pino';

/** One line a request. The path alone, never the query: it holds what people search for. */
export function requestLog(logger: Logger): RequestHandler {
  return (request, response, next) => {
    const startedAt = performance.now();
    const { method, path } = request;
    response.once('close', () => {
      const milliseconds = Math.round(performance.now() - startedAt);
      const level = response.statusCode >= 500 ? 'error' : path.startsWith('/api/') ? 'info' : 'debug';
      const line = { method, path, status: response.statusCode, milliseconds };
      logger[level](response.writableFinished ? line : { ...line, aborted: true }, 'request');
    });
    next();
  };
}
