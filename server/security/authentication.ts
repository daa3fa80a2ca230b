import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { Request, RequestHandler, Response } from 'express';
import { GraphRagError } from '../../domain/errors.ts';
import { reasonFor } from '../../domain/reason.ts';
import type { AuthOptions } from '../app-deps.ts';

const COOKIE = 'orrery-session';
const COOKIE_DAYS = 30;

/** Lets through, when a token is set, only who bears it, the secret, or the cookie. */
export function authentication(auth: AuthOptions): RequestHandler {
  return (request, _response, next) => {
    if (auth.token === undefined || isAuthenticated(request, auth)) {
      next();
      return;
    }
    throw new GraphRagError('unauthorized', 'This server asks for a token', {
      reason: reasonFor('token-needed', {}),
      hint: 'Send it as "Authorization: Bearer TOKEN", or open the page and enter it.',
    });
  };
}

/** Checks `token` and gives the browser the cookie for it. @throws GraphRagError `unauthorized` */
export function openSession(token: string, response: Response, auth: AuthOptions): void {
  if (auth.token === undefined) return;
  if (!isEqual(token, auth.token)) {
    throw new GraphRagError('unauthorized', 'That is not the token of this server', {
      reason: reasonFor('token-wrong', {}),
      hint: 'It stands in ORRERY_TOKEN where the server was started.',
    });
  }
  response.cookie(COOKIE, cookieValue(auth.token), {
    httpOnly: true,
    sameSite: 'strict',
    path: '/',
    maxAge: COOKIE_DAYS * 24 * 3_600_000,
  });
}

function isAuthenticated(request: Request, { token, secret }: AuthOptions): boolean {
  const bearer = /^Bearer (.+)$/i.exec(request.headers.authorization ?? '')?.[1];
  if (bearer !== undefined && (isEqual(bearer, secret) || (token !== undefined && isEqual(bearer, token)))) {
    return true;
  }
  const cookie = readCookie(request.headers.cookie ?? '');
  return token !== undefined && cookie !== null && isEqual(cookie, cookieValue(token));
}

/** Derived from the token, so that the token itself is never stored in a browser and a restart keeps sessions. */
function cookieValue(token: string): string {
  return createHmac('sha256', token).update(COOKIE).digest('base64url');
}

function readCookie(header: string): string | null {
  for (const pair of header.split(';')) {
    const [name, value] = pair.trim().split('=');
    if (name === COOKIE && value !== undefined) return value;
  }
  return null;
}

/** Takes the same time whatever the strings hold; hashed first, because the comparison asks for equal lengths. */
function isEqual(left: string, right: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(left), digest(right));
}
