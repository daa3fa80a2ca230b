import path from 'node:path';
import { GraphRagError } from '../../domain/errors.ts';
import { batchPrice, type ModelPrice } from '../../domain/model-price.ts';
import { totalOf } from '../../domain/model-receipt.ts';
import type { ModelAccess } from '../../domain/ports/model-access.ts';
import { reasonFor } from '../../domain/reason.ts';
import type { ModelConfig } from '../config.ts';
import { createAdaptiveLimit } from './adaptive-limit.ts';
import { openBatchChat } from './batch/open-batch-chat.ts';
import { createBreaker } from './breaker.ts';
import { type Budget, createBudget } from './budget.ts';
import { type Clock, systemClock } from './clock.ts';
import { composeChatModel } from './compose-chat-model.ts';
import { composeEmbeddingModel } from './compose-embedding-model.ts';
import { loadTokenCounter } from './count-tokens.ts';
import { openDiskMemory } from './disk-memory.ts';
import type { Gate } from './gate.ts';
import { createMeter } from './meter.ts';
import { createModelMemory } from './model-memory.ts';
import { createNoChatModel } from './no-chat-model.ts';
import { createOpenAiChat } from './openai-chat.ts';
import { isLocalServer, targetOf } from './openai-client.ts';
import { createOpenAiEmbedding } from './openai-embedding.ts';
import { loadPrices } from './prices.ts';
import { createRateLimit } from './rate-limit.ts';
import { createReplyCache } from './reply-cache.ts';

export interface ModelAccessOptions {
  config: ModelConfig;
  /** The data folder: what models told is remembered in `models/`, prices of one's own stand in `prices.json`. */
  folder: string;
  /** Told once when nothing can be remembered there; calls go on. */
  onTrouble?: (error: unknown) => void;
  clock?: Clock;
  random?: () => number;
}

/**
 * Opens the models that are configured. Nothing is asked yet.
 *
 * @throws GraphRagError `config-invalid` when `prices.json` cannot be read
 */
export async function createModelAccess(options: ModelAccessOptions): Promise<ModelAccess> {
  const { config, folder, onTrouble, clock = systemClock, random = Math.random } = options;
  const [prices, counter] = await Promise.all([
    loadPrices(path.join(folder, 'prices.json')),
    loadTokenCounter(config.chatModel ?? config.embeddingModel ?? ''),
  ]);
  const embeddingOptions = config.embeddingModel
    ? {
        model: config.embeddingModel,
        apiKey: config.apiKey,
        baseUrl: config.embeddingBaseUrl ?? config.baseUrl,
        queryModel: config.embeddingQueryModel,
      }
    : null;
  const disk = openDiskMemory(path.join(folder, 'models'), onTrouble);
  const cache = createReplyCache(disk);
  const file = path.join(folder, 'models', 'batches.json');
  const openChat = (chatModel: string) => {
    const chatOptions = { model: chatModel, apiKey: config.apiKey, baseUrl: config.baseUrl };
    const { server } = targetOf(chatOptions);
    const features = cache.featuresOf(server, chatModel);
    const model = createOpenAiChat({ ...chatOptions, counter, memory: features });
    const batching = { direct: model, features, counter, clock, random, file };
    return { server, model, batchModel: openBatchChat({ ...chatOptions, ...batching }) };
  };
  const chatCaller = config.chatModel === undefined ? null : openChat(config.chatModel);
  const caller = embeddingOptions && createOpenAiEmbedding(embeddingOptions);
  const limits = (baseUrl: string | undefined): { rateLimit: Gate; adaptiveLimit: Gate } => ({
    rateLimit: createRateLimit({ ...config, clock }),
    // A machine of one's own may be small: it is asked for more only when it has shown that it can.
    adaptiveLimit: createAdaptiveLimit({
      clock,
      most: config.concurrency,
      first: baseUrl && isLocalServer(baseUrl) ? 1 : undefined,
    }),
  });
  const chatLimits = limits(config.baseUrl);
  const embeddingLimits = limits(embeddingOptions?.baseUrl);
  const patience = { clock, random };
  const breaker = createBreaker(clock);
  const chatPrice = chatCaller && prices(chatCaller.model.name, config.baseUrl);
  const embeddingPrice = embeddingOptions ? prices(embeddingOptions.model, embeddingOptions.baseUrl) : null;
  const budgetFor = (
    price: ModelPrice | null,
    dollars: number,
    name: string,
    spent: () => number,
  ): Budget => {
    if (price) return createBudget({ dollars, price, spent });
    const file = path.join(folder, 'prices.json');
    throw new GraphRagError('request-invalid', `A budget needs the price of ${name}, which is not known`, {
      reason: reasonFor('budget-without-price', { model: name, file }),
      hint: `Write it into ${file}: {"${name}": {"input": 0.25, "output": 2}}, in US dollars for a million tokens.`,
    });
  };

  return {
    chatModel: config.chatModel ?? null,
    embeddingModel: embeddingOptions?.model ?? null,
    counter,
    chatPrice,
    embeddingPrice,
    memory: createModelMemory(disk, chatCaller?.server ?? ''),
    open({ budget, spentBefore = 0, onSpent, batch = false, isUrgent } = {}) {
      if (!isUrgent) breaker.close();
      const price = batch && chatPrice ? batchPrice(chatPrice) : chatPrice;
      const meter = createMeter((name) => (name === config.chatModel ? price : embeddingPrice), onSpent);
      const spent = (): number => spentBefore + (totalOf(meter.receipts()).cost ?? 0);
      const chat = chatCaller
        ? composeChatModel({
            ...chatCaller,
            batchModel: batch ? chatCaller.batchModel : undefined,
            cache,
            budget: budget === undefined ? null : budgetFor(price, budget, chatCaller.model.name, spent),
            patience,
            breaker,
            ...chatLimits,
            counter,
            meter,
            isUrgent,
          })
        : createNoChatModel();
      if (!caller) return { chat, embedding: null, meter };
      const gates = [embeddingLimits.rateLimit, embeddingLimits.adaptiveLimit];
      if (budget !== undefined) gates.unshift(budgetFor(embeddingPrice, budget, caller.name, spent));
      return { chat, embedding: composeEmbeddingModel({ caller, gates, counter, meter, patience }), meter };
    },
  };
}
