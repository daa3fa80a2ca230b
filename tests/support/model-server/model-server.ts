import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { countTokens } from 'gpt-tokenizer/encoding/o200k_base';
import { type BatchRoutes, createBatchRoutes } from './batch-routes.ts';
import { type Misbehaviour, malform } from './misbehaviour.ts';
import type { ChatCallBody, EmbeddingCallBody, ModelCall } from './model-call.ts';
import { refuseCaller, refuseChat } from './refuse.ts';
import { refuse, sendJson, sendModels, tooMany } from './send-json.ts';
import { type OutgoingReply, sendReply } from './send-reply.ts';
import { sendVectors, vectorOf } from './send-vectors.ts';
import { SERVERS, type ServerTraits } from './server-traits.ts';

/** What is said to a request: the text, or the text and why it ends. */
export type Answer = string | { text: string; finish?: 'stop' | 'length' };

export interface ModelServerOptions {
  /** What the model says. */
  answer?: (call: ModelCall & { body: ChatCallBody }) => Answer | Promise<Answer>;
  /** The vector of a text; a fixed one of 8 numbers by its characters unless told. */
  embed?: (text: string) => number[];
  /** Asked for each call before it is answered; null lets it be. */
  misbehave?: (call: ModelCall) => Misbehaviour | null;
  traits?: ServerTraits;
}

/** A model server of our own on loopback, in OpenAI's format; it says and does what a test tells it. */
export interface ModelServer {
  /** For `OPENAI_BASE_URL`; ends in `/v1`. */
  url: string;
  /** Every request, in order of arrival. */
  calls: ModelCall[];
  /** Requests that are being answered now, and the most there were at once. */
  atOnce: { now: number; most: number };
  /** Only where the server has them; what is asked in a batch is in `calls` once it is answered. */
  batches: BatchRoutes;
  /** Lets go of all that were held by `slow`, and holds none from now on. */
  release(): void;
  close(): Promise<void>;
}

/** Marks what the server asks itself for a batch. */
const BATCH_HEADER = 'x-in-batch';

