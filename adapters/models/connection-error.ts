import { APIConnectionTimeoutError } from 'openai';
import type { GraphRagError } from '../../domain/errors.ts';
import { reasonFor, saidBy } from '../../domain/reason.ts';
import type { CallTarget } from './model-error.ts';
import { refused, unavailable } from './unavailable.ts';

/** True when a server was there, and then sent nothing for as long as is waited. */
export function isSilence(thrown: unknown): boolean {
  return thrown instanceof APIConnectionTimeoutError || rootProblem(thrown) === 'UND_ERR_BODY_TIMEOUT';
}

/** What such a server is told to have done. */
export function silenceError({ server, isLocal, timeoutMs }: CallTarget): GraphRagError {
  const seconds = timeoutMs / 1000;
  const waited = seconds < 60 ? `${seconds} s` : `${Math.round(seconds / 60)} minutes`;
  const message = `${server} sent nothing for ${waited}`;
  if (!isLocal) return unavailable(message, reasonFor('model-silent', { server, seconds }));
  return unavailable(
    `${message}: it may be too small for calls of this size`,
    reasonFor('model-too-small', { server, seconds }),
    'Try a smaller model, or one call at once (ORRERY_CONCURRENCY=1).',
  );
}

const NOBODY_THERE: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ETIMEDOUT',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/** A call that found no server, or lost it. */
export function connectionError(thrown: unknown, { server }: CallTarget): GraphRagError {
  const problem = rootProblem(thrown);
  if (/CERT|SIGNATURE|TLS|SSL|EPROTO/.test(problem))
    return refused(
      `No safe connection to ${server} can be made (${problem})`,
      reasonFor('model-unsafe', { server, problem }),
      'Check that OPENAI_BASE_URL begins as the server wants it (http or https); for a certificate of your own set NODE_EXTRA_CA_CERTS.',
    );
  const isThere = !NOBODY_THERE.has(problem);
  return unavailable(
    isThere
      ? `The connection to ${server} broke off${problem ? ` (${problem})` : ''}`
      : `Nothing answers at ${server} (${problem})`,
    isThere
      ? reasonFor('model-cut-off', { server }, saidBy(problem))
      : reasonFor('model-not-there', { server, problem }),
    'Check that the server runs and that OPENAI_BASE_URL names it.',
  );
}

/** The system's name of what went wrong, from the innermost cause. */
function rootProblem(thrown: unknown): string {
  let problem = '';
  for (let error = thrown; error instanceof Error; error = error.cause) {
    const code = (error as NodeJS.ErrnoException).code;
    if (typeof code === 'string') problem = code;
  }
  return problem;
}
