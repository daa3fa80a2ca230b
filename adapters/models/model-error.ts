import { APIConnectionError, APIConnectionTimeoutError, APIError } from 'openai';
import { GraphRagError } from '../../domain/errors.ts';
import { askedToWait, type CallTrouble, limitTrouble } from './limit-trouble.ts';

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
}

/**
 * What the `openai` package threw, in our words. Keys never come along: not the request, its headers nor the server's echo of a key.
 *
 * @param signal when it was cancelled its own reason is thrown instead
 */
export function toModelError(thrown: unknown, target: CallTarget, signal?: AbortSignal): GraphRagError {
  if (signal?.aborted) throw signal.reason;
  if (thrown instanceof GraphRagError) return thrown;
  if (thrown instanceof APIConnectionTimeoutError) {
    return withTrouble(unavailable(`${target.server} did not answer in time`), {
      limited: true,
      kind: 'concurrency',
    });
  }
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

function connectionError(thrown: unknown, { server }: CallTarget): GraphRagError {
  const reason = rootReason(thrown);
  if (/CERT|SIGNATURE|TLS|SSL|EPROTO/.test(reason))
    return refused(
      `No safe connection to ${server} can be made (${reason})`,
      'Check that OPENAI_BASE_URL begins as the server wants it (http or https); for a certificate of your own set NODE_EXTRA_CA_CERTS.',
    );
  const message =
    reason === 'ECONNREFUSED' || reason === 'ENOTFOUND' || reason === 'EAI_AGAIN'
      ? `Nothing answers at ${server} (${reason})`
      : `The connection to ${server} broke off${reason ? ` (${reason})` : ''}`;
  return unavailable(message, 'Check that the server runs and that OPENAI_BASE_URL names it.');
}

/** The system's name of what went wrong, from the innermost cause. */
function rootReason(thrown: unknown): string {
  let reason = '';
  for (let error = thrown; error instanceof Error; error = error.cause) {
    const code = (error as NodeJS.ErrnoException).code;
    if (typeof code === 'string') reason = code;
  }
  return reason;
}

function statusError(error: APIError, target: CallTarget): GraphRagError {
  const status = statusOf(error);
  const said = reasonOf(error);
  const about = `${target.model} at ${target.server}`;
  if (isAboutContent(error)) {
    return new GraphRagError('model-output-invalid', `${about} refuses to answer this${said}`, {
      hint: 'Another model may read this text.',
    });
  }
  if (status === 401 || status === 403) {
    return refused(
      `${target.server} refuses the key${said}`,
      'Check OPENAI_API_KEY, and that it belongs to this server and may use this model.',
    );
  }
  // A limit that passes soon may speak of quotas and bills, too.
  const isSpent =
    /insufficient.?(quota|balance|funds)|billing/i.test(`${error.code} ${error.message}`) &&
    askedToWait(error) === undefined;
  if (status === 402 || isSpent) {
    return refused(
      `The account at ${target.server} has nothing left to spend${said}`,
      'Top it up, or use another key or model.',
    );
  }
  if (isContextError(error) || status === 413) {
    return new GraphRagError(
      'model-input-too-long',
      `The prompt does not fit into the context of ${about}${said}`,
      {
        hint: 'Start the server with a larger context, or use a model that has one.',
      },
    );
  }
  if (status === 429 || status === 503 || status === 529) {
    const trouble = limitTrouble(error, status);
    return withTrouble(
      unavailable(`${about} ${status === 429 ? 'asks for fewer calls' : 'is too busy'}${said}`),
      trouble,
    );
  }
  if (status !== undefined && status >= 300 && status < 400) {
    const to = (error.headers as Headers | undefined)?.get('location')?.replace(/\?.*/, '');
    return refused(
      `${target.server} sends elsewhere${to ? `: to ${to}` : ''}`,
      'Texts go only where they are told to: if that is right, set OPENAI_BASE_URL to it.',
    );
  }
  if (status === 404) {
    return refused(
      `${target.server} does not know the model "${target.model}", or has no such address${said}`,
      'Check ORRERY_CHAT_MODEL and ORRERY_EMBEDDING_MODEL, and that OPENAI_BASE_URL ends as the server wants it (often /v1).',
    );
  }
  if (status === undefined || status >= 500 || status === 408 || status === 409) {
    return unavailable(`${about} failed${status ? ` with status ${status}` : ''}${said}`);
  }
  return refused(
    `${about} does not take the request (status ${status})${said}`,
    'The log of the model server tells more.',
  );
}

/** An error that comes in the middle of a stream bears its status as its code. */
function statusOf(error: APIError): number | undefined {
  const status: number | undefined = error.status;
  const code = Number(error.code);
  return status ?? (code >= 400 && code < 600 ? code : undefined);
}

/** True when it is this text, or what the model made of it, that was refused: others may go well. */
function isAboutContent(error: APIError): boolean {
  const said = `${error.code ?? ''} ${error.type ?? ''} ${error.message}`;
  if (error.status !== 400 && error.status !== 403) return false;
  return /json_validate_failed|content_?filter|content (management|policy|safety)|content exists risk|data_?inspection|inappropriate|sensitive ?content|moderation|flagged|high risk|敏感|不安全/i.test(
    said,
  );
}

/** What the server said, short and without anything that looks like a key. */
function reasonOf(error: APIError): string {
  const told = error.message.replace(/^\d{3} /, '').trim();
  if (!told || told.startsWith('status code')) return '';
  const plain = /<html|<!doctype/i.test(told) ? 'a web page' : told;
  return `: ${withoutKeys(plain).replace(/\s+/g, ' ').slice(0, 300)}`;
}

/** The text with everything that may be a key or a part of one taken out. */
export function withoutKeys(text: string): string {
  return text
    .replace(/\b(sk|pk|key|rk|gsk|xai|hf)[-_][\w*.-]{4,}/gi, '[key]')
    .replace(/(bearer|api[ _-]?key( provided)?:?)\s+["']?(?!provided)[\w*.+/=-]{6,}/gi, '$1 [key]');
}

/** What answers is no such server, or something in front of it. */
export function notOpenAi(): GraphRagError {
  return unavailable(
    "The model server answered in another format than OpenAI's",
    'Check that OPENAI_BASE_URL names the OpenAI-compatible address of the server (often /v1).',
  );
}

function unavailable(message: string, hint = 'It is worth trying again later.'): GraphRagError {
  return new GraphRagError('model-unavailable', message, { hint, retryable: true });
}

function refused(message: string, hint: string): GraphRagError {
  return new GraphRagError('model-unavailable', message, { hint, retryable: false });
}
