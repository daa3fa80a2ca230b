import type { ModelPrice } from '../model-price.ts';
import type { EmbeddingModel } from './embedding-model.ts';
import type { LanguageModel } from './language-model.ts';
import type { ModelMemory } from './model-memory.ts';
import type { ModelMeter } from './model-meter.ts';
import type { TokenCounter } from './token-counter.ts';

/** The models for one run or one answer, with receipts of their own. */
export interface ModelSession {
  /** Refuses every call when none is configured: `ModelAccess.chatModel` tells. */
  chat: LanguageModel;
  /** Null when none is configured. */
  embedding: EmbeddingModel | null;
  meter: ModelMeter;
}

interface ModelSessionOptions {
  budget?: number | undefined;
  spentBefore?: number | undefined;
  onSpent?: (() => void) | undefined;
  batch?: boolean | undefined;
  isUrgent?: boolean | undefined;
}

/** The models that a person configured: what they are, what they cost, and a way to use them. */
export interface ModelAccess {
  /** Null when none is configured; then there is an embedding model. */
  readonly chatModel: string | null;
  readonly embeddingModel: string | null;
  /** Fit to the chat model, or to the embedding model where it is alone. */
  readonly counter: TokenCounter;
  /** Null when the price is not known; zero for models on this machine. */
  readonly chatPrice: ModelPrice | null;
  readonly embeddingPrice: ModelPrice | null;
  /** What the chat model told before, of whatever documents. */
  readonly memory: ModelMemory;
  /**
   * Opens a session. All sessions share limits and what is remembered.
   *
   * @param options.budget US dollars that the session may spend in all; absent means any
   * @param options.spentBefore US dollars of it that are spent already
   * @param options.onSpent called when a call has taken something, right away: `meter` tells how much there is in all
   * @param options.batch true sends chat calls through the provider's batch API: half the price, up to a day; streams stay as they are
   * @param options.isUrgent true for chat calls that a person waits for: they go before those of other sessions, are tried three times at most, and
   *   told to have failed rather than tried again after 15 s
   * @throws GraphRagError `request-invalid` when there is a budget and the price of a model is not known
   */
  open(options?: ModelSessionOptions): ModelSession;
}
