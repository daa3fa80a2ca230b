import { APIConnectionError, APIConnectionTimeoutError, APIError } from 'openai';
import { describe, expect, it } from 'vitest';
import { askedToWait, retryAfter } from '../../../../adapters/models/limit-trouble.ts';
import {
  contextTokensIn,
  isContextError,
  toModelError,
  troubleOf,
} from '../../../../adapters/models/model-error.ts';
import { withoutKeys } from '../../../../adapters/models/server-words.ts';

const target = { model: 'm', server: 'http://models.example.com/v1', isLocal: false, timeoutMs: 600_000 };

/** An error as the `openai` package makes it of a reply. */
function refusal(
  status: number,
  error: Record<string, unknown>,
  headers: Record<string, string> = {},
): APIError {
  return APIError.generate(status, { error }, undefined, new Headers(headers));
}

describe('a refusal of a model server', () => {
  it('is worth asking again, or is not', () => {
    const cases: [number, Record<string, unknown>, boolean][] = [
      [429, { message: 'Rate limit reached' }, true],
      [429, { message: 'You exceeded your current quota', code: 'insufficient_quota' }, false],
      [402, { message: 'Insufficient Balance' }, false],
      [500, { message: 'oops' }, true],
      [503, { message: 'Loading model' }, true],
      [408, { message: 'timeout' }, true],
      [401, { message: 'bad key' }, false],
      [404, { message: 'no such model' }, false],
      [400, { message: 'what?' }, false],
    ];
    for (const [status, error, retryable] of cases) {
      expect(toModelError(refusal(status, error), target), `${status}`).toMatchObject({
        code: 'model-unavailable',
        retryable,
      });
    }
  });

  it('tells its reason to programs, with what the server said', () => {
    const { model, server } = target;
    const reasons: [number, string, Record<string, string | number>][] = [
      [401, 'model-key-refused', { server }],
      [402, 'model-account-empty', { server }],
      [404, 'model-unknown', { model, server }],
      [413, 'model-prompt-too-long', { model, server }],
      [429, 'model-asks-for-less', { model, server }],
      [503, 'model-busy', { model, server }],
      [500, 'model-failed', { model, server }],
      [400, 'model-refused-request', { model, server, status: 400 }],
    ];
    for (const [status, code, values] of reasons) {
      const because = [{ code: 'said', values: { text: 'Not so' } }];
      const error = toModelError(refusal(status, { message: 'Not so' }), target);
      expect(error.reason, `${status}`).toEqual({ code, values, because });
    }
    const mute = APIError.generate(401, undefined, undefined, new Headers());
    expect(toModelError(mute, target).reason?.because).toBeUndefined();
    const silent = new APIConnectionError({
      cause: Object.assign(new Error('x'), { code: 'ECONNREFUSED' }),
    });
    const problem = 'ECONNREFUSED';
    expect(toModelError(silent, target).reason).toEqual({
      code: 'model-not-there',
      values: { server, problem },
    });
  });

  it('tells which limit it speaks of and how long to wait', () => {
    const trouble = (status: number, message: string, headers: Record<string, string> = {}) =>
      troubleOf(toModelError(refusal(status, { message }, headers), target));
    expect(trouble(429, 'Rate limit reached on tokens per min (TPM)', { 'retry-after': '7' })).toEqual({
      limited: true,
      kind: 'tokens',
      retryAfterMs: 7000,
    });
    expect(trouble(429, 'Too many concurrent requests')).toMatchObject({ kind: 'concurrency' });
    expect(trouble(429, '您当前使用该API的并发数过高')).toMatchObject({ kind: 'concurrency' });
    expect(trouble(429, 'limit', { 'x-ratelimit-remaining-requests': '0' })).toMatchObject({
      kind: 'requests',
    });
    expect(trouble(429, 'Slow down')).toEqual({ limited: true, kind: 'unknown' });
    expect(trouble(500, 'oops')).toMatchObject({ limited: false });
  });

  it('is known when it is about the context, in the words of each server', () => {
    const said: [Record<string, unknown>, number | null][] = [
      [
        {
          message:
            "This model's maximum context length is 131072 tokens. However, you requested 154963 tokens",
        },
        131_072,
      ],
      [
        {
          message: 'request (5030 tokens) exceeds the available context size (4096 tokens)',
          type: 'exceed_context_size_error',
          n_ctx: 4096,
        },
        4096,
      ],
      [{ message: 'Too long', code: 'context_length_exceeded' }, null],
    ];
    for (const [error, tokens] of said) {
      const refused = refusal(400, error);
      expect(isContextError(refused)).toBe(true);
      expect(contextTokensIn(refused)).toBe(tokens);
      expect(toModelError(refused, target)).toMatchObject({ code: 'model-input-too-long', retryable: false });
    }
    expect(isContextError(refusal(400, { message: 'Invalid schema' }))).toBe(false);
  });

  it('is about this one text where it speaks of its content: others may go well', () => {
    const said: [number, Record<string, unknown>][] = [
      [400, { message: 'Content Exists Risk', code: 'invalid_request_error' }],
      [400, { message: 'Input data may contain inappropriate content.', code: 'data_inspection_failed' }],
      [
        400,
        { message: "The prompt triggered Azure OpenAI's content management policy", code: 'content_filter' },
      ],
      [403, { message: 'Your chosen model requires moderation and your input was flagged' }],
      [400, { message: "Failed to generate JSON. See 'failed_generation'", code: 'json_validate_failed' }],
      [400, { message: '系统检测到输入内容可能包含不安全或敏感内容', code: '1301' }],
    ];
    for (const [status, error] of said)
      expect(toModelError(refusal(status, error), target), `${error.message}`).toMatchObject({
        code: 'model-output-invalid',
        message: expect.stringContaining(String(error.message).slice(0, 15)),
      });
    expect(toModelError(refusal(413, { message: 'Payload too large' }), target)).toMatchObject({
      code: 'model-input-too-long',
    });
  });

  it('of a limit that passes soon is no empty account, though it speaks of bills', () => {
    const message =
      'You exceeded your current quota, please check your plan and billing details. Please retry in 38.2s.';
    const error = toModelError(refusal(429, { message, code: 429 }), target);
    expect(error).toMatchObject({ retryable: true });
    expect(troubleOf(error)).toMatchObject({ limited: true, retryAfterMs: 38_200 });
  });

  it('in the middle of a stream bears its status as its code', () => {
    const inStream = (code: unknown) =>
      toModelError(new APIError(undefined, { message: 'No more', code }, undefined, undefined), target);
    expect(troubleOf(inStream(429))).toMatchObject({ limited: true });
    expect(inStream(502)).toMatchObject({ retryable: true, message: expect.stringContaining('502') });
    expect(inStream('server_error')).toMatchObject({ retryable: true });
  });

  it('of a certificate does not pass by itself, a connection that broke does', () => {
    const broken = (code: string) => {
      const cause = new TypeError('fetch failed', { cause: Object.assign(new Error('no'), { code }) });
      return toModelError(new APIConnectionError({ cause }), target);
    };
    for (const code of [
      'DEPTH_ZERO_SELF_SIGNED_CERT',
      'CERT_HAS_EXPIRED',
      'ERR_TLS_CERT_ALTNAME_INVALID',
      'EPROTO',
    ])
      expect(broken(code), code).toMatchObject({
        retryable: false,
        hint: expect.stringContaining('NODE_EXTRA_CA_CERTS'),
      });
    for (const code of ['ECONNRESET', 'ENOTFOUND']) expect(broken(code)).toMatchObject({ retryable: true });
  });

  it('that is none, for the server sends nothing, is worth one more try, and is told as what it is', () => {
    const far = toModelError(new APIConnectionTimeoutError(), target);
    expect(far).toMatchObject({ message: `${target.server} sent nothing for 10 minutes`, retryable: true });
    expect(troubleOf(far)).toMatchObject({ limited: true, mostTries: 2 });
    const own = toModelError(new APIConnectionTimeoutError(), { ...target, isLocal: true });
    expect(own.message).toBe(
      `${target.server} sent nothing for 10 minutes: it may be too small for calls of this size`,
    );
    const cause = Object.assign(new Error('Body Timeout Error'), { code: 'UND_ERR_BODY_TIMEOUT' });
    const inBody = toModelError(new TypeError('terminated', { cause }), target);
    expect(inBody.message).toBe(far.message);
    const lost = Object.assign(new Error('other side closed'), { code: 'UND_ERR_SOCKET' });
    expect(troubleOf(toModelError(new TypeError('terminated', { cause: lost }), target))).toEqual({
      limited: false,
      kind: 'unknown',
    });
  });

  it('is told without keys, web pages and line breaks', () => {
    expect(withoutKeys('Incorrect API key provided: sk-proj-12***56.')).not.toMatch(/sk-|12|56/);
    expect(withoutKeys('Incorrect API key provided: abcdef123456')).toBe('Incorrect API key provided: [key]');
    expect(withoutKeys('Authorization: Bearer abc.def-123456')).not.toContain('abc');
    const page = toModelError(refusal(500, { message: '<html>\n<b>Bad gateway</b>' }), target);
    expect(page.message).not.toContain('<');
  });

  it('gives way to the reason of a cancelled signal', () => {
    const reason = new Error('enough');
    expect(() => toModelError(refusal(500, {}), target, AbortSignal.abort(reason))).toThrow(reason);
  });
});

