import type { Request, RequestHandler } from 'express';
import { GraphRagError } from '../../domain/errors.ts';
import { reasonFor } from '../../domain/reason.ts';
import type { AuthOptions } from '../app-deps.ts';
import { presentError } from '../presenters/error.ts';

const LOOPBACK = ['localhost', '127.0.0.1', '[::1]'];
const EVERY_ADDRESS = ['0.0.0.0', '::'];

/**
 * Lets through only requests that were meant for this server: no web page elsewhere may use a person's browser to reach
 * it, neither by name (a name that was made to point here, "DNS rebinding": the Host header tells) nor across origins (the
 * Origin and Sec-Fetch-Site headers tell). Requests without these two headers do not come from a page and pass.
 */
export function sameHostOnly(auth: AuthOptions): RequestHandler {
  return (request, response, next) => {
    const problem = hostProblem(request, auth) ?? originProblem(request);
    if (problem) response.status(403).json({ error: presentError(problem) });
    else next();
  };
}

/** A server on every address has names it can't know; there the token guards, which no foreign page has. */
function hostProblem(request: Request, { host, token }: AuthOptions): GraphRagError | null {
  if (token !== undefined && EVERY_ADDRESS.includes(host)) return null;
  const port = request.socket.localPort;
  const named = request.headers.host?.toLowerCase();
  const names = [...LOOPBACK, host.includes(':') ? `[${host}]` : host.toLowerCase()];
  const known = names.some((name) => named === `${name}:${port}` || (port === 80 && named === name));
  if (known) return null;
  const address = `http://${names.at(-1)}:${port}`;
  return new GraphRagError('unauthorized', 'The Host header is not one of this server', {
    reason: reasonFor('other-host', { address }),
    hint: `Open ${address}.`,
  });
}

function originProblem(request: Request): GraphRagError | null {
  const { origin, host } = request.headers;
  const site = request.headers['sec-fetch-site'];
  const sameOrigin = origin === undefined || origin === `http://${host}` || origin === `https://${host}`;
  // A person following a link to the page is a navigation from elsewhere, and welcome.
  const ownSite = site === undefined || site === 'same-origin' || site === 'none';
  const foreign = !ownSite && request.headers['sec-fetch-mode'] !== 'navigate';
  if (sameOrigin && !foreign) return null;
  return new GraphRagError('unauthorized', 'The request comes from a page of another origin', {
    reason: reasonFor('other-origin', {}),
  });
}
