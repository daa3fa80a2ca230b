import type { RequestHandler } from 'express';
import type { Logger } from 'pino';

/**
 * One line a request: failures of the house as errors, changes and refusals as news, what was merely read for who asks for
 * it. The path alone, never the query: it holds what people search for.
 */
export function requestLog(logger: Logger): RequestHandler {
  return (request, response, next) => {
    const startedAt = performance.now();
    const { method, path } = request;
    response.once('close', () => {
      const milliseconds = Math.round(performance.now() - startedAt);
      const { statusCode: status } = response;
      const level = status >= 500 ? 'error' : method === 'GET' && status < 400 ? 'debug' : 'info';
      const line = { method, path, status, milliseconds };
      logger[level](response.writableFinished ? line : { ...line, aborted: true }, 'request');
    });
    next();
  };
}