describe('the time to wait', () => {
  it('is read in seconds, milliseconds or as a date', () => {
    const now = Date.parse('2026-01-01T00:00:00Z');
    expect(retryAfter(new Headers({ 'retry-after': '1.5' }))).toBe(1500);
    expect(retryAfter(new Headers({ 'retry-after-ms': '250', 'retry-after': '9' }))).toBe(250);
    expect(retryAfter(new Headers({ 'retry-after': 'Thu, 01 Jan 2026 00:00:30 GMT' }), now)).toBe(30_000);
    expect(retryAfter(new Headers({ 'retry-after': 'Wed, 31 Dec 2025 00:00:00 GMT' }), now)).toBe(0);
    expect(retryAfter(new Headers({ 'retry-after': 'soon' }))).toBeUndefined();
    expect(retryAfter(undefined)).toBeUndefined();
  });

  it('is read in words where no header tells it', () => {
    const wait = (message: string) => askedToWait(refusal(429, { message }));
    expect(wait('Please try again in 1.2s. Visit our pages')).toBe(1200);
    expect(wait('Please try again in 20ms.')).toBe(20);
    expect(wait('Please try again in 6m0s.')).toBe(360_000);
    expect(wait('Retry after 30 seconds')).toBe(30_000);
    expect(wait('Retry after 2 hours')).toBeUndefined();
    expect(wait('Please try again')).toBeUndefined();
  });
});
