import type { ErrorRequestHandler, RequestHandler } from 'express';
import type { Logger } from 'pino';
import { ZodError } from 'zod';
import { type ErrorCode, GraphRagError } from '../domain/errors.ts';
import { reasonFor } from '../domain/reason.ts';
import { errorForLog, presentError } from './presenters/error.ts';

const STATUS: Record<ErrorCode, number> = {
  'config-invalid': 500,
  'request-invalid': 400,
  'not-found': 404,
  conflict: 409,
  unauthorized: 401,
  'query-invalid': 400,
  'query-refused': 403,
  'query-timeout': 408,
  'document-unreadable': 422,
  'model-unavailable': 503,
  'model-output-invalid': 502,
  'model-input-too-long': 502,
  'budget-spent': 402,
  'store-unavailable': 503,
  'store-damaged': 503,
  internal: 500,
};

/** The last word on every failure: the one place that knows statuses. A bug is logged whole and told as "internal error". */
export function errorHandler(logger: Logger): ErrorRequestHandler {
  return (thrown: unknown, request, response, _next) => {
    // Nobody is there to be told, and what failed is most likely that nobody is there.
    if (response.destroyed) return;
    const error = toKnownError(thrown);
    const status = statusOf(error, thrown);
    if (status >= 500) logger.error({ path: request.path, error: errorForLog(error) }, 'request failed');
    if (response.headersSent) {
      // Too late to tell: cutting the connection is the only honest end.
      response.destroy();
      return;
    }
    response.status(status).json({ error: presentError(error) });
  };
}

/** Whatever no route took. */
export const unknownRoute: RequestHandler = (request) => {
  throw new GraphRagError('not-found', `There is no ${request.method} ${request.path}`, {
    hint: 'GET /api/openapi.json lists every route.',
  });
};

function statusOf(error: unknown, thrown: unknown): number {
  if (error instanceof GraphRagError) {
    const tooLarge = error.code === 'request-invalid' && isHttpError(thrown) && thrown.status === 413;
    return tooLarge ? 413 : STATUS[error.code];
  }
  return error instanceof ZodError ? 400 : 500;
}

/** What Express and its body parser throw (`http-errors`) becomes `request-invalid`, in our words. */
function toKnownError(error: unknown): unknown {
  if (error instanceof GraphRagError || !isHttpError(error)) return error;
  if (error.status < 400 || error.status >= 500) return error;
  const isTooLarge = error.status === 413;
  const message =
    error.type === 'entity.parse.failed'
      ? 'The body is not JSON'
      : isTooLarge
        ? 'The body is too large'
        : 'The request could not be read';
  const reason = reasonFor(isTooLarge ? 'body-too-large' : 'request-malformed', {});
  return new GraphRagError('request-invalid', message, { reason, cause: error });
}

function isHttpError(error: unknown): error is { status: number; type?: string } {
  return typeof error === 'object' && error !== null && 'status' in error && typeof error.status === 'number';
}