/** Starts a server on a free port. */
export async function startModelServer(options: ModelServerOptions = {}): Promise<ModelServer> {
  const traits: ServerTraits = options.traits ?? SERVERS.openai;
  const calls: ModelCall[] = [];
  const atOnce = { now: 0, most: 0 };
  let release = (): void => undefined;
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });

  let url = '';
  const batches = createBatchRoutes(async (body) => {
    const headers = { 'content-type': 'application/json', [BATCH_HEADER]: '1' };
    const reply = await fetch(`${url}/chat/completions`, {
      method: 'POST',
      headers,
      body: JSON.stringify(body),
    });
    return { status: reply.status, body: await reply.json() };
  });

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const text = await readBody(request);
    if (traits.batches && (await batches.handle(request, text, response))) return;
    if (!/\/(chat\/completions|embeddings|models)$/.test(request.url ?? '')) {
      return sendJson(response, 404, { error: { message: 'Not found' } });
    }
    const call = toCall(calls.length + 1, request, text);
    calls.push(call);
    const model = call.kind === 'models' ? null : String((call.body as ChatCallBody).model);
    const refusal = refuseCaller(request.headers.authorization, model, traits);
    if (refusal) return refuse(response, call, refusal);
    if (call.kind === 'models') return sendModels(response, call, traits);
    if (traits.mostAtOnce && atOnce.now > traits.mostAtOnce) {
      return refuse(response, call, tooMany({ kind: 'rate-limit', message: 'Too many concurrent requests' }));
    }
    const trouble = options.misbehave?.(call) ?? null;
    if (trouble?.kind === 'slow') {
      call.outcome = 'slow';
      await released;
    }
    if (trouble && breaksOff(response, call, trouble)) return;
    const { embed = vectorOf } = options;
    if (call.kind === 'embedding') return sendVectors(response, call, { embed, trouble }, traits);
    await sendAnswer(response, call, trouble, options.answer ?? (() => 'OK'), traits);
  };

  const server = createServer((request, response) => {
    atOnce.now += 1;
    atOnce.most = Math.max(atOnce.most, atOnce.now);
    response.once('close', () => {
      atOnce.now -= 1;
    });
    // A test whose `answer` throws is told by the 500 that its call gets.
    handle(request, response).catch((error: unknown) => {
      if (!response.headersSent) sendJson(response, 500, { error: { message: String(error) } });
      else response.destroy();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  url = `http://127.0.0.1:${port}/v1`;
  return {
    url,
    calls,
    atOnce,
    batches,
    release,
    close: () => closeServer(server, release),
  };
}

function toCall(number: number, request: IncomingMessage, text: string): ModelCall {
  const path = request.url ?? '';
  const kind = path.endsWith('/chat/completions')
    ? 'chat'
    : path.endsWith('/embeddings')
      ? 'embedding'
      : 'models';
  const body = (text ? JSON.parse(text) : {}) as ChatCallBody & EmbeddingCallBody;
  const texts =
    kind === 'chat'
      ? body.messages.map(({ content }) => content)
      : kind === 'embedding'
        ? [body.input].flat()
        : [];
  return {
    number,
    kind,
    batched: request.headers[BATCH_HEADER] !== undefined,
    body,
    prompt: texts.join('\n'),
    inputTokens: texts.reduce((sum, said) => sum + countPlain(said), 0),
    outputTokens: 0,
    outcome: 'pending',
    status: 0,
    reply: '',
  };
}

/** Ends the call here when the trouble is one of transport. */
function breaksOff(response: ServerResponse, call: ModelCall, trouble: Misbehaviour): boolean {
  call.outcome = trouble.kind;
  if (trouble.kind === 'rate-limit') {
    refuse(response, call, tooMany(trouble), trouble.retryAfterSeconds);
  } else if (trouble.kind === 'server-error') {
    refuse(response, call, { status: trouble.status ?? 500, error: { message: 'The server had an error' } });
  } else if (trouble.kind === 'redirect') {
    call.status = trouble.status;
    response.writeHead(trouble.status, { location: trouble.to });
    response.end();
  } else if (trouble.kind === 'hang-up') {
    response.destroy();
  } else if (trouble.kind === 'web-page') {
    call.status = 200;
    response.writeHead(200, { 'content-type': 'text/html' });
    response.end('<!doctype html><html><body>Welcome</body></html>');
  } else if (trouble.kind === 'raw') {
    call.status = 200;
    response.writeHead(200, { 'content-type': trouble.type ?? 'text/event-stream' });
    if (trouble.isLeftOpen) response.write(trouble.body);
    else response.end(trouble.body);
  } else return false;
  if (trouble.kind !== 'web-page') call.outcome = trouble.kind;
  return true;
}

async function sendAnswer(
  response: ServerResponse,
  call: ModelCall,
  trouble: Misbehaviour | null,
  answer: NonNullable<ModelServerOptions['answer']>,
  traits: ServerTraits,
): Promise<void> {
  const body = call.body as ChatCallBody;
  const refusal = refuseChat(body, call.inputTokens, traits);
  if (refusal) return refuse(response, call, refusal);
  const said = await answer({ ...call, body });
  const meant = typeof said === 'string' ? { text: said } : said;
  const reply =
    trouble?.kind === 'malformed'
      ? malform(meant.text, trouble.how)
      : { text: meant.text, finish: meant.finish ?? 'stop' };
  call.reply = reply.text;
  call.outputTokens = countPlain(reply.text);
  call.status = 200;
  if (!trouble) call.outcome = 'answered';
  const read =
    traits.cutsPrompts && traits.contextTokens
      ? Math.min(call.inputTokens, traits.contextTokens)
      : call.inputTokens;
  sendReply(
    response,
    body,
    { ...reply, inputTokens: read, outputTokens: call.outputTokens, cut: cutOf(trouble) },
    traits,
  );
}

function cutOf(trouble: Misbehaviour | null): OutgoingReply['cut'] {
  if (trouble?.kind !== 'cut-stream') return 'no';
  return trouble.politely ? 'politely' : 'broken';
}

async function readBody(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString('utf8');
}

function countPlain(text: string): number {
  return countTokens(text, { disallowedSpecial: new Set() });
}

async function closeServer(server: Server, release: () => void): Promise<void> {
  release();
  const ended = new Promise((resolve) => server.close(resolve));
  server.closeAllConnections();
  await ended;
}
