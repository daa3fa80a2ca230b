import { type Request, type RequestHandler, type Response, Router } from 'express';
import type { z } from 'zod';

/** One reply that a route can give, as the API description tells it. */
export interface Reply {
  status: number;
  description: string;
  /** `application/json` unless told. */
  mediaType?: string;
  schema?: z.ZodType;
}

/** One line of the route table: enough to mount it and to describe it. */
export interface Route {
  method: 'get' | 'post' | 'delete';
  /** With `:name` for each parameter, e.g. `/api/entities/:id`. */
  path: string;
  summary: string;
  params?: z.ZodType | undefined;
  query?: z.ZodType | undefined;
  body?: z.ZodType | undefined;
  /** Another form the body may take, as the API description tells it. */
  upload?: boolean | undefined;
  replies: readonly Reply[];
  /** True for what must answer without the token. */
  open?: boolean | undefined;
  /** Runs before `handle`: reads the body. */
  before: readonly RequestHandler[];
  handle(request: Request, response: Response): Promise<void>;
}

/** What a handler is given: parts of the request, parsed. */
export interface RouteInput<Params, Query, Body> {
  params: Params;
  query: Query;
  body: Body;
  request: Request;
  response: Response;
}

interface Definition<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType> {
  method: Route['method'];
  path: string;
  summary: string;
  params?: P;
  query?: Q;
  body?: B;
  upload?: boolean;
  open?: boolean;
  before?: readonly RequestHandler[];
}

/** A route whose reply is one JSON document; what `handle` returns is sent. */
export function jsonRoute<
  Output extends z.ZodType,
  P extends z.ZodType = z.ZodUndefined,
  Q extends z.ZodType = z.ZodUndefined,
  B extends z.ZodType = z.ZodUndefined,
>(
  definition: Definition<P, Q, B> & {
    reply: Output;
    status?: number;
    handle(
      input: RouteInput<z.output<P>, z.output<Q>, z.output<B>>,
    ): Promise<z.output<Output>> | z.output<Output>;
  },
): Route {
  const { reply, status = 200, handle, ...rest } = definition;
  return {
    before: [],
    ...rest,
    replies: [{ status, description: definition.summary, schema: reply }],
    async handle(request, response) {
      const body = await handle(parse(definition, request, response));
      response.status(status).json(body);
    },
  };
}

/** A route that writes its reply itself: a stream, bytes, or nothing. */
export function rawRoute<
  P extends z.ZodType = z.ZodUndefined,
  Q extends z.ZodType = z.ZodUndefined,
  B extends z.ZodType = z.ZodUndefined,
>(
  definition: Definition<P, Q, B> & {
    replies: readonly Reply[];
    handle(input: RouteInput<z.output<P>, z.output<Q>, z.output<B>>): Promise<void> | void;
  },
): Route {
  const { handle, ...rest } = definition;
  return {
    before: [],
    ...rest,
    async handle(request, response) {
      await handle(parse(definition, request, response));
    },
  };
}

/** Express's router over the table; `guard` stands before every route that is not open. */
export function mountRoutes(routes: readonly Route[], guard: RequestHandler): Router {
  const router = Router({ caseSensitive: true });
  for (const { method, path, open, before, handle } of routes) {
    router[method](path, ...(open ? [] : [guard]), ...before, handle);
  }
  return router;
}

function parse<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType>(
  { params, query, body }: Definition<P, Q, B>,
  request: Request,
  response: Response,
): RouteInput<z.output<P>, z.output<Q>, z.output<B>> {
  return {
    params: params?.parse(request.params) as z.output<P>,
    query: query?.parse(request.query) as z.output<Q>,
    body: body?.parse(request.body) as z.output<B>,
    request,
    response,
  };
}
