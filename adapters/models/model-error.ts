import { APIConnectionError, APIError, APIUserAbortError } from 'openai';
import { GraphRagError } from '../../domain/errors.ts';
import { reasonFor, saidBy } from '../../domain/reason.ts';
import { connectionError, isSilence, silenceError } from './connection-error.ts';
import { askedToWait, type CallTrouble, limitTrouble } from './limit-trouble.ts';
import { isAboutContent, statusOf, wordsOf } from './server-words.ts';
import { refused, unavailable } from './unavailable.ts';

const troubles = new WeakMap<GraphRagError, CallTrouble>();

/** What is known beside the error itself; nothing special when it does not come from a server. */
export function troubleOf(error: unknown): CallTrouble {
  const known = error instanceof GraphRagError ? troubles.get(error) : undefined;
  return known ?? { limited: false, kind: 'unknown' };
}

/** An error that bears its trouble; also for servers made for tests. */
export function withTrouble(error: GraphRagError, trouble: CallTrouble): GraphRagError {
  troubles.set(error, trouble);
  return error;
}

/** Whom a call was for, as errors name it. */
export interface CallTarget {
  model: string;
  /** Without credentials and query. */
  server: string;
  /** A machine of one's own. */
  isLocal: boolean;
  /** Longest wait for the first word of an answer, and for each next one. */
  timeoutMs: number;
}

/**
 * What the `openai` package threw, in our words. Keys never come along: not the request, its headers nor the server's echo of a key.
 *
 * @param signal when it was cancelled its own reason is thrown instead
 */
export function toModelError(thrown: unknown, target: CallTarget, signal?: AbortSignal): GraphRagError {
  if (signal?.aborted) throw signal.reason;
  if (thrown instanceof GraphRagError) return thrown;
  if (isSilence(thrown))
    return withTrouble(silenceError(target), { limited: true, kind: 'concurrency', mostTries: 2 });
  if (thrown instanceof APIConnectionError || !(thrown instanceof APIError))
    return connectionError(thrown, target);
  return statusError(thrown, target);
}

/** True when the server says that prompt and reply do not fit. */
export function isContextError(error: APIError): boolean {
  const code = `${error.code ?? ''} ${error.type ?? ''}`;
  return (
    /context_length_exceeded|exceed_context_size/.test(code) ||
    /context (length|size|window)|maximum context|too many (input )?tokens|prompt is too long|input (is )?too long|max_model_len/i.test(
      error.message,
    )
  );
}

/** Tokens that the server says it can hold; null when it does not say. */
export function contextTokensIn(error: APIError): number | null {
  const body = error.error as { n_ctx?: unknown } | undefined;
  if (typeof body?.n_ctx === 'number') return body.n_ctx;
  const told =
    /(?:maximum context length|context (?:size|length|window))(?: is| of)?\s*\(?(\d{3,8})/i.exec(
      error.message,
    ) ?? /(\d{3,8})\s+tokens?\)?,? (?:context|maximum)/i.exec(error.message);
  return told?.[1] ? Number(told[1]) : null;
}

function statusError(error: APIError, { model, server }: CallTarget): GraphRagError {
  const status = statusOf(error);
  const words = wordsOf(error);
  const said = words === '' ? '' : `: ${words}`;
  const because = saidBy(words);
  const target = { model, server };
  const about = `${model} at ${server}`;
  if (isAboutContent(error)) {
    return new GraphRagError('model-output-invalid', `${about} refuses to answer this${said}`, {
      reason: reasonFor('model-refused-text', target, because),
      hint: 'Another model may read this text.',
    });
  }
  if (status === 401 || status === 403) {
    return refused(
      `${server} refuses the key${said}`,
      reasonFor('model-key-refused', { server }, because),
      'Check OPENAI_API_KEY, and that it belongs to this server and may use this model.',
    );
  }
  // A limit that passes soon may speak of quotas and bills, too.
  const isSpent =
    /insufficient.?(quota|balance|funds)|billing/i.test(`${error.code} ${error.message}`) &&
    askedToWait(error) === undefined;
  if (status === 402 || isSpent) {
    return refused(
      `The account at ${server} has nothing left to spend${said}`,
      reasonFor('model-account-empty', { server }, because),
      'Top it up, or use another key or model.',
    );
  }
  if (isContextError(error) || status === 413) {
    return new GraphRagError(
      'model-input-too-long',
      `The prompt does not fit into the context of ${about}${said}`,
      {
        reason: reasonFor('model-prompt-too-long', target, because),
        hint: 'Start the server with a larger context, or use a model that has one.',
      },
    );
  }
  if (status === 429 || status === 503 || status === 529) {
    const isTooMany = status === 429;
    return withTrouble(
      unavailable(
        `${about} ${isTooMany ? 'asks for fewer calls' : 'is too busy'}${said}`,
        reasonFor(isTooMany ? 'model-asks-for-less' : 'model-busy', target, because),
      ),
      limitTrouble(error, status),
    );
  }
  if (status !== undefined && status >= 300 && status < 400) {
    const to = (error.headers as Headers | undefined)?.get('location')?.replace(/\?.*/, '');
    return refused(
      `${server} sends elsewhere${to ? `: to ${to}` : ''}`,
      reasonFor('model-elsewhere', { server }, saidBy(to ?? '')),
      'Texts go only where they are told to: if that is right, set OPENAI_BASE_URL to it.',
    );
  }
  if (status === 404) {
    return refused(
      `${server} does not know the model "${model}", or has no such address${said}`,
      reasonFor('model-unknown', target, because),
      'Check ORRERY_CHAT_MODEL and ORRERY_EMBEDDING_MODEL, and that OPENAI_BASE_URL ends as the server wants it (often /v1).',
    );
  }
  if (status === undefined || status >= 500 || status === 408 || status === 409) {
    const withStatus = status ? ` with status ${status}` : '';
    return unavailable(`${about} failed${withStatus}${said}`, reasonFor('model-failed', target, because));
  }
  return refused(
    `${about} does not take the request (status ${status})${said}`,
    reasonFor('model-refused-request', { ...target, status }, because),
    'The log of the model server tells more.',
  );
}

/** What answers is no such server, or something in front of it. */
export function notOpenAi(): GraphRagError {
  return unavailable(
    "The model server answered in another format than OpenAI's",
    reasonFor('model-no-openai', {}),
    'Check that OPENAI_BASE_URL names the OpenAI-compatible address of the server (often /v1).',
  );
}

const webPages = new WeakSet<GraphRagError>();

/** As `notOpenAi`: a page for people, as a proxy or a login shows it. */
export function webPage(): GraphRagError {
  const error = notOpenAi();
  webPages.add(error);
  return error;
}

/** True when what came in the place of a reply says that there is none: an error, or a web page. False for a reply that broke off, or was stopped. */
export function isRefusal(thrown: unknown): boolean {
  if (thrown instanceof GraphRagError) return webPages.has(thrown);
  const isBroken = thrown instanceof APIConnectionError || thrown instanceof APIUserAbortError;
  return thrown instanceof APIError && !isBroken;
}
