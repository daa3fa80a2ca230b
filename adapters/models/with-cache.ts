import type { ChatReply, ChatRequest, LanguageModel } from '../../domain/ports/language-model.ts';
import { allowManyListeners } from './many-listeners.ts';
import { type ReplyCache, replyKey } from './reply-cache.ts';
import { refusalOf } from './with-second-ask.ts';

export interface CacheOptions {
  cache: ReplyCache;
  /** Of the model: two servers may mean different things by one name. */
  server: string;
  /** Told of each request that was answered from memory. */
  onHit?: (request: ChatRequest) => void;
}

/** A request on its way in, with the key under which its reply is kept, however it is put the second time. */
type KeyedRequest = ChatRequest & { key?: string };

/**
 * Answers what was answered before from memory. Only replies that were taken are kept, and they are judged again when found: what an earlier
 * version took and this one refuses is asked anew. `withKeeping`, further in, keeps them.
 */
export function withCache(model: LanguageModel, { cache, server, onHit }: CacheOptions): LanguageModel {
  const find = async (request: ChatRequest, key: string): Promise<ChatReply | null> => {
    const kept = await cache.find(key);
    return kept && refusalOf(kept, request) === null ? kept : null;
  };
  return {
    ...model,
    remembers: async (request) => (await find(request, replyKey(request, model.name, server))) !== null,
    async complete(request, options) {
      options?.signal?.throwIfAborted();
      allowManyListeners(options?.signal);
      const key = replyKey(request, model.name, server);
      const keyed: KeyedRequest = { ...request, key };
      const kept = await find(request, key);
      if (!kept) return model.complete(keyed, options);
      onHit?.(request);
      return kept;
    },
    async *stream(request, options) {
      options?.signal?.throwIfAborted();
      allowManyListeners(options?.signal);
      const key = replyKey(request, model.name, server);
      const kept = await find(request, key);
      if (kept) {
        onHit?.(request);
        yield kept.text;
        return kept;
      }
      const keyed: KeyedRequest = { ...request, key };
      return yield* model.stream(keyed, options);
    },
  };
}

/**
 * Keeps each whole reply that is taken before it is handed out; one that ran in circles is only a part of a reply. It stands inside of the limits: a call holds its place until its reply is on disk, so a kill
 * loses no more replies than there are places.
 */
export function withKeeping(model: LanguageModel, cache: ReplyCache): LanguageModel {
  const keep = async (reply: ChatReply, request: KeyedRequest): Promise<ChatReply> => {
    const isWhole = reply.finish !== 'circles' && refusalOf(reply, request) === null;
    if (request.key !== undefined && isWhole) await cache.keep(request.key, reply);
    return reply;
  };
  return {
    ...model,
    complete: async (request, options) => keep(await model.complete(request, options), request),
    async *stream(request, options) {
      return keep(yield* model.stream(request, options), request);
    },
  };
}
