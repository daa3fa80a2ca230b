import { APIError } from 'openai';
import type {
  ChatReply,
  ChatRequest,
  LanguageModel,
  ModelDescription,
} from '../../domain/ports/language-model.ts';
import type { TokenCounter } from '../../domain/ports/token-counter.ts';
import { toChatBody } from './chat-body.ts';
import { isContextError, toModelError } from './model-error.ts';
import { isSmall, parametersIn } from './model-size.ts';
import { openReply, type ReplyStart } from './open-reply.ts';
import { createOpenAiClient, type ModelServerOptions, targetOf } from './openai-client.ts';
import { emptyReply, readPieces } from './read-pieces.ts';
import { usageOf } from './reply-usage.ts';
import { servedModel } from './served-models.ts';
import {
  ASSUMED_FEATURES,
  type FeatureMemory,
  learnContext,
  learnFromList,
  learnFromRefusal,
  learnFromReply,
  type ServerFeatures,
  wasInCircles,
} from './server-features.ts';
import { toReply } from './to-reply.ts';
import type { MeteredCallOptions } from './with-meter.ts';

export interface OpenAiChatOptions extends ModelServerOptions {
  counter: TokenCounter;
  /** Where what is learned of the server is kept; only in this process when absent. */
  memory?: FeatureMemory;
}

/** Longest wait for a list of models that only makes an estimate better. */
const LIST_PATIENCE_MS = 2000;
/** Refusals that may teach something, one after the other, before a call is given up. */
const MOST_LESSONS = 8;

/**
 * A chat model behind any server that speaks OpenAI's chat completions: OpenAI, Ollama, llama.cpp, vLLM, DeepSeek, ... What a server lacks
 * is found out by asking and remembered. It says what the model said and judges nothing: an empty reply, or one whose `value` is
 * undefined although a schema was given, is refused by `with-second-ask.ts`.
 *
 * Replies are always read as a stream, so that a reply that runs in circles is cut, and a slow server is not taken for a dead one.
 */
export function createOpenAiChat(options: OpenAiChatOptions): LanguageModel {
  const client = createOpenAiClient(options);
  const target = targetOf(options);
  const { counter, memory } = options;
  let features: ServerFeatures = ASSUMED_FEATURES;
  const remembered = memory?.load().then((known) => {
    if (known) features = known;
  });

  const learn = async (lesson: ServerFeatures): Promise<void> => {
    if (lesson === features) return;
    features = lesson;
    await memory?.save(lesson);
  };

  /** Opens the reply, asking again at once in other words as long as a refusal teaches something. */
  const open = async (request: ChatRequest, signal: AbortSignal | undefined): Promise<ReplyStart> => {
    await remembered;
    for (let lessons = 0; ; lessons += 1) {
      signal?.throwIfAborted();
      const asked = features;
      try {
        return await openReply(client, toChatBody(request, options.model, asked), asked, signal);
      } catch (error) {
        if (signal?.aborted || !(error instanceof APIError)) throw toModelError(error, target, signal);
        if (isContextError(error)) await learn(learnContext(features, error));
        // Another call may have learned it meanwhile.
        const lesson = isContextError(error)
          ? null
          : features === asked
            ? learnFromRefusal(asked, error)
            : features;
        if (!lesson || lessons >= MOST_LESSONS) throw toModelError(error, target, signal);
        await learn(lesson);
      }
    }
  };

  async function* inOurWords(
    pieces: AsyncGenerator<string>,
    signal: AbortSignal | undefined,
  ): AsyncGenerator<string> {
    try {
      yield* pieces;
    } catch (error) {
      throw toModelError(error, target, signal);
    }
  }

  async function* stream(
    request: ChatRequest,
    { signal, onLost }: MeteredCallOptions = {},
  ): AsyncGenerator<string, ChatReply> {
    const start = await open(request, signal);
    const raw = emptyReply();
    let isGiven = false;
    try {
      yield* inOurWords(readPieces(start, request, raw, signal), signal);
      const { reply, wasJson, contextTokens } = toReply(raw, request, { counter, target, features });
      if (contextTokens !== null) await learn({ ...features, contextTokens });
      if (request.schema && reply.finish === 'stop') await learn(learnFromReply(features, wasJson));
      if (request.tells && reply.finish !== 'length')
        await learn(learnFromList(features, reply.finish === 'circles'));
      isGiven = true;
      return reply;
    } finally {
      if (!isGiven && !raw.refused) onLost?.(usageOf(raw, request, counter));
    }
  }

  /** Null where the server does not tell; undefined until it was asked. It does not change while the process runs. */
  let served: number | null | undefined;
  const servedParameters = async (signal: AbortSignal | undefined): Promise<number | null> => {
    if (served !== undefined) return served;
    const patience = AbortSignal.timeout(LIST_PATIENCE_MS);
    try {
      const either = signal ? AbortSignal.any([signal, patience]) : patience;
      served = (await servedModel(client, options.model, either)).parameters;
      return served;
    } catch {
      signal?.throwIfAborted();
      return null;
    }
  };

  return {
    name: options.model,
    stream,
    async complete(request, callOptions) {
      const pieces = stream(request, callOptions);
      for (;;) {
        const step = await pieces.next();
        if (step.done) return step.value;
      }
    },
    async runsInCircles({ signal } = {}) {
      await remembered;
      const seen = wasInCircles(features);
      if (seen !== null) return seen;
      const parameters =
        parametersIn(options.model) ?? (target.isLocal ? await servedParameters(signal) : null);
      return parameters !== null && isSmall(parameters);
    },
    async describe({ signal } = {}): Promise<ModelDescription> {
      await remembered;
      const told = await servedModel(client, options.model, signal).catch((error: unknown) => {
        if (error instanceof APIError && (error.status === 404 || error.status === 405)) return null;
        throw toModelError(error, target, signal);
      });
      return {
        contextTokens: features.contextTokens ?? told?.contextTokens ?? null,
        structuredReplies: features.structuredProven ? features.structured : null,
      };
    },
  };
}
