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

/**
 * Answers what was answered before from memory. Only replies that were taken are kept, and they are judged again when found: what an earlier
 * version took and this one refuses is asked anew.
 */
export function withCache(model: LanguageModel, { cache, server, onHit }: CacheOptions): LanguageModel {
  const find = async (request: ChatRequest, key: string): Promise<ChatReply | null> => {
    const kept = await cache.find(key);
    if (!kept || refusalOf(kept, request) !== null) return null;
    onHit?.(request);
    return kept;
  };
  return {
    ...model,
    async complete(request, options) {
      options?.signal?.throwIfAborted();
      allowManyListeners(options?.signal);
      const key = replyKey(request, model.name, server);
      const kept = await find(request, key);
      if (kept) return kept;
      const reply = await model.complete(request, options);
      await cache.keep(key, reply);
      return reply;
    },
    async *stream(request, options) {
      options?.signal?.throwIfAborted();
      allowManyListeners(options?.signal);
      const key = replyKey(request, model.name, server);
      const kept = await find(request, key);
      if (kept) {
        yield kept.text;
        return kept;
      }
      const reply = yield* model.stream(request, options);
      if (refusalOf(reply, request) === null) await cache.keep(key, reply);
      return reply;
    },
  };
}
