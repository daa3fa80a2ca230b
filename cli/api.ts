import { ErrorResponse } from '../domain/api/common.ts';
import { type ErrorCode, GraphRagError } from '../domain/errors.ts';

/** Where a server of ours listens and what opens it. */
export interface ServerAddress {
  url: string;
  secret: string;
}

/** One server-sent event. */
interface ServerEvent {
  id: string | null;
  event: string;
  data: string;
}

/** Calls the HTTP surface of a server on this machine; failures come back as the GraphRagError the server told. */
export interface Api {
  json(method: string, path: string, body?: unknown): Promise<unknown>;
  upload(path: string, form: FormData): Promise<unknown>;
  /** Sends bytes as they come; the reply is JSON. */
  send(path: string, bytes: ReadableStream<Uint8Array>, mediaType: string): Promise<unknown>;
  /** The bytes of a reply as they come. @throws when the connection ends before they do */
  bytes(path: string): AsyncGenerator<Uint8Array>;
  /** Events until the server ends the stream. */
  events(method: string, path: string, body?: unknown): AsyncGenerator<ServerEvent>;
  /** Lines of an NDJSON reply, parsed. */
  lines(path: string, body: unknown): AsyncGenerator<unknown>;
}

const HALFWAY = 'ended in the middle of its answer';

export function createApi({ url, secret }: ServerAddress, signal?: AbortSignal): Api {
  const lost = (what: string) => (cause: unknown) => {
    if (signal?.aborted) throw signal.reason;
    throw new GraphRagError('store-unavailable', `The server at ${url} ${what}`, {
      cause,
      hint: 'Is it still running? Start it again, or repeat the command.',
    });
  };
  const call = async (method: string, path: string, init: RequestInit): Promise<Response> => {
    const headers = { ...(init.headers as Record<string, string>), authorization: `Bearer ${secret}` };
    const response = await fetch(new URL(path, url), {
      ...init,
      method,
      headers,
      ...(signal ? { signal } : {}),
    }).catch(lost('does not answer'));
    if (!response.ok) throw await toldError(response);
    return response;
  };
  const bytesOf = async function* (response: Response): AsyncGenerator<Uint8Array> {
    try {
      yield* response.body ?? [];
    } catch (cause) {
      lost(HALFWAY)(cause);
    }
  };
  const jsonOf = async (response: Response): Promise<unknown> =>
    JSON.parse(await response.text().catch(lost(HALFWAY)));
  const withBody = (body: unknown): RequestInit =>
    body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
  return {
    json: async (method, path, body) => jsonOf(await call(method, path, withBody(body))),
    upload: async (path, form) => jsonOf(await call('POST', path, { body: form })),
    async send(path, body, mediaType) {
      const init = { body, headers: { 'content-type': mediaType }, duplex: 'half' as const };
      return jsonOf(await call('POST', path, init));
    },
    async *bytes(path) {
      yield* bytesOf(await call('GET', path, {}));
    },
    async *events(method, path, body) {
      let event: ServerEvent = { id: null, event: 'message', data: '' };
      for await (const line of textLines(bytesOf(await call(method, path, withBody(body))))) {
        if (line === '') {
          if (event.data !== '') yield event;
          event = { id: null, event: 'message', data: '' };
          continue;
        }
        const [, field, value = ''] = /^([a-z]+): ?(.*)$/s.exec(line) ?? [];
        if (field === 'id') event.id = value;
        else if (field === 'event') event.event = value;
        else if (field === 'data') event.data += (event.data === '' ? '' : '\n') + value;
      }
    },
    async *lines(path, body) {
      for await (const line of textLines(bytesOf(await call('POST', path, withBody(body))))) {
        if (line !== '') yield JSON.parse(line);
      }
    },
  };
}

async function toldError(response: Response): Promise<GraphRagError> {
  const parsed = ErrorResponse.safeParse(await response.json().catch(() => null));
  if (!parsed.success) return new GraphRagError('internal', `The server answered ${response.status}`);
  const { code, message, hint } = parsed.data.error;
  return new GraphRagError(code as ErrorCode, message, hint === undefined ? {} : { hint });
}

async function* textLines(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const piece of bytes) {
    const lines = (rest + decoder.decode(piece, { stream: true })).split(/\r?\n/);
    rest = lines.pop() ?? '';
    yield* lines;
  }
  if (rest !== '') yield rest;
}
