import type { LanguageModel } from '../../../domain/ports/language-model.ts';
import type { TokenCounter } from '../../../domain/ports/token-counter.ts';
import type { Clock } from '../clock.ts';
import { createOpenAiClient, type ModelServerOptions, targetOf } from '../openai-client.ts';
import type { FeatureMemory } from '../server-features.ts';
import { createBatchChat } from './batch-chat.ts';
import { createBatchMemory } from './batch-memory.ts';
import { createBatchRuns } from './batch-runs.ts';

export interface OpenBatchChatOptions extends ModelServerOptions {
  /** `ModelServerOptions.model` asked directly. */
  direct: LanguageModel;
  features: FeatureMemory;
  counter: TokenCounter;
  clock: Clock;
  random: () => number;
  /** Where batches under way are remembered. */
  file: string;
}

/** The chat model behind the batch API of its server. Nothing is asked yet. */
export function openBatchChat(options: OpenBatchChatOptions): LanguageModel {
  const { direct, features, counter, clock, random, file } = options;
  const memory = createBatchMemory(file);
  const target = targetOf(options);
  const runs = createBatchRuns({ client: createOpenAiClient(options), target, memory, clock, random });
  return createBatchChat({ model: direct, target, runs, memory, features, counter, clock });
}
