import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { ChatReply, ChatRequest } from '../../domain/ports/language-model.ts';
import type { DiskMemory } from './disk-memory.ts';
import { type FeatureMemory, ServerFeatures } from './server-features.ts';

/** Bump when replies of old are read differently now. */
const FORMAT = 1;
const FEATURES_LAST_MS = 14 * 24 * 3_600_000;

const KeptReply = z.object({
  text: z.string().min(1),
  value: z.unknown().optional(),
  repaired: z.boolean(),
  finish: z.enum(['stop', 'length']),
  usage: z.object({
    inputTokens: z.number(),
    outputTokens: z.number(),
    cachedInputTokens: z.number().optional(),
  }),
});

const KeptFeatures = z.object({ savedAt: z.number(), features: ServerFeatures });

/** Replies remembered on disk, by what was asked. What is damaged there counts as not remembered. */
export interface ReplyCache {
  find(key: string): Promise<ChatReply | null>;
  /** Resolves once a kill of the process would not lose it. */
  keep(key: string, reply: ChatReply): Promise<void>;
  /** Where what was learned of one model's server is remembered, for two weeks: servers are updated. */
  featuresOf(server: string, model: string): FeatureMemory;
}

export function createReplyCache({ read, write }: DiskMemory): ReplyCache {
  return {
    async find(key) {
      const parsed = KeptReply.safeParse(await read(`reply:${key}`));
      if (!parsed.success) return null;
      const { text, value, repaired, finish, usage } = parsed.data;
      const { inputTokens, outputTokens, cachedInputTokens } = usage;
      return {
        text,
        repaired,
        finish,
        usage: { inputTokens, outputTokens, ...(cachedInputTokens ? { cachedInputTokens } : {}) },
        cached: true,
        ...(value === undefined ? {} : { value }),
      };
    },
    keep: (key, { text, value, repaired, finish, usage }) =>
      write(`reply:${key}`, { text, value, repaired, finish, usage }),
    featuresOf(server, model) {
      const key = `features:${server}|${model}`;
      return {
        async load() {
          const parsed = KeptFeatures.safeParse(await read(key));
          if (!parsed.success || Date.now() - parsed.data.savedAt > FEATURES_LAST_MS) return null;
          return parsed.data.features;
        },
        save: (features) => write(key, { savedAt: Date.now(), features }),
      };
    },
  };
}

/** The key of a request: the same for all that would be answered alike, whatever it is asked for. */
export function replyKey(request: ChatRequest, model: string, server: string): string {
  const asked = {
    format: FORMAT,
    server,
    model,
    messages: request.messages.map(({ role, content }) => [role, content]),
    maxTokens: request.maxTokens,
    schema: request.schema
      ? [request.schema.name, request.schema.schema, request.schema.described ?? false]
      : null,
    temperature: request.temperature ?? 0,
  };
  return createHash('sha256').update(JSON.stringify(asked)).digest('hex');
}
